package dev.keyway.subscription;

import dev.keyway.api.v1alpha1.EncryptedQueueSpec;
import dev.keyway.api.v1alpha1.EncryptedQueueStatus;
import dev.keyway.api.v1alpha1.EncryptedTopicSpec;
import dev.keyway.api.v1alpha1.EncryptedTopicStatus;
import dev.keyway.reconcile.Freshness;
import dev.keyway.reconcile.Identity;
import dev.keyway.reconcile.Observations;
import dev.keyway.reconcile.Ownership;
import dev.keyway.reconcile.Resource;
import dev.keyway.reconcile.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Topics and queues in AWS that have the ARN of an object's own and are not its own: somebody
 * deleted the own one and made another. Asked before a subscription is made, which would join them.
 */
final class Impostors {
  private final Observations observations;
  private final Settings settings;
  private final Freshness freshness;

  Impostors(Observations observations, Settings settings, Freshness freshness) {
    this.observations = observations;
    this.settings = settings;
    this.freshness = freshness;
  }

  /** Return those of the two whose tags name somebody else or nobody, in words. */
  List<String> among(
      Optional<Resource<EncryptedTopicSpec, EncryptedTopicStatus>> topic,
      Optional<Resource<EncryptedQueueSpec, EncryptedQueueStatus>> queue) {
    var notBefore = freshness.slowNotBefore();
    var found = new ArrayList<String>();
    topic
        .filter(
            t -> isForeign(t, topicArn(t), arn -> observations.topicTags(arn, notBefore).orThrow()))
        .map(t -> "EncryptedTopic \"" + t.name().name() + "\", whose topic in AWS is not its own")
        .ifPresent(found::add);
    queue
        .filter(
            q -> isForeign(q, queueArn(q), arn -> observations.queueTags(arn, notBefore).orThrow()))
        .map(q -> "EncryptedQueue \"" + q.name().name() + "\", whose queue in AWS is not its own")
        .ifPresent(found::add);
    return found;
  }

  private static Optional<String> topicArn(Resource<?, EncryptedTopicStatus> topic) {
    return Optional.ofNullable(topic.status()).map(EncryptedTopicStatus::topicArn);
  }

  private static Optional<String> queueArn(Resource<?, EncryptedQueueStatus> queue) {
    return Optional.ofNullable(queue.status()).map(EncryptedQueueStatus::queueArn);
  }

  private boolean isForeign(
      Resource<?, ?> resource,
      Optional<String> arn,
      Function<String, Optional<Map<String, String>>> tags) {
    var identity = Identity.of(settings, resource);
    return arn.flatMap(tags)
        .filter(observed -> !(identity.judge(observed) instanceof Ownership.Ours))
        .isPresent();
  }
}
