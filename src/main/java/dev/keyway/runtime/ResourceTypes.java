package dev.keyway.runtime;

import dev.keyway.api.v1alpha1.EffectiveSubscription;
import dev.keyway.api.v1alpha1.EffectiveTopic;
import dev.keyway.api.v1alpha1.EncryptedQueue;
import dev.keyway.api.v1alpha1.EncryptedQueueSpec;
import dev.keyway.api.v1alpha1.EncryptedQueueStatus;
import dev.keyway.api.v1alpha1.EncryptedTopic;
import dev.keyway.api.v1alpha1.EncryptedTopicSpec;
import dev.keyway.api.v1alpha1.EncryptedTopicStatus;
import dev.keyway.api.v1alpha1.EncryptionKey;
import dev.keyway.api.v1alpha1.EncryptionKeySpec;
import dev.keyway.api.v1alpha1.EncryptionKeyStatus;
import dev.keyway.api.v1alpha1.TopicSubscription;
import dev.keyway.api.v1alpha1.TopicSubscriptionSpec;
import dev.keyway.api.v1alpha1.TopicSubscriptionStatus;
import dev.keyway.reconcile.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The four kinds. */
final class ResourceTypes {
  private ResourceTypes() {}

  static final ResourceType<EncryptionKeySpec, EncryptionKeyStatus, EncryptionKey> KEY =
      new ResourceType<>(
          Kind.ENCRYPTION_KEY,
          EncryptionKey.class,
          EncryptionKey::new,
          status ->
              Arrays.asList(status.keyArn(), status.usedBy(), state(status), status.deadLetters()),
          Neighbours::ofKey);

  static final ResourceType<EncryptedTopicSpec, EncryptedTopicStatus, EncryptedTopic> TOPIC =
      new ResourceType<>(
          Kind.ENCRYPTED_TOPIC,
          EncryptedTopic.class,
          EncryptedTopic::new,
          status ->
              Arrays.asList(
                  status.topicArn(),
                  status.keyArn(),
                  status.policyHash(),
                  status.retiringKeys(),
                  Optional.ofNullable(status.effective())
                      .map(EffectiveTopic::archiveRetentionDays)),
          Neighbours::ofTopic);

  static final ResourceType<EncryptedQueueSpec, EncryptedQueueStatus, EncryptedQueue> QUEUE =
      new ResourceType<>(
          Kind.ENCRYPTED_QUEUE,
          EncryptedQueue.class,
          EncryptedQueue::new,
          status ->
              Arrays.asList(
                  status.queueArn(),
                  status.keyArn(),
                  status.sources(),
                  status.policyHash(),
                  status.retiringKeys(),
                  redrive(status)),
          Neighbours::ofQueue);

  static final ResourceType<TopicSubscriptionSpec, TopicSubscriptionStatus, TopicSubscription>
      SUBSCRIPTION =
          new ResourceType<>(
              Kind.TOPIC_SUBSCRIPTION,
              TopicSubscription.class,
              TopicSubscription::new,
              status ->
                  Arrays.asList(
                      status.subscriptionArn(),
                      status.topicArn(),
                      status.queueArn(),
                      Optional.ofNullable(status.effective())
                          .map(EffectiveSubscription::deadLetterQueueArn)),
              Neighbours::ofSubscription);

  static final List<ResourceType<?, ?, ?>> ALL = List.of(KEY, TOPIC, QUEUE, SUBSCRIPTION);

  /** Return the type of that kind. */
  static ResourceType<?, ?, ?> of(Kind kind) {
    return switch (kind) {
      case ENCRYPTION_KEY -> KEY;
      case ENCRYPTED_TOPIC -> TOPIC;
      case ENCRYPTED_QUEUE -> QUEUE;
      case TOPIC_SUBSCRIPTION -> SUBSCRIPTION;
    };
  }

  // What queues that have this one as their dead-letter queue build on.
  private static List<?> redrive(EncryptedQueueStatus status) {
    var effective = status.effective();
    return effective == null
        ? List.of()
        : Arrays.asList(effective.messageRetentionSeconds(), effective.redrive());
  }

  private static @Nullable String state(EncryptionKeyStatus status) {
    var effective = status.effective();
    return effective == null ? null : effective.state();
  }
}
