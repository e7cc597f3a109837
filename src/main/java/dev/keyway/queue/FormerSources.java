package dev.keyway.queue;

import dev.keyway.api.v1alpha1.EncryptedQueueStatus;
import dev.keyway.api.v1alpha1.QueueSource;
import dev.keyway.aws.SubscriptionSummary;
import dev.keyway.grants.QueueAsk;
import dev.keyway.grants.QueueGrants;
import dev.keyway.queue.QueueObservation.FormerSource;
import dev.keyway.queue.QueueObservation.Use;
import dev.keyway.reconcile.Freshness;
import dev.keyway.reconcile.Observations;
import dev.keyway.reconcile.PolicyText;
import dev.keyway.reconcile.Reading;
import dev.keyway.reconcile.RedrivePolicy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Asks AWS whether topics that were let in, and that nobody asks for any more, still deliver. */
final class FormerSources {
  private final Observations observations;
  private final String queueArn;
  private final Freshness freshness;

  FormerSources(Observations observations, String queueArn, Freshness freshness) {
    this.observations = observations;
    this.queueArn = queueArn;
    this.freshness = freshness;
  }

  /**
   * Look at those that nobody asks for.
   *
   * @param policy the queue's, which remembers where status does not: when its owner returns, or
   *     was restored without status
   */
  List<FormerSource> of(@Nullable EncryptedQueueStatus status, String policy, QueueAsk ask) {
    var sources =
        status == null || status.queueArn() == null ? standing(policy, ask) : status.sources();
    return sources.stream()
        .filter(s -> ask.sources().stream().noneMatch(a -> a.topicArn().equals(s.topicArn())))
        .map(this::former)
        .toList();
  }

  // What for is not known any more: it may be a dead-letter queue.
  private static List<QueueSource> standing(String policy, QueueAsk ask) {
    return PolicyText.read(policy)
        .map(document -> QueueGrants.read(ask.asker(), ask.queueArn(), document))
        .map(QueueAsk::sources)
        .orElse(List.of())
        .stream()
        .map(source -> new QueueSource(source.topicArn(), null, true))
        .toList();
  }

  private FormerSource former(QueueSource source) {
    boolean deadLetter = Boolean.TRUE.equals(source.deadLetter());
    var use = use(source.topicArn(), deadLetter);
    var ended = Optional.ofNullable(source.endedAt()).map(Instant::parse);
    return new FormerSource(
        source.topicArn(), use, use == Use.ENDED ? ended : Optional.empty(), deadLetter);
  }

  private Use use(String topicArn, boolean deadLetter) {
    return switch (observations.subscriptionsBetween(topicArn, queueArn, freshness.notBefore())) {
      case Reading.Unreadable<List<SubscriptionSummary>> _ -> Use.UNKNOWN;
      case Reading.Absent<List<SubscriptionSummary>> _ -> Use.ENDED;
      case Reading.Found<List<SubscriptionSummary>>(var subscriptions, var _) ->
          subscriptions.stream().anyMatch(s -> s.endpoint().equals(queueArn))
              ? Use.DELIVERS
              : deadLetter ? failing(subscriptions) : Use.ENDED;
    };
  }

  // SNS does not list the subscriptions that have a queue as their dead-letter queue: each is
  // asked.
  private Use failing(List<SubscriptionSummary> subscriptions) {
    var uses =
        subscriptions.stream()
            .map(SubscriptionSummary::subscriptionArn)
            .filter(arn -> !arn.equals(SubscriptionSummary.PENDING))
            .map(this::failing)
            .toList();
    return Stream.of(Use.DELIVERS, Use.UNKNOWN)
        .filter(uses::contains)
        .findFirst()
        .orElse(Use.ENDED);
  }

  private Use failing(String subscriptionArn) {
    return switch (observations.subscription(subscriptionArn, freshness.notBefore())) {
      case Reading.Unreadable<Map<String, String>> _ -> Use.UNKNOWN;
      case Reading.Absent<Map<String, String>> _ -> Use.ENDED;
      case Reading.Found<Map<String, String>>(var attributes, var _) ->
          RedrivePolicy.of(attributes)
                  .filter(policy -> policy.targetArn().equals(queueArn))
                  .isPresent()
              ? Use.DELIVERS
              : Use.ENDED;
    };
  }
}
