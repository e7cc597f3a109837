package dev.keyway.subscription;

import dev.keyway.api.v1alpha1.EncryptedQueueSpec;
import dev.keyway.api.v1alpha1.EncryptedQueueStatus;
import dev.keyway.api.v1alpha1.EncryptedTopicSpec;
import dev.keyway.api.v1alpha1.EncryptedTopicStatus;
import dev.keyway.api.v1alpha1.QueueEncryptionMode;
import dev.keyway.api.v1alpha1.TopicSubscriptionSpec;
import dev.keyway.api.v1alpha1.TopicSubscriptionStatus;
import dev.keyway.reconcile.AwsNames;
import dev.keyway.reconcile.Kind;
import dev.keyway.reconcile.ObjectName;
import dev.keyway.reconcile.Resource;
import dev.keyway.reconcile.Settings;
import dev.keyway.reconcile.Wanted;
import dev.keyway.subscription.SubscriptionObservation.Mismatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The two objects that a subscription connects, as users want them; pure. */
record SubscriptionEnds(
    Wanted wanted,
    Settings settings,
    Resource<TopicSubscriptionSpec, TopicSubscriptionStatus> resource,
    Optional<Resource<EncryptedTopicSpec, EncryptedTopicStatus>> topic,
    Optional<Resource<EncryptedQueueSpec, EncryptedQueueStatus>> queue) {

  /** Return what is not there yet, in words. */
  List<String> missing() {
    var spec = resource.spec();
    var missing = new ArrayList<String>();
    if (topic.isEmpty()) {
      missing.add(
          "EncryptedTopic \"" + spec.topicRef().name() + "\", which is not in this namespace");
    } else if (topic.map(Resource::status).map(EncryptedTopicStatus::topicArn).isEmpty()) {
      missing.add(
          "EncryptedTopic \"" + spec.topicRef().name() + "\", which has no topic in AWS yet");
    }
    if (queue.isEmpty()) {
      missing.add(
          "EncryptedQueue \"" + spec.queueRef().name() + "\", which is not in this namespace");
    } else if (queue.map(Resource::status).map(EncryptedQueueStatus::queueArn).isEmpty()) {
      missing.add(
          "EncryptedQueue \"" + spec.queueRef().name() + "\", which has no queue in AWS yet");
    }
    return missing;
  }

  /** Return the objects whose AWS object is not there yet. */
  Set<String> waitsOn() {
    var on = new TreeSet<String>();
    var spec = resource.spec();
    var namespace = resource.namespace();
    if (topic.map(Resource::status).map(EncryptedTopicStatus::topicArn).isEmpty()) {
      on.add(new ObjectName(Kind.ENCRYPTED_TOPIC, namespace, spec.topicRef().name()).toString());
    }
    if (queue.map(Resource::status).map(EncryptedQueueStatus::queueArn).isEmpty()) {
      on.add(new ObjectName(Kind.ENCRYPTED_QUEUE, namespace, spec.queueRef().name()).toString());
    }
    return on;
  }

  /** Return an older subscription of the same two. */
  Optional<String> olderTwin() {
    var spec = resource.spec();
    return wanted.subscriptionsTo(resource.namespace(), spec.queueRef().name()).stream()
        .filter(other -> other.spec().topicRef().equals(spec.topicRef()))
        .findFirst()
        .map(first -> first.name().name())
        .filter(first -> !first.equals(resource.name().name()));
  }

  /** Return why the two cannot work together. */
  Optional<Mismatch> mismatch() {
    if (topic.isEmpty() || queue.isEmpty()) {
      return Optional.empty();
    }
    if (queue.get().spec().fifo() != null && topic.get().spec().fifo() == null) {
      return Optional.of(Mismatch.FIFO);
    }
    var topicRegion = AwsNames.region(settings, topic.get().spec().region());
    var queueRegion = AwsNames.region(settings, queue.get().spec().region());
    if (!topicRegion.equals(queueRegion)) {
      return Optional.of(Mismatch.REGION);
    }
    return queue.get().spec().encryption().mode() == QueueEncryptionMode.AWS_MANAGED_KEY
        ? Optional.of(Mismatch.AWS_MANAGED_KEY)
        : Optional.empty();
  }

  /** Return whether the queue has recorded the topic. */
  boolean isGranted(Optional<String> topicArn) {
    return queue
        .map(Resource::status)
        .map(EncryptedQueueStatus::sources)
        .filter(
            sources ->
                topicArn
                    .filter(arn -> sources.stream().anyMatch(s -> s.topicArn().equals(arn)))
                    .isPresent())
        .isPresent();
  }
}
