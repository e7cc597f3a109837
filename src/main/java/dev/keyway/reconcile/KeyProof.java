package dev.keyway.reconcile;

import dev.keyway.api.v1alpha1.Verdict;
import dev.keyway.grants.Callers;
import dev.keyway.grants.Grant;
import dev.keyway.policy.Caller;
import dev.keyway.policy.CallerContexts;
import dev.keyway.policy.Decision;
import dev.keyway.policy.Evaluator;
import dev.keyway.policy.PolicyDocument;
import dev.keyway.policy.Request;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Whether a key policy that somebody else wrote allows what a grant is for; pure. */
public final class KeyProof {
  private KeyProof() {}

  /** Return the verdict on all grants together: the worst of theirs. */
  public static Verdict of(
      List<Grant> grants, String keyArn, String region, PolicyDocument policy) {
    var verdicts = grants.stream().map(grant -> of(grant, keyArn, region, policy)).toList();
    if (verdicts.contains(Verdict.BROKEN)) {
      return Verdict.BROKEN;
    }
    return verdicts.contains(Verdict.UNKNOWN) ? Verdict.UNKNOWN : Verdict.PROVEN;
  }

  // An account is no caller, and what a service sends is more than the evaluator knows: their
  // statements count as they are printed only.
  private static Verdict of(Grant grant, String keyArn, String region, PolicyDocument policy) {
    var uses = uses(grant, keyArn, region);
    if (uses.isEmpty()) {
      boolean stands = new KeyGate("", Optional.of(policy)).holds(List.of(grant));
      return stands ? Verdict.PROVEN : Verdict.BROKEN;
    }
    var decisions = uses.stream().map(use -> Evaluator.evaluate(use, policy)).toList();
    if (decisions.stream().allMatch(Decision.Allowed.class::isInstance)) {
      return Verdict.PROVEN;
    }
    boolean open = decisions.stream().anyMatch(Decision.Unknown.class::isInstance);
    boolean refused =
        decisions.stream()
            .anyMatch(d -> d instanceof Decision.Denied || d instanceof Decision.NotAllowed);
    return open && !refused ? Verdict.UNKNOWN : Verdict.BROKEN;
  }

  private static List<Request> uses(Grant grant, String keyArn, String region) {
    var actions =
        grant.group().actions().stream().map(action -> action.replace("DataKey*", "DataKey"));
    return actions.flatMap(action -> use(grant, action, keyArn, region).stream()).toList();
  }

  private static Optional<Request> use(Grant grant, String action, String keyArn, String region) {
    return switch (grant.group().kind()) {
      case SNS_DELIVERY -> Optional.of(CallerContexts.snsKeyUse(action, grant.member(), keyArn));
      case CONSUMERS, PRODUCERS, REDRIVE_TARGET ->
          by(grant, caller -> CallerContexts.viaSqs(caller, action, keyArn, region));
      case PUBLISHERS -> by(grant, caller -> CallerContexts.viaSns(caller, action, keyArn, region));
      case TOPIC_ARCHIVE -> Optional.of(CallerContexts.snsArchive(action, grant.member(), keyArn));
      case SERVICE_PRODUCERS,
          SERVICE_PUBLISHERS,
          ACCOUNT,
          ADMINISTRATORS,
          KEY_USERS_DECRYPT,
          KEY_USERS_ENCRYPT_DECRYPT,
          REDRIVERS,
          SUBSCRIBERS,
          TLS_ONLY ->
          Optional.empty();
    };
  }

  private static Optional<Request> by(Grant grant, Function<Caller, Request> request) {
    return Callers.of(grant.member()).map(request);
  }
}
