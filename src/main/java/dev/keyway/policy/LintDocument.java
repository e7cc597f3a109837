package dev.keyway.policy;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What concerns the document as a whole. */
final class LintDocument {
  private LintDocument() {}

  static void check(PolicyDocument document, ResourceKind kind, List<LintFinding> findings) {
    sids(document, findings);
    for (LimitViolation over : kind.limits().check(document)) {
      findings.add(finding(LintRule.OVER_LIMIT, over));
    }
    for (LimitViolation near : kind.limits().near(document)) {
      findings.add(finding(LintRule.NEAR_LIMIT, near));
    }
    if (kind == ResourceKind.KMS_KEY
        && document.statements().stream().noneMatch(LintDocument::delegates)) {
      findings.add(
          new LintFinding(
              LintRule.KEY_WITHOUT_ACCOUNT,
              JsonReader.ROOT,
              "no statement leaves the key to its account's IAM policies"));
    }
  }

  private static void sids(PolicyDocument document, List<LintFinding> findings) {
    Map<String, Integer> seen = new HashMap<>();
    for (int i = 0; i < document.statements().size(); i++) {
      String sid = document.statements().get(i).sid();
      Integer first = sid == null || sid.isEmpty() ? null : seen.putIfAbsent(sid, i);
      if (first != null) {
        findings.add(
            new LintFinding(
                LintRule.DUPLICATE_SID,
                LintedStatement.place(i) + ".Sid",
                "\"" + sid + "\" is the Sid of " + LintedStatement.place(first) + " too"));
      }
    }
  }

  private static LintFinding finding(LintRule rule, LimitViolation use) {
    return new LintFinding(
        rule,
        use.place(),
        "has %d %s of at most %d (%s)"
            .formatted(use.actual(), use.what(), use.maximum(), use.source()));
  }

  private static boolean delegates(Statement statement) {
    return statement.effect() == Effect.ALLOW
        && !statement.principals().negated()
        && statement.principals().members().stream().anyMatch(Principal.Account.class::isInstance)
        && !statement.actions().negated()
        && statement.actions().patterns().stream()
            .map(action -> action.toLowerCase(Locale.ROOT))
            .anyMatch(action -> action.equals("kms:*") || action.equals("*"))
        && !statement.resources().negated()
        && statement.resources().isStated()
        && statement.conditions().isEmpty();
  }
}
