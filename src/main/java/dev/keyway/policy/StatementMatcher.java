package dev.keyway.policy;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether a statement matches a request, part by part, until one does not.
 *
 * <p>Source: IAM User Guide, "How AWS enforcement code logic evaluates requests" and the pages of
 * the elements.
 */
final class StatementMatcher {
  private final Request request;
  private final Lookup lookup;
  private final PrincipalMatcher principals;

  StatementMatcher(Request request) {
    this.request = request;
    this.lookup = new Lookup(request);
    this.principals =
        new PrincipalMatcher(
            request.caller(),
            AmazonResourceName.parse(request.resourceArn())
                .map(AmazonResourceName::partition)
                .orElse("aws"));
  }

  /** All statements of a resource policy. */
  List<StatementVerdict> resourcePolicy(PolicyDocument document) {
    List<StatementVerdict> verdicts = new ArrayList<>(document.statements().size());
    for (Statement statement : document.statements()) {
      var principal = principals.match(statement.principals());
      verdicts.add(
          verdict("resource policy", document, statement, principal.finding(), principal.naming()));
    }
    return verdicts;
  }

  /** All statements of a policy that is attached to the caller, and so names no principal. */
  List<StatementVerdict> identityPolicy(PolicyDocument document) {
    List<StatementVerdict> verdicts = new ArrayList<>(document.statements().size());
    for (Statement statement : document.statements()) {
      Finding principal =
          statement.principals().isStated()
              ? Finding.unknown("principal", "the meaning of a principal in an identity policy")
              : Finding.yes("identity");
      verdicts.add(
          verdict(
              "identity policy", document, statement, principal, StatementVerdict.Naming.CALLER));
    }
    return verdicts;
  }

  private StatementVerdict verdict(
      String name,
      PolicyDocument document,
      Statement statement,
      Finding principal,
      StatementVerdict.Naming naming) {
    List<Finding> findings = new ArrayList<>(3 + statement.conditions().size());
    findings.add(principal);
    Truth truth = principal.truth();
    if (truth != Truth.NO) {
      truth = truth.and(add(findings, ActionMatcher.match(statement.actions(), request.action())));
    }
    if (truth != Truth.NO) {
      truth =
          truth.and(
              add(
                  findings,
                  ResourceMatcher.match(
                      statement.resources(),
                      document.hasVariables(),
                      lookup,
                      request.resourceArn())));
    }
    for (Condition condition : statement.conditions()) {
      if (truth == Truth.NO) {
        break;
      }
      truth =
          truth.and(
              add(findings, ConditionMatcher.match(condition, document.hasVariables(), lookup)));
    }
    return new StatementVerdict(name, statement, truth, naming, List.copyOf(findings));
  }

  private static Truth add(List<Finding> findings, Finding finding) {
    findings.add(finding);
    return finding.truth();
  }
}
