package dev.keyway.runtime;

import dev.keyway.api.v1alpha1.EffectiveSubscription;
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
import dev.keyway.reconcile.References;
import dev.keyway.reconcile.Resource;
import dev.keyway.reconcile.Wanted;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Whom a change of an object concerns: along a channel one step each way, and from a subscription
 * as far as the key of its queue, whose policy it needs.
 */
final class Neighbours {
  private final Wanted wanted;
  private final Wanted everybody;

  // Also whoever may not refer to an object any more, or not yet, comes to know by its change.
  Neighbours(Wanted wanted) {
    this.wanted = wanted;
    this.everybody = wanted.everybody();
  }

  /** The topics and queues under a key, and the subscriptions that deliver into these queues. */
  Set<ObjectName> ofKey(Resource<EncryptionKeySpec, EncryptionKeyStatus> key) {
    var namespace = key.namespace();
    var queues = everybody.queuesUnder(namespace, key.name().name());
    var found = names(everybody.topicsUnder(namespace, key.name().name()));
    found.addAll(names(queues));
    found.addAll(leaving(key));
    queues.forEach(queue -> found.addAll(subscriptions(queue.name())));
    return found;
  }

  private Set<ObjectName> leaving(Resource<EncryptionKeySpec, EncryptionKeyStatus> key) {
    var status = key.status();
    if (status == null || status.keyArn() == null) {
      return Set.of();
    }
    var found = names(wanted.topicsLeaving(status.keyArn()));
    found.addAll(names(wanted.queuesLeaving(status.keyArn())));
    return found;
  }

  private Set<ObjectName> left(Resource<?, ?> user, List<RetiringKey> retiring) {
    var found = new LinkedHashSet<ObjectName>();
    retiring.forEach(
        key -> wanted.keyHolding(user, key.keyArn()).map(Resource::name).ifPresent(found::add));
    return found;
  }

  /** A topic's keys, those that it leaves too, and its subscriptions. */
  Set<ObjectName> ofTopic(Resource<EncryptedTopicSpec, EncryptedTopicStatus> topic) {
    var found = names(everybody.subscriptionsOf(topic.namespace(), topic.name().name()));
    keyOf(topic).ifPresent(found::add);
    var status = topic.status();
    found.addAll(left(topic, status == null ? List.of() : status.retiringKeys()));
    return found;
  }

  /**
   * A queue's keys, those that it leaves too, the subscriptions that deliver to it or have it as
   * their dead-letter queue, its own dead-letter queue, and what holds or sends messages that may
   * end in it.
   */
  Set<ObjectName> ofQueue(Resource<EncryptedQueueSpec, EncryptedQueueStatus> queue) {
    var namespace = queue.namespace();
    var found = subscriptions(queue.name());
    found.addAll(keys(queue));
    Indexes.deadLetterOf(namespace, queue.spec())
        .flatMap(dead -> queueObject(queue.name(), dead))
        .ifPresent(found::add);
    found.addAll(names(everybody.deadLetterSourcesOf(namespace, queue.name().name())));
    DeadLetters.upstream(wanted, queue.name()).forEach(source -> found.addAll(keys(source)));
    var status = queue.status();
    if (status != null && status.queueArn() != null) {
      found.addAll(names(wanted.keysMovedTo(status.queueArn())));
    }
    return found;
  }

  private Set<ObjectName> subscriptions(ObjectName queue) {
    var found = names(everybody.subscriptionsTo(queue.namespace(), queue.name()));
    found.addAll(names(everybody.subscriptionsFailingTo(queue.namespace(), queue.name())));
    return found;
  }

  private Set<ObjectName> keys(Resource<EncryptedQueueSpec, EncryptedQueueStatus> queue) {
    var found = new LinkedHashSet<ObjectName>();
    keyOf(queue).ifPresent(found::add);
    var status = queue.status();
    found.addAll(left(queue, status == null ? List.of() : status.retiringKeys()));
    return found;
  }

  private Optional<ObjectName> keyOf(Resource<?, ?> user) {
    return Indexes.keyOf(user)
        .flatMap(key -> keyObject(user.name(), key))
        .or(
            () ->
                Indexes.keyArnOf(user)
                    .flatMap(arn -> wanted.keyOf(user.name(), arn))
                    .map(Resource::name));
  }

  /** A subscription's topic, and its queue and dead-letter queue with their keys. */
  Set<ObjectName> ofSubscription(
      Resource<TopicSubscriptionSpec, TopicSubscriptionStatus> subscription) {
    var found = new LinkedHashSet<ObjectName>();
    Optional.ofNullable(subscription.spec().topicRef())
        .flatMap(topic -> wanted.topic(subscription.name(), topic))
        .map(Resource::name)
        .ifPresent(found::add);
    var queue =
        wanted.queue(subscription.name(), subscription.spec().queueRef()).map(Resource::name);
    Stream.concat(queue.stream(), deadLetters(subscription))
        .forEach(
            into -> {
              found.add(into);
              wanted
                  .queue(into.namespace(), into.name())
                  .flatMap(this::keyOf)
                  .ifPresent(found::add);
            });
    return found;
  }

  // The one that is wanted, and the one that AWS has: it is let go when that ends.
  private Stream<ObjectName> deadLetters(
      Resource<TopicSubscriptionSpec, TopicSubscriptionStatus> subscription) {
    var inAws =
        Optional.ofNullable(subscription.status())
            .map(TopicSubscriptionStatus::effective)
            .map(EffectiveSubscription::deadLetterQueueArn);
    var failing = Indexes.failingTo(subscription.namespace(), subscription.spec());
    return Stream.concat(failing.stream(), inAws.stream())
        .flatMap(queue -> queueObject(subscription.name(), queue).stream());
  }

  /** Return the object of a queue that is named by a reference's text or the queue's ARN. */
  private Optional<ObjectName> queueObject(ObjectName from, String textOrArn) {
    if (textOrArn.startsWith("arn:")) {
      return wanted.queueOf(from, textOrArn).map(Resource::name);
    }
    var name = References.name(Kind.ENCRYPTED_QUEUE, from.namespace(), textOrArn);
    return wanted
        .queue(name.namespace(), name.name())
        .filter(queue -> References.mayRefer(queue, from))
        .map(Resource::name);
  }

  private Optional<ObjectName> keyObject(ObjectName from, String text) {
    return wanted.key(from, text).map(Resource::name);
  }

  private static Set<ObjectName> names(List<? extends Resource<?, ?>> resources) {
    var names = new LinkedHashSet<ObjectName>();
    resources.forEach(resource -> names.add(resource.name()));
    return names;
  }
}
