package dev.keyway.reconcile;

import dev.keyway.drift.Difference;
import dev.keyway.drift.PolicyDrift;
import dev.keyway.policy.Permissiveness;
import dev.keyway.policy.PolicyDocument;
import dev.keyway.policy.Request;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Brings the policy of a key, topic or queue in line, whoever else writes to it; pure.
 *
 * @param path what the policy is called in status
 * @param arn what the policy is of
 * @param needs requests that have to be possible
 * @param hashBefore of the policy that was wanted when the object was last in order
 */
public record PolicyUpkeep(
    String path,
    String arn,
    PolicyDocument desired,
    Optional<PolicyDocument> observed,
    List<Request> needs,
    Optional<String> hashBefore) {

  /** Report what others did to it. */
  public void tellOfOthers(PolicySharing sharing, Changes<?> changes, Instant now) {
    sharing.ofOthers(path, arn, needs, now).forEach(changes::reportOnly);
  }

  /**
   * Have it written where it differs.
   *
   * @param adoption of the object
   * @param write adds the write, given what of it is drift
   * @return what keeps it from being written
   */
  public Optional<Outcome> bringAbout(
      Adoption adoption,
      PolicySharing sharing,
      Changes<?> changes,
      Instant now,
      Consumer<List<Difference>> write) {
    var obstacle = sharing.obstacle(arn);
    if (PolicyText.matches(desired, observed)) {
      return obstacle;
    }
    if (adoption.isTold() && hashBefore.isEmpty() && letsInTheSame()) {
      return obstacle;
    }
    var drift =
        hashBefore.filter(PolicyText.hash(desired)::equals).isPresent()
            ? PolicyDrift.judge(path, arn, desired, observed, needs)
            : List.<Difference>of();
    var waits = observed.flatMap(document -> sharing.waits(document, drift, now));
    if (waits.isPresent()) {
      drift.forEach(changes::reportOnly);
      return waits;
    }
    write.accept(drift);
    return obstacle;
  }

  // What Keyway would add to a policy that lets in the same already is no news for a review.
  private boolean letsInTheSame() {
    return observed.filter(o -> Permissiveness.isSame(o, desired, arn)).isPresent();
  }
}
