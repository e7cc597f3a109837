package dev.keyway.runtime;

import dev.keyway.api.v1alpha1.EncryptedQueueSpec;
import dev.keyway.api.v1alpha1.EncryptedQueueStatus;
import dev.keyway.api.v1alpha1.EncryptedTopicSpec;
import dev.keyway.api.v1alpha1.EncryptedTopicStatus;
import dev.keyway.api.v1alpha1.EncryptionKeySpec;
import dev.keyway.api.v1alpha1.EncryptionKeyStatus;
import dev.keyway.api.v1alpha1.RetiringKey;
import dev.keyway.api.v1alpha1.TopicSubscriptionSpec;
import dev.keyway.api.v1alpha1.TopicSubscriptionStatus;
import dev.keyway.reconcile.DeadLetters;
import dev.keyway.reconcile.Kind;
import dev.keyway.reconcile.ObjectName;
import dev.keyway.reconcile.Resource;
import dev.keyway.reconcile.Wanted;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whom a change of an object concerns: along a channel one step each way, and from a subscription
 * as far as the key of its queue, whose policy it needs.
 */
final class Neighbours {
  private final Wanted wanted;

  Neighbours(Wanted wanted) {
    this.wanted = wanted;
  }

  /** The topics and queues under a key, and the subscriptions that deliver into these queues. */
  Set<ObjectName> ofKey(Resource<EncryptionKeySpec, EncryptionKeyStatus> key) {
    var namespace = key.namespace();
    var queues = wanted.queuesUnder(namespace, key.name().name());
    var found = names(wanted.topicsUnder(namespace, key.name().name()));
    found.addAll(names(queues));
    found.addAll(leaving(key));
    queues.forEach(
        queue -> found.addAll(names(wanted.subscriptionsTo(namespace, queue.name().name()))));
    return found;
  }

  private Set<ObjectName> leaving(Resource<EncryptionKeySpec, EncryptionKeyStatus> key) {
    var status = key.status();
    if (status == null || status.keyArn() == null) {
      return Set.of();
    }
    var found = names(wanted.topicsLeaving(key.namespace(), status.keyArn()));
    found.addAll(names(wanted.queuesLeaving(key.namespace(), status.keyArn())));
    return found;
  }

  private Set<ObjectName> left(String namespace, List<RetiringKey> retiring) {
    var found = new LinkedHashSet<ObjectName>();
    retiring.forEach(
        key -> wanted.keyOf(namespace, key.keyArn()).map(Resource::name).ifPresent(found::add));
    return found;
  }

  /** A topic's keys, those that it leaves too, and its subscriptions. */
  Set<ObjectName> ofTopic(Resource<EncryptedTopicSpec, EncryptedTopicStatus> topic) {
    var found = names(wanted.subscriptionsOf(topic.namespace(), topic.name().name()));
    keyOf(topic).ifPresent(found::add);
    var status = topic.status();
    found.addAll(left(topic.namespace(), status == null ? List.of() : status.retiringKeys()));
    return found;
  }

  /**
   * A queue's keys, those that it leaves too, the subscriptions that deliver to it, its dead-letter
   * queue, and what holds or sends messages that may end in it.
   */
  Set<ObjectName> ofQueue(Resource<EncryptedQueueSpec, EncryptedQueueStatus> queue) {
    var namespace = queue.namespace();
    var found = names(wanted.subscriptionsTo(namespace, queue.name().name()));
    found.addAll(keys(queue));
    Indexes.deadLetterOf(queue.spec())
        .map(dead -> new ObjectName(Kind.ENCRYPTED_QUEUE, namespace, dead))
        .ifPresent(found::add);
    found.addAll(names(wanted.deadLetterSourcesOf(namespace, queue.name().name())));
    DeadLetters.upstream(wanted, queue.name()).forEach(source -> found.addAll(keys(source)));
    var status = queue.status();
    if (status != null && status.queueArn() != null) {
      found.addAll(names(wanted.keysMovedTo(namespace, status.queueArn())));
    }
    return found;
  }

  private Set<ObjectName> keys(Resource<EncryptedQueueSpec, EncryptedQueueStatus> queue) {
    var found = new LinkedHashSet<ObjectName>();
    keyOf(queue).ifPresent(found::add);
    var status = queue.status();
    found.addAll(left(queue.namespace(), status == null ? List.of() : status.retiringKeys()));
    return found;
  }

  private Optional<ObjectName> keyOf(Resource<?, ?> user) {
    return Indexes.keyOf(user)
        .map(key -> new ObjectName(Kind.ENCRYPTION_KEY, user.namespace(), key))
        .or(
            () ->
                Indexes.keyArnOf(user)
                    .flatMap(arn -> wanted.keyOf(user.namespace(), arn))
                    .map(Resource::name));
  }

  /** A subscription's topic, its queue, and the queue's key. */
  Set<ObjectName> ofSubscription(
      Resource<TopicSubscriptionSpec, TopicSubscriptionStatus> subscription) {
    var namespace = subscription.namespace();
    var queue = subscription.spec().queueRef().name();
    var found = new LinkedHashSet<ObjectName>();
    Optional.ofNullable(subscription.spec().topicRef())
        .map(topic -> new ObjectName(Kind.ENCRYPTED_TOPIC, namespace, topic.name()))
        .ifPresent(found::add);
    found.add(new ObjectName(Kind.ENCRYPTED_QUEUE, namespace, queue));
    wanted
        .queue(namespace, queue)
        .flatMap(Indexes::keyOf)
        .map(key -> new ObjectName(Kind.ENCRYPTION_KEY, namespace, key))
        .ifPresent(found::add);
    return found;
  }

  private static Set<ObjectName> names(List<? extends Resource<?, ?>> resources) {
    var names = new LinkedHashSet<ObjectName>();
    resources.forEach(resource -> names.add(resource.name()));
    return names;
  }
}
