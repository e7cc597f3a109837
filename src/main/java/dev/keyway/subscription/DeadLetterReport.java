package dev.keyway.subscription;

import dev.keyway.api.v1alpha1.DeliveryLink;
import dev.keyway.api.v1alpha1.SubscriptionDeadLetterState;
import dev.keyway.api.v1alpha1.TopicSubscriptionSpec;
import dev.keyway.api.v1alpha1.TopicSubscriptionStatus;
import dev.keyway.delivery.DeadLetterProof;
import dev.keyway.reconcile.Conditions;
import dev.keyway.reconcile.Finding;
import dev.keyway.reconcile.Reason;
import dev.keyway.reconcile.Resource;
import dev.keyway.subscription.DeadLetterView.Found;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What status says about the dead-letter queue of a subscription; pure. */
final class DeadLetterReport {
  private DeadLetterReport() {}

  /** Return every link of the proof, those into the dead-letter queue last. */
  static List<DeliveryLink> links(SubscriptionObservation o) {
    return o.deadLetter() instanceof Found found
        ? Stream.concat(o.links().stream(), DeadLetterProof.named(found.links()).stream()).toList()
        : o.links();
  }

  /** Return what is wrong with it: it is never part of Ready once it is in use. */
  static Optional<Finding> finding(TopicSubscriptionSpec spec, DeadLetterView deadLetter) {
    var type = Conditions.REFERENCES_RESOLVED;
    return switch (deadLetter) {
      case DeadLetterView.None _ -> Optional.empty();
      case DeadLetterView.Missing(Reason reason, String message) ->
          Optional.of(Finding.no(type, reason, message));
      case DeadLetterView.Unfit(Reason reason, String message) ->
          Optional.of(Finding.no(type, reason, message));
      case Found found ->
          SubscriptionRedrive.obstacle(spec, found)
              .map(SubscriptionWaits::message)
              .map(why -> SubscriptionRedrive.waits(found, why))
              .map(message -> Finding.no(type, Reason.DeadLetterPending, message));
    };
  }

  /** Return since when SNS is let in; a proof that failed begins anew. */
  static @Nullable SubscriptionDeadLetterState state(
      Resource<TopicSubscriptionSpec, TopicSubscriptionStatus> resource,
      Optional<SubscriptionObservation> observation,
      Instant now) {
    if (observation.isEmpty()) {
      var status = resource.status();
      return status == null ? null : status.deadLetter();
    }
    return observation.get().deadLetter() instanceof Found found
            && SubscriptionRedrive.obstacle(resource.spec(), found).isEmpty()
        ? new SubscriptionDeadLetterState(found.queueArn(), found.provenAt().orElse(now).toString())
        : null;
  }
}
