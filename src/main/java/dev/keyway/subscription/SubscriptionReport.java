package dev.keyway.subscription;

import dev.keyway.api.v1alpha1.EffectiveSubscription;
import dev.keyway.api.v1alpha1.FilterPolicyScope;
import dev.keyway.api.v1alpha1.TopicSubscriptionSpec;
import dev.keyway.api.v1alpha1.TopicSubscriptionStatus;
import dev.keyway.api.v1alpha1.Verdict;
import dev.keyway.delivery.DeliveryProof;
import dev.keyway.reconcile.Conditions;
import dev.keyway.reconcile.Finding;
import dev.keyway.reconcile.PolicySharing;
import dev.keyway.reconcile.Reason;
import dev.keyway.reconcile.Report;
import dev.keyway.reconcile.Resource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says in status what is true of a subscription; pure. */
final class SubscriptionReport {
  private SubscriptionReport() {}

  static TopicSubscriptionStatus of(
      Resource<TopicSubscriptionSpec, TopicSubscriptionStatus> resource,
      Optional<SubscriptionObservation> observation,
      Report report) {
    var previous = Optional.ofNullable(resource.status());
    var drift = report.drift(resource);
    var own = new ArrayList<Finding>();
    observation.ifPresent(
        o -> {
          own.add(references(resource.spec(), o));
          own.add(subscribed(o));
          own.add(deliverable(o));
        });
    var conditions =
        Conditions.of(
            resource.generation(),
            previous.map(TopicSubscriptionStatus::conditions).orElse(List.of()),
            report.outcome(),
            "Every link from the topic into the queue is proven from what AWS returned.",
            own,
            drift,
            report.now());
    var attributes = observation.flatMap(SubscriptionObservation::attributes);
    return new TopicSubscriptionStatus(
        resource.generation(),
        conditions,
        observation
            .flatMap(SubscriptionObservation::subscriptionArn)
            .or(() -> previous.map(TopicSubscriptionStatus::subscriptionArn))
            .orElse(null),
        observation
            .flatMap(SubscriptionObservation::topicArn)
            .or(() -> previous.map(TopicSubscriptionStatus::topicArn))
            .orElse(null),
        observation
            .flatMap(SubscriptionObservation::queueArn)
            .or(() -> previous.map(TopicSubscriptionStatus::queueArn))
            .orElse(null),
        attributes
            .map(SubscriptionReport::effective)
            .or(() -> previous.map(TopicSubscriptionStatus::effective))
            .orElse(null),
        observation
            .map(DeadLetterReport::links)
            .or(() -> previous.map(TopicSubscriptionStatus::delivery))
            .orElse(List.of()),
        drift,
        report.plan(),
        report.lastCheckNow(resource),
        ReplayReport.of(resource, attributes, report),
        DeadLetterReport.state(resource, observation, report.now()),
        AdoptedSubscription.of(resource)
            .after(
                Optional.of(PolicySharing.none(resource)),
                AdoptedSubscription.policy(attributes),
                report.now()));
  }

  private static EffectiveSubscription effective(Map<String, String> attributes) {
    return new EffectiveSubscription(
        Boolean.valueOf(attributes.get(SubscriptionAttributes.RAW)),
        attributes.get(SubscriptionAttributes.FILTER),
        scope(attributes),
        ReplayPolicy.start(attributes).map(Instant::toString).orElse(null),
        SubscriptionRedrive.target(attributes).orElse(null));
  }

  private static @Nullable FilterPolicyScope scope(Map<String, String> attributes) {
    if (!attributes.containsKey(SubscriptionAttributes.FILTER)) {
      return null;
    }
    return SubscriptionAttributes.ON_BODY.equals(attributes.get(SubscriptionAttributes.SCOPE))
        ? FilterPolicyScope.MESSAGE_BODY
        : FilterPolicyScope.MESSAGE_ATTRIBUTES;
  }

  private static Finding references(TopicSubscriptionSpec spec, SubscriptionObservation o) {
    var type = Conditions.REFERENCES_RESOLVED;
    return o.missing().isEmpty()
        ? DeadLetterReport.finding(spec, o.deadLetter())
            .orElseGet(
                () -> Finding.yes(type, Reason.ReferencesFound, "Topic and queue are there."))
        : Finding.no(type, Reason.ReferenceNotFound, o.waitsFor());
  }

  private static Finding subscribed(SubscriptionObservation o) {
    var type = Conditions.SUBSCRIBED;
    return o.attributes().isPresent()
        ? Finding.yes(type, Reason.Subscribed, "The queue is subscribed to the topic.")
        : Finding.no(type, Reason.Creating, "The queue is not subscribed to the topic.");
  }

  private static Finding deliverable(SubscriptionObservation o) {
    var type = Conditions.DELIVERABLE;
    if (o.links().isEmpty()) {
      return Finding.unknown(type, Reason.ReferenceNotReady, "Topic or queue is not there yet.");
    }
    return DeliveryProof.firstObstacle(o.links())
        .map(
            link ->
                link.verdict() == Verdict.BROKEN
                    ? Finding.no(type, Reason.NotDeliverable, link.link() + ": " + link.message())
                    : Finding.unknown(
                        type, Reason.DeliveryUnknown, link.link() + ": " + link.message()))
        .orElseGet(
            () ->
                Finding.yes(
                    type, Reason.Deliverable, "Every link of the delivery chain is proven."));
  }
}
