package dev.keyway.topic;

import dev.keyway.api.v1alpha1.DeletionPolicy;
import dev.keyway.api.v1alpha1.EncryptedTopicSpec;
import dev.keyway.api.v1alpha1.EncryptedTopicStatus;
import dev.keyway.aws.SubscriptionSummary;
import dev.keyway.drift.Difference;
import dev.keyway.reconcile.Adopting;
import dev.keyway.reconcile.ArchivePolicy;
import dev.keyway.reconcile.AwsManagedKeys;
import dev.keyway.reconcile.AwsNames;
import dev.keyway.reconcile.ChildKeyNeed;
import dev.keyway.reconcile.Deletions;
import dev.keyway.reconcile.ExternalKeys;
import dev.keyway.reconcile.Hold;
import dev.keyway.reconcile.Identity;
import dev.keyway.reconcile.KeyWaits;
import dev.keyway.reconcile.Outcome;
import dev.keyway.reconcile.Plan;
import dev.keyway.reconcile.Reason;
import dev.keyway.reconcile.ReportOnly;
import dev.keyway.reconcile.Resource;
import dev.keyway.reconcile.Settings;
import dev.keyway.reconcile.Vanished;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Decides what to do about a topic; pure. */
final class TopicPlanner {
  private final Settings settings;

  TopicPlanner(Settings settings) {
    this.settings = settings;
  }

  Plan<TopicAction> plan(
      Resource<EncryptedTopicSpec, EncryptedTopicStatus> resource,
      TopicObservation o,
      Instant now) {
    return Hold.respect(decide(resource, o, now), o.tags(), o.topicArn());
  }

  private Plan<TopicAction> decide(
      Resource<EncryptedTopicSpec, EncryptedTopicStatus> resource,
      TopicObservation o,
      Instant now) {
    if (resource.deleting()) {
      return delete(resource, o);
    }
    var invalid = invalid(resource, o);
    if (invalid.isPresent()) {
      return Plan.of(
          List.of(), invalid.get(), Vanished.taken("Topic", known(resource), invalid.get()));
    }
    return AdoptedTopic.takeOver(settings, resource, o).orElseGet(() -> keep(resource, o, now));
  }

  private Plan<TopicAction> keep(
      Resource<EncryptedTopicSpec, EncryptedTopicStatus> resource,
      TopicObservation o,
      Instant now) {
    return switch (o.childKey()) {
      case ChildKeyNeed.Apply(var spec) ->
          Plan.step(
              new TopicAction.ApplyChildKey(o.childKeyName(), spec),
              Reason.Updating,
              "Applied EncryptionKey \"" + o.childKeyName() + "\" for this topic.");
      case ChildKeyNeed.None _ -> present(resource, o, now);
      case ChildKeyNeed.Remove _ -> withoutChild(present(resource, o, now), o.childKeyName());
    };
  }

  private Plan<TopicAction> present(
      Resource<EncryptedTopicSpec, EncryptedTopicStatus> resource,
      TopicObservation o,
      Instant now) {
    return o.attributes().isPresent()
        ? new TopicUpkeep(settings, resource, o, now).plan()
        : create(resource, o);
  }

  // What is left behind goes last, when all else is in order.
  private static Plan<TopicAction> withoutChild(Plan<TopicAction> plan, String keyName) {
    return plan.steps().isEmpty() && plan.outcome() instanceof Outcome.Done
        ? Plan.step(
            new TopicAction.RemoveChildKey(keyName),
            Reason.Updating,
            "Removed EncryptionKey \"" + keyName + "\", which this topic has left.")
        : plan;
  }

  private Optional<Outcome> invalid(
      Resource<EncryptedTopicSpec, EncryptedTopicStatus> resource, TopicObservation o) {
    if (o.topicName().length() > AwsNames.MAX_TOPIC_NAME) {
      return Optional.of(
          new Outcome.Invalid(
              Reason.InvalidName,
              "The topic's name would be "
                  + o.topicName().length()
                  + " characters long; SNS takes 256. Create the object anew with a shorter name or"
                  + " with spec.topicName."));
    }
    var mismatch = Adopting.mismatch(resource.spec(), o.topicArn());
    if (mismatch.isPresent()) {
      return mismatch;
    }
    var known = known(resource);
    if (known.isPresent() && !known.get().equals(o.topicArn())) {
      return Optional.of(
          new Outcome.Invalid(
              Reason.IdentityChanged,
              "The topic was created as "
                  + known.get()
                  + " and would now be "
                  + o.topicArn()
                  + ". Restore account, region and name, or delete the object and create it anew."));
    }
    boolean free = Adopting.isToTake(settings, resource, o.tags());
    if (o.attributes().isPresent() && !free && !isOurs(resource, o)) {
      return Optional.of(
          new Outcome.Invalid(
              Reason.OwnershipConflict,
              "A topic named \""
                  + o.topicName()
                  + "\" exists and is not this object's; it was left untouched. Choose another"
                  + " spec.topicName, or remove that topic."));
    }
    return Optional.empty();
  }

