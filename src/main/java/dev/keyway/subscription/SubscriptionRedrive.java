package dev.keyway.subscription;

import dev.keyway.api.v1alpha1.DeliveryLink;
import dev.keyway.api.v1alpha1.EffectiveSubscription;
import dev.keyway.api.v1alpha1.Impact;
import dev.keyway.api.v1alpha1.TopicSubscriptionSpec;
import dev.keyway.api.v1alpha1.TopicSubscriptionStatus;
import dev.keyway.delivery.AcceptedLinks;
import dev.keyway.drift.Difference;
import dev.keyway.reconcile.Changes;
import dev.keyway.reconcile.Outcome;
import dev.keyway.reconcile.Reason;
import dev.keyway.reconcile.RedrivePolicy;
import dev.keyway.reconcile.Resource;
import dev.keyway.reconcile.Settings;
import dev.keyway.subscription.DeadLetterView.Found;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Brings the dead-letter queue of a subscription that is there in line with its spec; pure. */
final class SubscriptionRedrive {
  private static final String NONE = "absent";

  private final Settings settings;
  private final Resource<TopicSubscriptionSpec, TopicSubscriptionStatus> resource;
  private final SubscriptionObservation o;
  private final Instant now;
  private final Changes<SubscriptionAction> changes;
  private final Optional<String> standing;

  SubscriptionRedrive(
      Settings settings,
      Resource<TopicSubscriptionSpec, TopicSubscriptionStatus> resource,
      SubscriptionObservation o,
      Instant now,
      Changes<SubscriptionAction> changes) {
    this.settings = settings;
    this.resource = resource;
    this.o = o;
    this.now = now;
    this.changes = changes;
    this.standing = target(o.attributes().orElseThrow());
  }

  /** Return the ARN of the dead-letter queue that AWS has. */
  static Optional<String> target(Map<String, String> attributes) {
    return RedrivePolicy.of(attributes).map(RedrivePolicy::targetArn);
  }

  /** Return the first link that keeps a dead-letter queue from being used. */
  static Optional<DeliveryLink> obstacle(TopicSubscriptionSpec spec, Found found) {
    return AcceptedLinks.firstObstacle(found.links(), SubscriptionWaits.accepts(spec));
  }

  /** Write what can be written, and return what keeps the rest from it. */
  Optional<Outcome> bringAbout() {
    return switch (o.deadLetter()) {
      case DeadLetterView.None _ -> {
        if (AdoptedSubscription.of(resource).manages(RedrivePolicy.ATTRIBUTE)) {
          standing.ifPresent(this::remove);
        }
        yield Optional.empty();
      }
      case DeadLetterView.Missing _ -> Optional.empty();
      case DeadLetterView.Unfit(Reason reason, String message) ->
          Optional.of(new Outcome.Invalid(reason, message));
      case Found found -> set(found);
    };
  }

  // Messages go where nobody asked for them to go, and whoever reads there can read them.
  private void remove(String queueArn) {
    var difference = new Difference(RedrivePolicy.ATTRIBUTE, NONE, queueArn, Impact.LOOSENED);
    write("", changes.ifDrift(difference), "Took the dead-letter queue off ");
  }

  private Optional<Outcome> set(Found found) {
    var value = RedrivePolicy.to(found.queueArn());
    if (standing.equals(Optional.of(found.queueArn()))
        || changes.isPropagating(RedrivePolicy.ATTRIBUTE, value)) {
      return Optional.empty();
    }
    var drift = changes.ifLost(difference(found), wasThere(found));
    var obstacle = pending(found).or(() -> settling(found));
    if (obstacle.isPresent()) {
      drift.forEach(changes::reportOnly);
      return obstacle;
    }
    write(value, drift, "Set the dead-letter queue of ");
    return Optional.empty();
  }

  private boolean wasThere(Found found) {
    return standing.isPresent()
        || Optional.ofNullable(resource.status())
            .map(TopicSubscriptionStatus::effective)
            .map(EffectiveSubscription::deadLetterQueueArn)
            .filter(found.queueArn()::equals)
            .isPresent();
  }

  private Difference difference(Found found) {
    return new Difference(
        RedrivePolicy.ATTRIBUTE,
        found.queueArn(),
        standing.orElse(NONE),
        standing.isPresent() ? Impact.LOOSENED : Impact.BROKEN);
  }

  // SNS drops what it can put neither into the queue nor into the dead-letter queue.
  private Optional<Outcome> pending(Found found) {
    var link = obstacle(resource.spec(), found);
    if (link.isEmpty() && found.granted()) {
      return Optional.empty();
    }
    var why =
        link.map(SubscriptionWaits::message)
            .orElse("It has not recorded this topic as let in yet.");
    return Optional.of(
        found
            .hold()
            .map(hold -> hold.blocked(found.arns()))
            .orElseGet(
                () ->
                    new Outcome.Blocked(
                        Reason.DeadLetterPending, waits(found, why), found.arns())));
  }

  /** Return what a dead-letter queue waits for, for people. */
  static String waits(Found found, String why) {
    return "The dead-letter queue "
        + found.queueArn()
        + " is not ready: "
        + why
        + (found.owner().isEmpty()
            ? " Keyway does not manage it: its owner has to let SNS in."
            : "");
  }

  // What failed goes on going to the other one until the grants here are in force everywhere.
  private Optional<Outcome> settling(Found found) {
    if (standing.isEmpty()) {
      return Optional.empty();
    }
    var end = found.provenAt().orElse(now).plus(settings.settle());
    return now.isBefore(end)
        ? Optional.of(
            new Outcome.InProgress(
                Reason.DeadLetterPending,
                "The dead-letter queue is changed at "
                    + end.truncatedTo(ChronoUnit.SECONDS)
                    + ", when SNS can use it everywhere in AWS.",
                Duration.between(now, end)))
        : Optional.empty();
  }

  private void write(String value, List<Difference> drift, String message) {
    var arn = o.subscriptionArn().orElseThrow();
    changes.add(
        RedrivePolicy.ATTRIBUTE,
        value,
        drift,
        new SubscriptionAction.SetAttribute(arn, RedrivePolicy.ATTRIBUTE, value),
        Reason.AttributesWritten,
        message + arn + ".");
  }
}
