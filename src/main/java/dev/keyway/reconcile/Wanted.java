package dev.keyway.reconcile;

import dev.keyway.api.v1alpha1.EncryptedQueueSpec;
import dev.keyway.api.v1alpha1.EncryptedQueueStatus;
import dev.keyway.api.v1alpha1.EncryptedTopicSpec;
import dev.keyway.api.v1alpha1.EncryptedTopicStatus;
import dev.keyway.api.v1alpha1.EncryptionKeySpec;
import dev.keyway.api.v1alpha1.EncryptionKeyStatus;
import dev.keyway.api.v1alpha1.ObjectReference;
import dev.keyway.api.v1alpha1.TopicSubscriptionSpec;
import dev.keyway.api.v1alpha1.TopicSubscriptionStatus;
import java.util.List;
import java.util.Optional;

/**
 * What users want, read-only: the synced caches of the four kinds with their indexes.
 *
 * <p>Lists are in order of creation over all namespaces, then by namespace and name. Objects that
 * are being deleted are among them. An object of another namespace is seen only by whom it lets
 * refer to it ({@link References#mayRefer}), and by what stands in ledgers already.
 */
public interface Wanted {
  /** Find an EncryptionKey. */
  Optional<Resource<EncryptionKeySpec, EncryptionKeyStatus>> key(String namespace, String name);

  /** Find an EncryptedTopic. */
  Optional<Resource<EncryptedTopicSpec, EncryptedTopicStatus>> topic(String namespace, String name);

  /** Find an EncryptedQueue. */
  Optional<Resource<EncryptedQueueSpec, EncryptedQueueStatus>> queue(String namespace, String name);

  /** Find the EncryptionKey that an object refers to, by a reference's text. */
  default Optional<Resource<EncryptionKeySpec, EncryptionKeyStatus>> key(
      ObjectName from, String reference) {
    var name = References.name(Kind.ENCRYPTION_KEY, from.namespace(), reference);
    return key(name.namespace(), name.name()).filter(key -> References.mayRefer(key, from));
  }

  /** Find the EncryptedTopic that an object refers to. */
  default Optional<Resource<EncryptedTopicSpec, EncryptedTopicStatus>> topic(
      ObjectName from, ObjectReference reference) {
    var name = References.name(Kind.ENCRYPTED_TOPIC, from, reference);
    return topic(name.namespace(), name.name()).filter(topic -> References.mayRefer(topic, from));
  }

  /** Find the EncryptedQueue that an object refers to. */
  default Optional<Resource<EncryptedQueueSpec, EncryptedQueueStatus>> queue(
      ObjectName from, ObjectReference reference) {
    var name = References.name(Kind.ENCRYPTED_QUEUE, from, reference);
    return queue(name.namespace(), name.name()).filter(queue -> References.mayRefer(queue, from));
  }

  /** Return the topics whose encryption names that EncryptionKey, by OwnKey, keyRef or keyArn. */
  List<Resource<EncryptedTopicSpec, EncryptedTopicStatus>> topicsUnder(
      String namespace, String keyName);

  /** Return the queues whose encryption names that EncryptionKey, by OwnKey, keyRef or keyArn. */
  List<Resource<EncryptedQueueSpec, EncryptedQueueStatus>> queuesUnder(
      String namespace, String keyName);

  /** Return the topics whose status remembers the key of that ARN as retiring. */
  List<Resource<EncryptedTopicSpec, EncryptedTopicStatus>> topicsLeaving(String keyArn);

  /** Return the queues whose status remembers the key of that ARN as retiring. */
  List<Resource<EncryptedQueueSpec, EncryptedQueueStatus>> queuesLeaving(String keyArn);

  /** Return the EncryptionKeys that look after the key of that ARN, whoever may refer to them. */
  List<Resource<EncryptionKeySpec, EncryptionKeyStatus>> keysOf(String keyArn);

  /** Find the EncryptionKey that an object refers to by the ARN of its key. */
  default Optional<Resource<EncryptionKeySpec, EncryptionKeyStatus>> keyOf(
      ObjectName from, String keyArn) {
    return keysOf(keyArn).stream().filter(key -> References.mayRefer(key, from)).findFirst();
  }

  /**
   * Find the EncryptionKey of the key of that ARN that a topic or queue uses, or did: one that has
   * it in its ledgers holds on to it, also where it may not refer to the key any more.
   */
  default Optional<Resource<EncryptionKeySpec, EncryptionKeyStatus>> keyHolding(
      Resource<?, ?> user, String keyArn) {
    return keysOf(keyArn).stream()
        .filter(
            key ->
                References.mayRefer(key, user.name())
                    || References.arnOf(user)
                        .filter(
                            arn -> References.isOnLedger(Optional.ofNullable(key.status()), arn))
                        .isPresent())
        .findFirst();
  }

  /** Return the EncryptedTopics that look after the topic of that ARN, in all namespaces. */
  List<Resource<EncryptedTopicSpec, EncryptedTopicStatus>> topicsOf(String topicArn);

  /** Return whether an object refers to another one by the ARN of its AWS object. */
  default boolean isReferredTo(ObjectName from, String arn) {
    return keyOf(from, arn).isPresent()
        || queueOf(from, arn).isPresent()
        || topicsOf(arn).stream().anyMatch(topic -> References.mayRefer(topic, from));
  }

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

  /** Return the EncryptedQueues that look after the queue of that ARN, in all namespaces. */
  List<Resource<EncryptedQueueSpec, EncryptedQueueStatus>> queuesOf(String queueArn);

  /** Find the EncryptedQueue that an object refers to by the ARN of its queue. */
  default Optional<Resource<EncryptedQueueSpec, EncryptedQueueStatus>> queueOf(
      ObjectName from, String queueArn) {
    return queuesOf(queueArn).stream().filter(q -> References.mayRefer(q, from)).findFirst();
  }

  /** Return the queues that name that queue as their dead-letter queue, by queueRef or queueArn. */
  List<Resource<EncryptedQueueSpec, EncryptedQueueStatus>> deadLetterSourcesOf(
      String namespace, String queueName);

  /** Return the keys whose messages are, or were, moved to the dead-letter queue of that ARN. */
  List<Resource<EncryptionKeySpec, EncryptionKeyStatus>> keysMovedTo(String queueArn);

  /**
   * Return the same without regard to who may refer to whom: for whom a change wakes, and for what
   * stands although nobody may ask for it any more.
   */
  Wanted everybody();

  /**
   * Ask the API server itself, past all caches, whether an object is gone.
   *
   * @return false also when the API server does not answer: not knowing is no absence
   */
  boolean isGone(ObjectName name);
}
