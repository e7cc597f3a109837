package dev.keyway.reconcile;

import dev.keyway.aws.Aws;
import dev.keyway.aws.KeyDescription;
import dev.keyway.aws.KeyRotationStatus;
import dev.keyway.aws.QueueService;
import dev.keyway.aws.SubscriptionSummary;
import dev.keyway.aws.TopicService;
import dev.keyway.reconcile.ReadCache.Subject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * A read-through cache of AWS reads that all passes share.
 *
 * <p>A caller says how old an answer may be by the instant before which it must not have been
 * asked; {@code Instant.MAX} never comes from the cache. Reads of one thing run one at a time, so
 * that callers who wait for the same fresh answer share one call. Failures are not kept. Keyway's
 * own writes void what was read before them. A reading that differs from the one before it is told
 * to the listeners under the thing's ARN. Thread-safe.
 */
public final class Observations {
  /** What can be read of an AWS object, each by a call of its own. */
  public enum Aspect {
    /** DescribeKey, by ARN or alias. */
    KEY,
    /** GetKeyPolicy. */
    KEY_POLICY,
    /** GetKeyRotationStatus. */
    KEY_ROTATION,
    /** ListResourceTags, ListQueueTags, ListTagsForResource. */
    TAGS,
    /** GetQueueAttributes. */
    QUEUE,
    /** GetTopicAttributes. */
    TOPIC,
    /** GetSubscriptionAttributes. */
    SUBSCRIPTION,
    /** ListSubscriptionsByTopic. */
    SUBSCRIPTIONS_OF_TOPIC
  }

  private final Aws aws;
  private final Clock clock;
  private final ReadCache cache;
  private final RecentWrites writes;
  private final KeyDescriptions keys;
  private final Map<String, String> queueUrls = new ConcurrentHashMap<>();

  /** Read through {@code aws}, by the time of {@code clock}. */
  public Observations(Aws aws, Clock clock) {
    this.aws = aws;
    this.clock = clock;
    this.cache = new ReadCache(clock);
    this.writes = new RecentWrites(clock);
    this.keys = new KeyDescriptions(aws, cache);
  }

  /** Tell {@code listener} the ARN of everything whose reading changed. */
  public void onChange(Consumer<String> listener) {
    cache.onChange(listener);
  }

  /** DescribeKey by ARN or {@code alias/…}. */
  public Reading<KeyDescription> key(String region, String keyArnOrAlias, Instant notBefore) {
    return keys.read(region, keyArnOrAlias, notBefore);
  }

  /** Void DescribeKey of a key by its ARN and by the alias that leads to it. */
  public void wroteKey(String region, String alias, String keyArn, Map<String, String> values) {
    wrote(Aspect.KEY, KeyDescriptions.subject(region, keyArn), Map.of());
    wrote(Aspect.KEY, KeyDescriptions.subject(region, alias), Map.of());
    wrote(Aspect.KEY, keyArn, values);
  }

  /** GetKeyPolicy. */
  public Reading<String> keyPolicy(String region, String keyArn, Instant notBefore) {
    return cache.read(
        new Subject(Aspect.KEY_POLICY, keyArn), notBefore, () -> aws.keys(region).policy(keyArn));
  }

  /** GetKeyRotationStatus. */
  public Reading<KeyRotationStatus> keyRotation(String region, String keyArn, Instant notBefore) {
    return cache.read(
        new Subject(Aspect.KEY_ROTATION, keyArn),
        notBefore,
        () -> aws.keys(region).rotation(keyArn));
  }

  /** ListResourceTags of a key. */
  public Reading<Map<String, String>> keyTags(String region, String keyArn, Instant notBefore) {
    return cache.read(
        new Subject(Aspect.TAGS, keyArn), notBefore, () -> aws.keys(region).tags(keyArn));
  }

  /** GetTopicAttributes. */
  public Reading<Map<String, String>> topic(String topicArn, Instant notBefore) {
    return fromSns(Aspect.TOPIC, topicArn, notBefore, TopicService::attributes);
  }

  /** ListTagsForResource of a topic. */
  public Reading<Map<String, String>> topicTags(String topicArn, Instant notBefore) {
    return fromSns(Aspect.TAGS, topicArn, notBefore, TopicService::tags);
  }

  /** GetSubscriptionAttributes. */
  public Reading<Map<String, String>> subscription(String subscriptionArn, Instant notBefore) {
    return fromSns(
        Aspect.SUBSCRIPTION, subscriptionArn, notBefore, TopicService::subscriptionAttributes);
  }

