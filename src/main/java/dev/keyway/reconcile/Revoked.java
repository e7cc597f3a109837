package dev.keyway.reconcile;

import dev.keyway.api.v1alpha1.EffectiveSubscription;
import dev.keyway.api.v1alpha1.EncryptedQueueSpec;
import dev.keyway.api.v1alpha1.EncryptedQueueStatus;
import dev.keyway.api.v1alpha1.TopicSubscriptionSpec;
import dev.keyway.api.v1alpha1.TopicSubscriptionStatus;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What of other namespaces uses a queue in AWS, as its own pass has seen, and may not refer to it
 * any more: what stands is protected as before.
 */
public final class Revoked {
  private Revoked() {}

  /** Return the subscriptions that deliver to the queue, or have it as their dead-letter queue. */
  public static Stream<ObjectName> subscriptions(
      Wanted wanted, Resource<EncryptedQueueSpec, EncryptedQueueStatus> queue) {
    var all = wanted.everybody();
    var name = queue.name();
    return References.arnOf(queue).stream()
        .flatMap(
            arn ->
                Stream.concat(
                    all.subscriptionsTo(name.namespace(), name.name()).stream()
                        .filter(s -> delivers(s, arn)),
                    all.subscriptionsFailingTo(name.namespace(), name.name()).stream()
                        .filter(s -> fails(s, arn))))
        .filter(s -> !s.deleting())
        .map(Resource::name)
        .filter(from -> !References.mayRefer(queue, from));
  }

  /** Return the queues that have the queue as their dead-letter queue. */
  public static List<ObjectName> deadLetterSources(
      Wanted wanted, Resource<EncryptedQueueSpec, EncryptedQueueStatus> queue) {
    var name = queue.name();
    return References.arnOf(queue).stream()
        .flatMap(
            arn ->
                wanted.everybody().deadLetterSourcesOf(name.namespace(), name.name()).stream()
                    .filter(source -> moves(source, arn)))
        .filter(source -> !source.deleting())
        .map(Resource::name)
        .filter(from -> !References.mayRefer(queue, from))
        .toList();
  }

  private static boolean delivers(
      Resource<TopicSubscriptionSpec, TopicSubscriptionStatus> subscription, String queueArn) {
    var status = subscription.status();
    return status != null && status.subscriptionArn() != null && queueArn.equals(status.queueArn());
  }

  private static boolean fails(
      Resource<TopicSubscriptionSpec, TopicSubscriptionStatus> subscription, String queueArn) {
    return Optional.ofNullable(subscription.status())
        .map(TopicSubscriptionStatus::effective)
        .map(EffectiveSubscription::deadLetterQueueArn)
        .filter(queueArn::equals)
        .isPresent();
  }

  private static boolean moves(
      Resource<EncryptedQueueSpec, EncryptedQueueStatus> source, String queueArn) {
    return Optional.ofNullable(source.status())
        .map(EncryptedQueueStatus::effective)
        .flatMap(effective -> Optional.ofNullable(effective.redrive()))
        .filter(redrive -> queueArn.equals(redrive.deadLetterQueueArn()))
        .isPresent();
  }
}
