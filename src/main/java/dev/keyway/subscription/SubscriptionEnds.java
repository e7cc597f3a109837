package dev.keyway.subscription;

import dev.keyway.api.v1alpha1.EncryptedQueueSpec;
import dev.keyway.api.v1alpha1.EncryptedQueueStatus;
import dev.keyway.api.v1alpha1.EncryptedTopicSpec;
import dev.keyway.api.v1alpha1.EncryptedTopicStatus;
import dev.keyway.api.v1alpha1.Management;
import dev.keyway.api.v1alpha1.QueueEncryptionMode;
import dev.keyway.api.v1alpha1.TopicSubscriptionSpec;
import dev.keyway.api.v1alpha1.TopicSubscriptionStatus;
import dev.keyway.policy.CallerContexts;
import dev.keyway.reconcile.AwsNames;
import dev.keyway.reconcile.Kind;
import dev.keyway.reconcile.ObjectName;
import dev.keyway.reconcile.PlannedEnds;
import dev.keyway.reconcile.References;
import dev.keyway.reconcile.Resource;
import dev.keyway.reconcile.Settings;
import dev.keyway.reconcile.Wanted;
import dev.keyway.subscription.SubscriptionObservation.Hold;
import dev.keyway.subscription.SubscriptionObservation.Mismatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The two objects that a subscription connects, as users want them; pure. */
record SubscriptionEnds(
    Wanted wanted,
    Settings settings,
    Resource<TopicSubscriptionSpec, TopicSubscriptionStatus> resource,
    Optional<Resource<EncryptedTopicSpec, EncryptedTopicStatus>> topic,
    Optional<Resource<EncryptedQueueSpec, EncryptedQueueStatus>> queue) {

  /** Return what is not there yet, in words. */
  List<String> missing() {
    var missing = new ArrayList<String>();
    if (topicMissing()) {
      missing.add(
          "EncryptedTopic \""
              + topicName().orElse("")
              + (topic.isEmpty()
                  ? "\", which " + References.absence(topicName().orElse(""))
                  : "\", which has no topic in AWS yet"));
    }
    if (queue.isEmpty()) {
      missing.add(
          "EncryptedQueue \"" + queueName() + "\", which " + References.absence(queueName()));
    } else if (seenQueue().isEmpty()) {
      missing.add("EncryptedQueue \"" + queueName() + "\", which has no queue in AWS yet");
    }
    return missing;
  }

  /** Return the objects whose AWS object is not there yet. */
  Set<String> waitsOn() {
    var on = new TreeSet<String>();
    var namespace = resource.namespace();
    if (topicMissing()) {
      topicName()
          .map(name -> References.name(Kind.ENCRYPTED_TOPIC, namespace, name).toString())
          .ifPresent(on::add);
    }
    if (seenQueue().isEmpty()) {
      on.add(References.name(Kind.ENCRYPTED_QUEUE, namespace, queueName()).toString());
    }
    return on;
  }

  /** Return an older subscription of the same two. */
  Optional<String> olderTwin() {
    var to = References.name(Kind.ENCRYPTED_QUEUE, resource.name(), resource.spec().queueRef());
    if (queue.isEmpty() && References.isElsewhere(queueName())) {
      return Optional.empty();
    }
    return wanted.subscriptionsTo(to.namespace(), to.name()).stream()
        .filter(this::isOfSameTopic)
        .findFirst()
        .map(Resource::name)
        .filter(first -> !first.equals(resource.name()))
        .map(first -> References.text(first, resource.namespace()));
  }

  private boolean isOfSameTopic(Resource<TopicSubscriptionSpec, TopicSubscriptionStatus> other) {
    var spec = other.spec();
    boolean sameWords =
        topic(other).equals(topic(resource))
            && Objects.equals(spec.topicArn(), resource.spec().topicArn());
    return sameWords
        || topicArn()
            .filter(arn -> arn.equals(spec.topicArn()) || arn.equals(topicOf(other)))
            .isPresent();
  }

  private static Optional<ObjectName> topic(
      Resource<TopicSubscriptionSpec, TopicSubscriptionStatus> subscription) {
    return Optional.ofNullable(subscription.spec().topicRef())
        .map(ref -> References.name(Kind.ENCRYPTED_TOPIC, subscription.name(), ref));
  }

  private static @Nullable String topicOf(
      Resource<TopicSubscriptionSpec, TopicSubscriptionStatus> subscription) {
    var status = subscription.status();
    return status == null ? null : status.topicArn();
  }

  /** Return the topic's ARN, as far as it is known. */
  Optional<String> topicArn() {
    return Optional.ofNullable(resource.spec().topicArn())
        .or(this::seenTopic)
        .or(() -> Optional.ofNullable(topicOf(resource)));
  }

  /** Return the queue's ARN, as far as it is known. */
  Optional<String> queueArn() {
    return seenQueue()
        .or(() -> Optional.ofNullable(resource.status()).map(TopicSubscriptionStatus::queueArn));
  }

  private Optional<String> seenTopic() {
    return topic
        .map(Resource::status)
        .map(EncryptedTopicStatus::topicArn)
        .or(() -> PlannedEnds.of(mode(), topic));
  }

  private Optional<String> seenQueue() {
    return queue
        .map(Resource::status)
        .map(EncryptedQueueStatus::queueArn)
        .or(() -> PlannedEnds.of(mode(), queue));
  }

  private Management mode() {
    return Management.of(resource.spec());
  }

  /** Return the region that the subscription is in, which is its topic's. */
  String region() {
    return topic
        .map(t -> AwsNames.region(settings, t.spec().region()))
        .or(() -> topicArn().map(AwsNames::regionOf))
        .orElse(settings.defaultRegion());
  }

  private Optional<String> topicName() {
    return Optional.ofNullable(resource.spec().topicRef())
        .map(reference -> References.text(reference, resource.namespace()));
  }

  private String queueName() {
    return References.text(resource.spec().queueRef(), resource.namespace());
  }

  private boolean topicMissing() {
    return resource.spec().topicArn() == null && seenTopic().isEmpty();
  }

  private boolean isStandardTopic() {
    var arn = resource.spec().topicArn();
    return arn == null
        ? topic.filter(t -> t.spec().fifo() == null).isPresent()
        : !arn.endsWith(".fifo");
  }

  /** Return why the two cannot work together. */
  Optional<Mismatch> mismatch() {
    if (queue.isEmpty()) {
      return Optional.empty();
    }
    if (queue.get().spec().fifo() != null && isStandardTopic()) {
      return Optional.of(Mismatch.FIFO);
    }
    boolean delivers =
        topicArn().flatMap(t -> queueArn().map(q -> CallerContexts.snsDelivers(t, q))).orElse(true);
    if (!delivers) {
      return Optional.of(Mismatch.REGION);
    }
    var encryption = queue.get().spec().encryption();
    return encryption != null && encryption.mode() == QueueEncryptionMode.AWS_MANAGED_KEY
        ? Optional.of(Mismatch.AWS_MANAGED_KEY)
        : Optional.empty();
  }

  /** Return whether what is to be adopted connects something else, once both ends are known. */
  Optional<Mismatch> strays(boolean stray) {
    return stray && topicArn().isPresent() && queueArn().isPresent()
        ? Optional.of(Mismatch.ADOPTION)
        : Optional.empty();
  }

  /** Return which of topic, queue and the queue's key have a mode that forbids writes. */
  List<Hold> holds() {
    return new Holds(wanted, resource.namespace()).among(topic, queue);
  }

  /** Return whether the queue has recorded the topic. */
  boolean isGranted(Optional<String> topicArn) {
    return topicArn.filter(arn -> remembers(queue, arn)).isPresent();
  }

  /** Return whether a queue has recorded a topic as let in. */
  static boolean remembers(
      Optional<Resource<EncryptedQueueSpec, EncryptedQueueStatus>> queue, String topicArn) {
    return queue.map(Resource::status).map(EncryptedQueueStatus::sources).stream()
        .flatMap(List::stream)
        .anyMatch(source -> source.topicArn().equals(topicArn));
  }
}