  /** ListSubscriptionsByTopic; told to listeners under the topic's ARN. */
  public Reading<List<SubscriptionSummary>> subscriptionsOf(String topicArn, Instant notBefore) {
    return fromSns(Aspect.SUBSCRIPTIONS_OF_TOPIC, topicArn, notBefore, TopicService::subscriptions);
  }

  /** Those of a topic: all, or of another account's topic our own (ListSubscriptions). */
  public Reading<List<SubscriptionSummary>> subscriptionsBetween(
      String topicArn, String queueArn, Instant notBefore) {
    return AwsNames.accountOf(topicArn).equals(AwsNames.accountOf(queueArn))
        ? subscriptionsOf(topicArn, notBefore)
        : fromSns(
            Aspect.SUBSCRIPTIONS_OF_TOPIC,
            topicArn,
            notBefore,
            (sns, arn) -> Optional.of(sns.ownSubscriptions(arn)));
  }

  // What has an ARN is read where that says that it is, whoever asks.
  private <T> Reading<T> fromSns(
      Aspect aspect,
      String arn,
      Instant notBefore,
      BiFunction<TopicService, String, Optional<T>> call) {
    return cache.read(
        new Subject(aspect, arn),
        notBefore,
        () -> call.apply(aws.topics(AwsNames.regionOf(arn)), arn));
  }

  /** GetQueueAttributes of a queue of the own account, after GetQueueUrl where need be. */
  public Reading<Map<String, String>> queue(String queueArn, Instant notBefore) {
    return fromSqs(Aspect.QUEUE, queueArn, notBefore, QueueService::attributes);
  }

  /** ListQueueTags. */
  public Reading<Map<String, String>> queueTags(String queueArn, Instant notBefore) {
    return fromSqs(Aspect.TAGS, queueArn, notBefore, QueueService::tags);
  }

  private <T> Reading<T> fromSqs(
      Aspect aspect,
      String arn,
      Instant notBefore,
      BiFunction<QueueService, String, Optional<T>> call) {
    return cache.read(
        new Subject(aspect, arn),
        notBefore,
        () -> {
          var answer = queueUrl(arn).flatMap(url -> call.apply(queues(arn), url));
          if (answer.isEmpty()) {
            queueUrls.remove(arn);
          }
          return answer;
        });
  }

  /** Return the URL of a queue, by GetQueueUrl unless known; empty when there is no such queue. */
  public Optional<String> queueUrl(String queueArn) {
    var known = queueUrls.get(queueArn);
    if (known != null) {
      return Optional.of(known);
    }
    var url = queues(queueArn).url(AwsNames.resourceName(queueArn));
    url.ifPresent(u -> queueUrls.put(queueArn, u));
    return url;
  }

  private QueueService queues(String arn) {
    return aws.queues(AwsNames.regionOf(arn));
  }

  /**
   * Void what was read of an object: Keyway has just written to it, or tried to.
   *
   * @param values what was certainly written, by attribute or the like; empty where AWS did not say
   */
  public void wrote(Aspect aspect, String arn, Map<String, String> values) {
    writes.add(arn, values);
    cache.voidReading(new Subject(aspect, arn));
  }

  /** Remember what is certain of a key that was just created: its tags, and no rotation. */
  public void createdKey(String keyArn, Map<String, String> tags) {
    var now = clock.instant();
    cache.know(new Subject(Aspect.TAGS, keyArn), tags, now);
    cache.know(new Subject(Aspect.KEY_ROTATION, keyArn), new KeyRotationStatus(false, null), now);
  }

  /** Remember what is certain of a queue that was just created: its URL and tags. */
  public void createdQueue(String queueArn, String queueUrl, Map<String, String> tags) {
    queueUrls.put(queueArn, queueUrl);
    cache.know(new Subject(Aspect.TAGS, queueArn), tags, clock.instant());
  }

  /** Remember what is certain of a topic that was just created: its tags. */
  public void createdTopic(String topicArn, Map<String, String> tags) {
    cache.know(new Subject(Aspect.TAGS, topicArn), tags, clock.instant());
  }

  /** Return what Keyway wrote to {@code arn} within {@code window}, by aspect. */
  public Map<String, String> recentWrites(String arn, Duration window) {
    return writes.within(arn, window);
  }

  /** Drop all that is known of {@code arn}, because nobody looks after it any more. */
  public void forget(String arn) {
    writes.forget(arn);
    queueUrls.remove(arn);
    keys.forget(arn);
    cache.forget(arn);
  }
}
