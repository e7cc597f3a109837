package dev.keyway.policy;

import java.util.ArrayList;
import java.util.List;

/**
 * Looks for what AWS accepts, or refuses without saying where, and nobody means. Unlike evaluation
 * it is a matter of advice: no finding does not prove a policy right.
 */
public final class Lint {
  private Lint() {}

  /** The findings in a policy of a queue, topic or key: statement by statement, then the whole. */
  public static List<LintFinding> check(PolicyDocument document, ResourceKind kind) {
    List<LintFinding> findings = new ArrayList<>();
    for (int i = 0; i < document.statements().size(); i++) {
      LintedStatement statement = new LintedStatement(document, kind, i, findings);
      LintElements.check(statement);
      LintPrincipals.check(statement);
      LintConditions.check(statement);
      LintVariables.check(statement);
    }
    LintDocument.check(document, kind, findings);
    return List.copyOf(findings);
  }
}