  private boolean isOurs(
      Resource<EncryptedTopicSpec, EncryptedTopicStatus> resource, TopicObservation o) {
    return Adopting.isOurs(settings, resource, o.tags());
  }

  private Plan<TopicAction> create(
      Resource<EncryptedTopicSpec, EncryptedTopicStatus> resource, TopicObservation o) {
    var waits =
        AwsManagedKeys.strangers(o.key(), o.account(), o.ask().publishers())
            .or(() -> ExternalKeys.toMove(o.key()))
            .or(() -> KeyWaits.of(o.key(), resource, o.region()));
    var spec = resource.spec();
    var lost = lost(resource);
    if (waits.filter(w -> !ReportOnly.overlooks(spec, w)).isPresent()) {
      return Plan.of(List.of(), waits.get(), lost);
    }
    var attributes = new TreeMap<>(TopicAttributes.atBirth(spec));
    attributes.values().removeIf(String::isEmpty);
    o.key().keyId().ifPresent(id -> attributes.put(TopicAttributes.KEY, id));
    if (spec.fifo() != null) {
      attributes.put(TopicAttributes.FIFO, "true");
    }
    var policy = TopicPolicy.desired(resource, o).document();
    if (!policy.statements().isEmpty()) {
      attributes.put(TopicAttributes.POLICY, policy.toJson());
    }
    var tags = Identity.tags(settings, resource, spec.tags());
    return Plan.restore(
        new TopicAction.CreateTopic(o.topicName(), Collections.unmodifiableMap(attributes), tags),
        Reason.TopicCreated,
        "Created topic " + o.topicArn() + ".",
        lost);
  }

  static List<Difference> lost(Resource<EncryptedTopicSpec, EncryptedTopicStatus> resource) {
    return Vanished.lost("Topic", known(resource));
  }

  private static Optional<String> known(
      Resource<EncryptedTopicSpec, EncryptedTopicStatus> resource) {
    return Optional.ofNullable(resource.status()).map(EncryptedTopicStatus::topicArn);
  }

  private static Outcome stillSubscribed(TopicObservation o) {
    var endpoints =
        o.subscriptions().stream().map(SubscriptionSummary::endpoint).sorted().limit(5).toList();
    return new Outcome.Blocked(
        Reason.StillSubscribed,
        "DeleteTopic would end "
            + o.subscriptions().size()
            + " subscription(s) without a word, of "
            + String.join(", ", endpoints)
            + "; the topic is deleted when they are gone. Set deletionPolicy: Retain to let the"
            + " object go and keep the topic.",
        Set.of(o.topicArn()));
  }

  private Plan<TopicAction> delete(
      Resource<EncryptedTopicSpec, EncryptedTopicStatus> resource, TopicObservation o) {
    if (resource.spec().deletionPolicy() != DeletionPolicy.DELETE) {
      return Plan.release();
    }
    return known(resource)
        .filter(arn -> !arn.equals(o.topicArn()))
        .map(arn -> Plan.<TopicAction>end(Deletions.elsewhere("topic", arn)))
        .orElseGet(() -> deleteHere(resource, o));
  }

  private Plan<TopicAction> deleteHere(
      Resource<EncryptedTopicSpec, EncryptedTopicStatus> resource, TopicObservation o) {
    if (o.attributes().isEmpty() || !isOurs(resource, o)) {
      return Plan.release();
    }
    if (!o.subscriptions().isEmpty()) {
      return Plan.end(stillSubscribed(o));
    }
    if (o.recent().containsKey(TopicAttributes.TOPIC_ARN)) {
      var message = "SNS is deleting the topic.";
      return Plan.end(new Outcome.InProgress(Reason.Deleting, message, Duration.ofSeconds(2)));
    }
    return end(o);
  }

  private static Plan<TopicAction> end(TopicObservation o) {
    boolean archived =
        o.attributes().filter(ArchivePolicy::isOn).isPresent()
            && !ArchivePolicy.NONE.equals(o.recent().get(TopicAttributes.ARCHIVE));
    if (archived) {
      return Plan.step(
          new TopicAction.SetAttribute(TopicAttributes.ARCHIVE, ArchivePolicy.NONE),
          Reason.AttributesWritten,
          "Ended the archive of " + o.topicArn() + ", with which SNS deletes no topic.");
    }
    return Plan.step(
        new TopicAction.DeleteTopic(), Reason.Deleted, "Deleted topic " + o.topicArn() + ".");
  }
}
