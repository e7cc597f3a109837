package dev.keyway.subscription;

import dev.keyway.api.v1alpha1.DeletionPolicy;
import dev.keyway.api.v1alpha1.Impact;
import dev.keyway.api.v1alpha1.Management;
import dev.keyway.api.v1alpha1.TopicSubscriptionSpec;
import dev.keyway.api.v1alpha1.TopicSubscriptionStatus;
import dev.keyway.api.v1alpha1.Verdict;
import dev.keyway.delivery.AcceptedLinks;
import dev.keyway.drift.Difference;
import dev.keyway.reconcile.Changes;
import dev.keyway.reconcile.Outcome;
import dev.keyway.reconcile.Plan;
import dev.keyway.reconcile.Reason;
import dev.keyway.reconcile.References;
import dev.keyway.reconcile.Resource;
import dev.keyway.reconcile.Settings;
import dev.keyway.subscription.SubscriptionObservation.Mismatch;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Decides what to do about a subscription; pure. */
final class SubscriptionPlanner {
  private final Settings settings;

  SubscriptionPlanner(Settings settings) {
    this.settings = settings;
  }

  Plan<SubscriptionAction> plan(
      Resource<TopicSubscriptionSpec, TopicSubscriptionStatus> resource,
      SubscriptionObservation o,
      Instant now) {
    if (resource.deleting()) {
      return delete(resource, o);
    }
    var unusable = FilterShape.problem(resource.spec());
    if (unusable.isPresent()) {
      return Plan.end(unusable.get());
    }
    var invalid = invalid(o);
    if (invalid.isPresent() && !deliversYet(o)) {
      return Plan.end(invalid.get());
    }
    return AdoptedSubscription.takeOver(resource, o, lost(resource, o).orElse(List.of()))
        .orElseGet(() -> keep(resource, o, now));
  }

  private Plan<SubscriptionAction> keep(
      Resource<TopicSubscriptionSpec, TopicSubscriptionStatus> resource,
      SubscriptionObservation o,
      Instant now) {
    if (o.attributes().isPresent()) {
      return upkeep(resource, o, o.attributes().get(), now);
    }
    return subscribe(resource, o);
  }

  // As long as it is there, its queue stays off the key that SNS cannot use.
  private static boolean deliversYet(SubscriptionObservation o) {
    return o.olderTwin().isEmpty()
        && o.attributes().isPresent()
        && o.mismatch().filter(m -> m == Mismatch.AWS_MANAGED_KEY).isPresent();
  }

  private static Optional<Outcome> invalid(SubscriptionObservation o) {
    if (o.olderTwin().isPresent()) {
      return Optional.of(
          new Outcome.Invalid(
              Reason.DuplicateSubscription,
              twin(o.olderTwin().get())
                  + " already subscribes this queue to this topic. Delete one of the two."));
    }
    return o.mismatch().map(mismatch -> never(mismatch, o));
  }

  private static String twin(String name) {
    return References.isElsewhere(name)
        ? "A TopicSubscription of another namespace"
        : "TopicSubscription \"" + name + "\"";
  }

  private static Outcome never(Mismatch mismatch, SubscriptionObservation o) {
    return switch (mismatch) {
      case FIFO ->
          new Outcome.Invalid(
              Reason.FifoMismatch,
              "A standard topic cannot deliver to a FIFO queue. Make the topic FIFO, or use a"
                  + " standard queue.");
      case REGION ->
          new Outcome.Invalid(
              Reason.RegionMismatch,
              "SNS does not deliver from the topic's region to the queue's: both have to be enabled"
                  + " for an account first. Put one of the two in a region that is enabled by"
                  + " default, or both in one region.");
      case AWS_MANAGED_KEY ->
          new Outcome.Invalid(
              Reason.AwsManagedKeyCannotReceive,
              "The queue is to be encrypted with alias/aws/sqs, and SNS can never deliver to such"
                  + " a queue: nobody can change the policy of that key. Encrypt the queue with"
                  + " OwnKey, SharedKey or ServiceManaged, or delete this TopicSubscription.");
      case ADOPTION -> AdoptedSubscription.mismatch(o);
    };
  }

