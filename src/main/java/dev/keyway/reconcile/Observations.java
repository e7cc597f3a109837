package dev.keyway.reconcile;

import dev.keyway.aws.Aws;
import dev.keyway.aws.KeyDescription;
import dev.keyway.aws.KeyRotationStatus;
import dev.keyway.aws.SubscriptionSummary;
import dev.keyway.reconcile.ReadCache.Subject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;

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

  private record Write(String value, Instant at) {}

  private final Aws aws;
  private final Clock clock;
  private final ReadCache cache;
  private final Map<String, Map<String, Write>> writes = new ConcurrentHashMap<>();
  private final Map<String, String> queueUrls = new ConcurrentHashMap<>();

  /** Read through {@code aws}, by the time of {@code clock}. */
  public Observations(Aws aws, Clock clock) {
    this.aws = aws;
    this.clock = clock;
    this.cache = new ReadCache(clock);
  }

  /** Tell {@code listener} the ARN of everything whose reading changed. */
  public void onChange(Consumer<String> listener) {
    cache.onChange(listener);
  }

  /** DescribeKey by ARN or {@code alias/…}; what an alias led to is known by its ARN, too. */
  public Reading<KeyDescription> key(String region, String keyArnOrAlias, Instant notBefore) {
    var reading = describe(region, keyArnOrAlias, notBefore);
    if (reading instanceof Reading.Found<KeyDescription>(KeyDescription key, Instant at)
        && !keyArnOrAlias.equals(key.arn())) {
      cache.share(new Subject(Aspect.KEY, key.arn()), reading, at);
    }
    return reading;
  }

  private Reading<KeyDescription> describe(String region, String keyArnOrAlias, Instant notBefore) {
    return cache.read(
        new Subject(Aspect.KEY, subject(region, keyArnOrAlias)),
        notBefore,
        () -> aws.keys(region).describe(keyArnOrAlias));
  }

  /** Void DescribeKey of a key by its ARN and by the alias that leads to it. */
  public void wroteKey(String region, String alias, String keyArn, Map<String, String> values) {
    wrote(Aspect.KEY, subject(region, keyArn), Map.of());
    wrote(Aspect.KEY, subject(region, alias), Map.of());
    wrote(Aspect.KEY, keyArn, values);
  }

  // An alias is a name within a region; an ARN is one by itself.
  private static String subject(String region, String keyArnOrAlias) {
    return keyArnOrAlias.startsWith("arn:") ? keyArnOrAlias : region + " " + keyArnOrAlias;
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
  public Reading<Map<String, String>> topic(String region, String topicArn, Instant notBefore) {
    return cache.read(
        new Subject(Aspect.TOPIC, topicArn),
        notBefore,
        () -> aws.topics(region).attributes(topicArn));
  }

  /** ListTagsForResource of a topic. */
  public Reading<Map<String, String>> topicTags(String region, String topicArn, Instant notBefore) {
    return cache.read(
        new Subject(Aspect.TAGS, topicArn), notBefore, () -> aws.topics(region).tags(topicArn));
  }

  /** GetQueueAttributes of a queue of the own account, after GetQueueUrl where need be. */
  public Reading<Map<String, String>> queue(String region, String queueArn, Instant notBefore) {
    return cache.read(
        new Subject(Aspect.QUEUE, queueArn),
        notBefore,
        () -> throughUrl(region, queueArn, url -> aws.queues(region).attributes(url)));
  }

  /** ListQueueTags. */
  public Reading<Map<String, String>> queueTags(String region, String queueArn, Instant notBefore) {
    return cache.read(
        new Subject(Aspect.TAGS, queueArn),
        notBefore,
        () -> throughUrl(region, queueArn, url -> aws.queues(region).tags(url)));
  }

  /** Return the URL of a queue, by GetQueueUrl unless known; empty when there is no such queue. */
  public Optional<String> queueUrl(String region, String queueArn) {
    var known = queueUrls.get(queueArn);
    if (known != null) {
      return Optional.of(known);
    }
    var url = aws.queues(region).url(AwsNames.resourceName(queueArn));
    url.ifPresent(u -> queueUrls.put(queueArn, u));
    return url;
  }

  private <T> Optional<T> throughUrl(
      String region, String queueArn, Function<String, Optional<T>> call) {
    var answer = queueUrl(region, queueArn).flatMap(call);
    if (answer.isEmpty()) {
      queueUrls.remove(queueArn);
    }
    return answer;
  }

  /** GetSubscriptionAttributes. */
  public Reading<Map<String, String>> subscription(
      String region, String subscriptionArn, Instant notBefore) {
    return cache.read(
        new Subject(Aspect.SUBSCRIPTION, subscriptionArn),
        notBefore,
        () -> aws.topics(region).subscriptionAttributes(subscriptionArn));
  }

  /** Those of a topic: all, or of another account's topic our own (ListSubscriptions). */
  public Reading<List<SubscriptionSummary>> subscriptionsBetween(
      String topicArn, String queueArn, Instant notBefore) {
    var region = AwsNames.regionOf(topicArn);
    return AwsNames.accountOf(topicArn).equals(AwsNames.accountOf(queueArn))
        ? subscriptionsOf(region, topicArn, notBefore)
        : cache.read(
            new Subject(Aspect.SUBSCRIPTIONS_OF_TOPIC, topicArn),
            notBefore,
            () -> Optional.of(aws.topics(region).ownSubscriptions(topicArn)));
  }

  /** ListSubscriptionsByTopic; told to listeners under the topic's ARN. */
  public Reading<List<SubscriptionSummary>> subscriptionsOf(
      String region, String topicArn, Instant notBefore) {
    return cache.read(
        new Subject(Aspect.SUBSCRIPTIONS_OF_TOPIC, topicArn),
        notBefore,
        () -> aws.topics(region).subscriptions(topicArn));
  }

  /**
   * Void what was read of an object: Keyway has just written to it, or tried to.
   *
   * @param values what was certainly written, by attribute or the like; empty where AWS did not say
   */
  public void wrote(Aspect aspect, String arn, Map<String, String> values) {
    var now = clock.instant();
    var written = writes.computeIfAbsent(arn, _ -> new ConcurrentHashMap<>());
    values.forEach((name, value) -> written.put(name, new Write(value, now)));
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
    var since = clock.instant().minus(window);
    var recent = new TreeMap<String, String>();
    writes
        .getOrDefault(arn, Map.of())
        .forEach(
            (aspect, write) -> {
              if (write.at().isAfter(since)) {
                recent.put(aspect, write.value());
              }
            });
    return recent;
  }

  /** Drop all that is known of {@code arn}, because nobody looks after it any more. */
  public void forget(String arn) {
    writes.remove(arn);
    queueUrls.remove(arn);
    cache.forget(arn);
  }
}
