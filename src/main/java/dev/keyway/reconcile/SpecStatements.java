package dev.keyway.reconcile;

import dev.keyway.api.v1alpha1.DeletionPolicy;
import dev.keyway.api.v1alpha1.KeywaySpec;
import dev.keyway.aws.AccountIdentity;
import dev.keyway.grants.AdditionalStatements;
import dev.keyway.grants.Admission;
import dev.keyway.grants.AttachedPolicy;
import dev.keyway.grants.Frame;
import dev.keyway.grants.Grant;
import dev.keyway.grants.GrantedCalls;
import dev.keyway.grants.NeededCall;
import dev.keyway.grants.OperatorCalls;
import dev.keyway.grants.Refusals;
import dev.keyway.grants.StatementAsk;
import dev.keyway.grants.StatementJudge;
import dev.keyway.policy.PolicyDocument;
import dev.keyway.policy.ResourceKind;
import dev.keyway.policy.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes the policy of a queue, topic or key out of its grants and the statements that its spec has
 * in IAM's own words; pure.
 *
 * @param account of the operator
 * @param arn what the policy is of
 * @param observed the policy as AWS returned it
 */
public record SpecStatements(
    KeywaySpec spec,
    AccountIdentity account,
    ResourceKind kind,
    String arn,
    Optional<PolicyDocument> observed) {
  /**
   * Admit the grants, and then the statements.
   *
   * @param own statements of Keyway that are always in
   * @param asked grants, in order of asking
   * @param refusals of principals and statements
   */
  public Admission.Admitted admit(
      List<Statement> own, Frame frame, List<Grant> asked, Refusals refusals) {
    if (spec.additionalStatements().isEmpty()) {
      return new Admission(kind.limits(), own, frame).admit(asked, refusals);
    }
    var policy = new AttachedPolicy(kind, arn, frame.version());
    var statements = AdditionalStatements.of(policy, asks(), observed, refusals.unknown());
    var fixed = new ArrayList<>(own);
    fixed.addAll(statements.standing());
    var admitted = new Admission(kind.limits(), fixed, frame).admit(asked, refusals);
    return statements.admit(admitted, judge(asked, refusals));
  }

  private List<StatementAsk> asks() {
    return spec.additionalStatements().stream()
        .map(entry -> new StatementAsk(entry.name(), entry.statement().toString()))
        .toList();
  }

  private StatementJudge judge(List<Grant> asked, Refusals refusals) {
    var needed = new ArrayList<NeededCall>();
    if (kind == ResourceKind.KMS_KEY) {
      needed.addAll(GrantedCalls.ofAccount(account.partition(), account.accountId(), arn));
    }
    needed.addAll(GrantedCalls.of(asked, arn));
    needed.addAll(GrantedCalls.ofAnyChannel(kind, arn));
    boolean deletes = spec.deletionPolicy() == DeletionPolicy.DELETE;
    return new StatementJudge(
        new OperatorCalls(account.principalArn(), deletes), needed, refusals.bounds());
  }
}