  private Plan<SubscriptionAction> subscribe(
      Resource<TopicSubscriptionSpec, TopicSubscriptionStatus> resource,
      SubscriptionObservation o) {
    var conflict = RivalSubscription.conflict(resource.spec(), o);
    if (conflict.isPresent()) {
      return Plan.end(conflict.get());
    }
    var blocked = SubscriptionWaits.of(resource, o);
    if (blocked.isPresent() && Management.of(resource.spec()) != Management.REPORT) {
      return lost(resource, o)
          .map(difference -> Plan.<SubscriptionAction>of(List.of(), blocked.get(), difference))
          .orElseGet(() -> Plan.end(blocked.get()));
    }
    var changes = new Changes<SubscriptionAction>(settings, resource, Map.of());
    changes.add(
        "Subscription",
        "confirmed",
        lost(resource, o).orElse(List.of()),
        new SubscriptionAction.Subscribe(SubscriptionAttributes.atBirth(resource.spec())),
        Reason.Subscribed,
        "Subscribed " + o.queueArn().orElse("") + " to " + o.topicArn().orElse("") + ".");
    return changes.plan(new Outcome.Done());
  }

  // A subscription that status remembers and AWS does not have was ended by somebody else.
  private static Optional<List<Difference>> lost(
      Resource<TopicSubscriptionSpec, TopicSubscriptionStatus> resource,
      SubscriptionObservation o) {
    return Optional.ofNullable(resource.status())
        .map(TopicSubscriptionStatus::subscriptionArn)
        .filter(_ -> o.attributes().isEmpty())
        .map(arn -> List.of(new Difference("Subscription", arn, "absent", Impact.BROKEN)));
  }

  private Plan<SubscriptionAction> upkeep(
      Resource<TopicSubscriptionSpec, TopicSubscriptionStatus> resource,
      SubscriptionObservation o,
      Map<String, String> observed,
      Instant now) {
    var arn = o.subscriptionArn().orElseThrow();
    var changes = new Changes<SubscriptionAction>(settings, resource, o.recent());
    new SubscriptionUpkeep(resource, arn, observed, changes).plan();
    Replay.another(resource, observed)
        .ifPresent(d -> changes.ifDrift(d).forEach(changes::reportOnly));
    var redrive = new SubscriptionRedrive(settings, resource, o, now, changes).bringAbout();
    var ready = invalid(o).orElseGet(() -> delivers(resource.spec(), o));
    var plan = changes.plan(ready instanceof Outcome.Done ? redrive.orElse(ready) : ready);
    return plan.steps().isEmpty() && plan.outcome() instanceof Outcome.Done
        ? new Replay(settings, resource, o, now).plan(plan.differences()).orElse(plan)
        : plan;
  }

  /** Return how a subscription stands that is there: ready means that every link is proven. */
  private static Outcome delivers(TopicSubscriptionSpec spec, SubscriptionObservation o) {
    var obstacle = AcceptedLinks.firstObstacle(o.links(), SubscriptionWaits.accepts(spec));
    if (obstacle.isEmpty()) {
      return o.missing().isEmpty()
          ? new Outcome.Done()
          : new Outcome.Blocked(Reason.ReferenceNotFound, o.waitsFor(), o.waitsOn());
    }
    boolean broken = obstacle.get().verdict() == Verdict.BROKEN;
    return new Outcome.Blocked(
        broken ? Reason.NotDeliverable : Reason.DeliveryUnknown,
        SubscriptionWaits.message(obstacle.get()),
        o.arns());
  }

  private static Plan<SubscriptionAction> delete(
      Resource<TopicSubscriptionSpec, TopicSubscriptionStatus> resource,
      SubscriptionObservation o) {
    var written = resource.spec().deletionPolicy();
    boolean retain =
        written == DeletionPolicy.RETAIN || (written == null && resource.spec().adopt() != null);
    if (retain || o.olderTwin().isPresent() || o.attributes().isEmpty()) {
      return Plan.release();
    }
    var arn = o.subscriptionArn().orElseThrow();
    return Plan.step(
        new SubscriptionAction.Unsubscribe(arn), Reason.Unsubscribed, "Ended " + arn + ".");
  }
}
