package dev.keyway.subscription;

import dev.keyway.api.v1alpha1.TopicSubscriptionSpec;
import dev.keyway.reconcile.Outcome;
import dev.keyway.reconcile.Reason;
import dev.keyway.reconcile.RedrivePolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A subscription that somebody made between a topic and a queue that was adopted; pure. One that is
 * as the spec wants it is taken over by subscribing once more (SNS API Reference, Subscribe: the
 * same attributes give the same subscription). One that differs feeds a program that relies on it.
 */
final class RivalSubscription {
  private RivalSubscription() {}

  /** Return why nothing is subscribed where one is there that differs from the spec. */
  static Optional<Outcome> conflict(TopicSubscriptionSpec spec, SubscriptionObservation o) {
    return o.rival()
        .map(observed -> differences(spec, observed))
        .filter(differences -> !differences.isEmpty())
        .map(
            differences ->
                new Outcome.Invalid(
                    Reason.OwnershipConflict,
                    "Somebody has subscribed this queue to this topic otherwise than the spec says: "
                        + String.join("; ", differences)
                        + ". It was left untouched. Say the same in the spec, or create this object"
                        + " anew with spec.adopt.arn, which has it changed."));
  }

  private static List<String> differences(
      TopicSubscriptionSpec spec, Map<String, String> observed) {
    var differences = new ArrayList<String>();
    SubscriptionAttributes.of(spec)
        .forEach(
            (name, desired) -> {
              var value = observed.getOrDefault(name, SubscriptionAttributes.whenAbsent(name));
              if (!SubscriptionAttributes.same(name, desired, value)) {
                differences.add("%s is %s, not %s".formatted(name, value, desired));
              }
            });
    if (spec.deadLetter() == null && observed.containsKey(RedrivePolicy.ATTRIBUTE)) {
      differences.add("it has a dead-letter queue");
    }
    return differences;
  }
}
