package dev.keyway.reconcile;

import dev.keyway.aws.KeyDescription;
import dev.keyway.grants.AdditionalStatements;
import dev.keyway.grants.Grant;
import dev.keyway.grants.OwnedStatements;
import dev.keyway.policy.Caller;
import dev.keyway.policy.Decision;
import dev.keyway.policy.Evaluator;
import dev.keyway.policy.PolicyDocument;
import dev.keyway.policy.Request;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A key as AWS shows it just before something is moved onto it.
 *
 * @param state KeyState
 * @param policy the key policy; empty where it cannot be read
 */
public record KeyGate(String state, Optional<PolicyDocument> policy) {
  /** Read the key; empty where AWS does not answer or there is no such key. */
  public static Optional<KeyGate> read(
      Observations observations, String region, String keyArn, Instant notBefore) {
    var description = observations.key(region, keyArn, notBefore).found();
    return description.map(
        key ->
            new KeyGate(
                key.state(),
                observations
                    .keyPolicy(region, keyArn, notBefore)
                    .found()
                    .flatMap(PolicyText::read)));
  }

  /** Return whether all of these grants stand in the policy. */
  public boolean holds(List<Grant> grants) {
    var standing =
        policy.map(OwnedStatements::grants).orElse(List.of()).stream()
            .map(grant -> new Grant("", grant.group(), grant.member()))
            .collect(Collectors.toSet());
    return grants.stream()
        .allMatch(grant -> standing.contains(new Grant("", grant.group(), grant.member())));
  }

  /** Return whether the key is enabled and allows every one of these uses. */
  public boolean admits(List<Request> uses) {
    return state.equals(KeyDescription.ENABLED)
        && policy.isPresent()
        && uses.stream().allMatch(use -> isAllowed(use, policy.get()));
  }

  // A Deny of the key's own spec that speaks of what Keyway does not know of a principal's calls
  // was accepted as that (StatementJudge); it is not asked again here. Of services all has to be
  // known.
  private static boolean isAllowed(Request use, PolicyDocument policy) {
    return switch (Evaluator.evaluate(use, policy)) {
      case Decision.Allowed _ -> true;
      case Decision.Unknown _ when !(use.caller() instanceof Caller.Service) ->
          Evaluator.evaluate(use, AdditionalStatements.without(policy)).isAllowed();
      case Decision.Unknown _, Decision.Denied _, Decision.NotAllowed _ -> false;
    };
  }
}
