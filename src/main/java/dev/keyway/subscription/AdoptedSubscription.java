package dev.keyway.subscription;

import dev.keyway.api.v1alpha1.TopicSubscriptionSpec;
import dev.keyway.api.v1alpha1.TopicSubscriptionStatus;
import dev.keyway.drift.Difference;
import dev.keyway.policy.PolicyDocument;
import dev.keyway.reconcile.Adopting;
import dev.keyway.reconcile.Adoption;
import dev.keyway.reconcile.Outcome;
import dev.keyway.reconcile.Plan;
import dev.keyway.reconcile.Reason;
import dev.keyway.reconcile.RedrivePolicy;
import dev.keyway.reconcile.Resource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A subscription that somebody else made and that a spec takes over; pure.
 *
 * <p>SNS has no tags for subscriptions. Whose one is follows from its queue, which belongs to one
 * object only: a subscription is taken by the object that names this queue and this topic.
 */
final class AdoptedSubscription {
  private AdoptedSubscription() {}

  static Adoption of(Resource<TopicSubscriptionSpec, TopicSubscriptionStatus> resource) {
    var spec = resource.spec();
    var set = new TreeSet<String>();
    if (spec.rawMessageDelivery() != null) {
      set.add(SubscriptionAttributes.RAW);
    }
    if (spec.filterPolicy() != null) {
      set.add(SubscriptionAttributes.FILTER);
    }
    if (spec.filterPolicyScope() != null) {
      set.add(SubscriptionAttributes.SCOPE);
    }
    if (spec.replayFrom() != null) {
      set.add(ReplayPolicy.NAME);
    }
    if (spec.deadLetter() != null) {
      set.add(RedrivePolicy.ATTRIBUTE);
    }
    return Adoption.of(resource, set);
  }

  /** Return whether the attributes are those of a subscription of this queue to this topic. */
  static boolean connects(
      Map<String, String> attributes, Optional<String> topicArn, Optional<String> queueArn) {
    return topicArn.filter(arn -> arn.equals(attributes.get("TopicArn"))).isPresent()
        && queueArn.filter(arn -> arn.equals(attributes.get("Endpoint"))).isPresent();
  }

  /** Return what has to happen before it is kept like one that Keyway made. */
  static Optional<Plan<SubscriptionAction>> takeOver(
      Resource<TopicSubscriptionSpec, TopicSubscriptionStatus> resource,
      SubscriptionObservation o,
      List<Difference> lost) {
    var adopt = resource.spec().adopt();
    if (adopt == null) {
      return Optional.empty();
    }
    if (o.attributes().isEmpty()) {
      boolean unknown = o.topicArn().isEmpty() || o.queueArn().isEmpty();
      var waits =
          unknown
              ? new Outcome.Blocked(Reason.ReferenceNotFound, o.waitsFor(), o.waitsOn())
              : Adopting.absent(adopt.arn());
      return Optional.of(Plan.of(List.of(), waits, lost));
    }
    return of(resource).unrecorded().map(record -> Plan.writeAhead(record, List.of()));
  }

  /** Return how a pass ends whose subscription connects something else. */
  static Outcome mismatch(SubscriptionObservation o) {
    return new Outcome.Invalid(
        Reason.AdoptionMismatch,
        "spec.adopt names a subscription that does not deliver from "
            + o.topicArn().orElse("the topic")
            + " to "
            + o.queueArn().orElse("the queue")
            + "; it was left untouched. Create the object anew with the ARN, the topic and the queue"
            + " that belong together.");
  }

  /** Return the policy that a subscription has, which is none: nothing is shared with others. */
  static Optional<PolicyDocument> policy(Optional<Map<String, String>> attributes) {
    return attributes.map(_ -> PolicyDocument.of(List.of()));
  }
}
