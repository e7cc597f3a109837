package dev.keyway.reconcile;

import dev.keyway.api.v1alpha1.EncryptedQueueSpec;
import dev.keyway.api.v1alpha1.EncryptedQueueStatus;
import dev.keyway.api.v1alpha1.EncryptedTopicSpec;
import dev.keyway.api.v1alpha1.EncryptedTopicStatus;
import dev.keyway.api.v1alpha1.EncryptionKeySpec;
import dev.keyway.api.v1alpha1.EncryptionKeyStatus;
import dev.keyway.api.v1alpha1.TopicSubscriptionSpec;
import dev.keyway.api.v1alpha1.TopicSubscriptionStatus;
import java.util.List;
import java.util.Optional;

/**
 * What users want, read-only: the synced caches of the four kinds with their indexes.
 *
 * <p>Lists are in order of creation, then by name. Objects that are being deleted are among them.
 */
public interface Wanted {
  /** Find an EncryptionKey. */
  Optional<Resource<EncryptionKeySpec, EncryptionKeyStatus>> key(String namespace, String name);

  /** Find an EncryptedTopic. */
  Optional<Resource<EncryptedTopicSpec, EncryptedTopicStatus>> topic(String namespace, String name);

  /** Find an EncryptedQueue. */
  Optional<Resource<EncryptedQueueSpec, EncryptedQueueStatus>> queue(String namespace, String name);

  /** Return the topics whose encryption names that EncryptionKey, by OwnKey, keyRef or keyArn. */
  List<Resource<EncryptedTopicSpec, EncryptedTopicStatus>> topicsUnder(
      String namespace, String keyName);

  /** Return the queues whose encryption names that EncryptionKey, by OwnKey, keyRef or keyArn. */
  List<Resource<EncryptedQueueSpec, EncryptedQueueStatus>> queuesUnder(
      String namespace, String keyName);

  /** Return the topics whose status remembers the key of that ARN as retiring. */
  List<Resource<EncryptedTopicSpec, EncryptedTopicStatus>> topicsLeaving(
      String namespace, String keyArn);

  /** Return the queues whose status remembers the key of that ARN as retiring. */
  List<Resource<EncryptedQueueSpec, EncryptedQueueStatus>> queuesLeaving(
      String namespace, String keyArn);

  /** Find the EncryptionKey that looks after the key of that ARN. */
  Optional<Resource<EncryptionKeySpec, EncryptionKeyStatus>> keyOf(String namespace, String keyArn);

  /** Return the subscriptions of that topic. */
  List<Resource<TopicSubscriptionSpec, TopicSubscriptionStatus>> subscriptionsOf(
      String namespace, String topicName);

  /** Return the subscriptions that deliver to that queue. */
  List<Resource<TopicSubscriptionSpec, TopicSubscriptionStatus>> subscriptionsTo(
      String namespace, String queueName);

  /**
   * Return the subscriptions that name that queue as their dead-letter queue, by queueRef or
   * queueArn.
   */
  List<Resource<TopicSubscriptionSpec, TopicSubscriptionStatus>> subscriptionsFailingTo(
      String namespace, String queueName);

  /** Find the EncryptedQueue that looks after the queue of that ARN. */
  Optional<Resource<EncryptedQueueSpec, EncryptedQueueStatus>> queueOf(
      String namespace, String queueArn);

  /** Return the queues that name that queue as their dead-letter queue, by queueRef or queueArn. */
  List<Resource<EncryptedQueueSpec, EncryptedQueueStatus>> deadLetterSourcesOf(
      String namespace, String queueName);

  /** Return the keys whose messages are, or were, moved to the dead-letter queue of that ARN. */
  List<Resource<EncryptionKeySpec, EncryptionKeyStatus>> keysMovedTo(
      String namespace, String queueArn);

  /**
   * Ask the API server itself, past all caches, whether an object is gone.
   *
   * @return false also when the API server does not answer: not knowing is no absence
   */
  boolean isGone(ObjectName name);
}
