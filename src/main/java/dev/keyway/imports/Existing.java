package dev.keyway.imports;

import dev.keyway.aws.KeyDescription;
import dev.keyway.aws.KeyRotationStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What AWS has, as it was read. Lists are in the order in which their members were found.
 *
 * @param accountId the account that was read in
 */
public record Existing(
    String accountId,
    List<Key> keys,
    List<Topic> topics,
    List<Queue> queues,
    List<Subscription> subscriptions) {

  /** Copy the lists. */
  public Existing {
    keys = List.copyOf(keys);
    topics = List.copyOf(topics);
    queues = List.copyOf(queues);
    subscriptions = List.copyOf(subscriptions);
  }

  /** Return the topics that deliver to a queue. */
  Set<String> topicsOf(String queueArn) {
    return subscriptions.stream()
        .filter(s -> s.queueArn().equals(queueArn))
        .map(Subscription::topicArn)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** A key that is not one of AWS's own. */
  public record Key(
      KeyDescription description,
      String policy,
      Optional<KeyRotationStatus> rotation,
      Map<String, String> tags) {}

  /**
   * A topic.
   *
   * @param others queues and other endpoints that it delivers to and that are not read
   */
  public record Topic(
      String arn,
      Map<String, String> attributes,
      Map<String, String> tags,
      KeyOf key,
      List<String> others) {
    String policy() {
      return attributes.getOrDefault("Policy", "");
    }
  }

  /** A queue. */
  public record Queue(
      String arn, Map<String, String> attributes, Map<String, String> tags, KeyOf key) {
    String policy() {
      return attributes.getOrDefault("Policy", "");
    }
  }

  /** A subscription of a queue. */
  public record Subscription(String arn, Map<String, String> attributes) {
    String topicArn() {
      return attributes.getOrDefault("TopicArn", "");
    }

    String queueArn() {
      return attributes.getOrDefault("Endpoint", "");
    }
  }

  /** What KmsMasterKeyId of a queue or topic means. */
  public sealed interface KeyOf {
    /** There is none. */
    record None() implements KeyOf {}

    /** It is the key that AWS keeps for the account. */
    record OfAws() implements KeyOf {}

    /** It is a key of the account, which is among the keys. */
    record Own(String arn) implements KeyOf {}

    /** It is a key of another account. */
    record Foreign(String arn) implements KeyOf {}

    /**
     * It names no key that can be looked at.
     *
     * @param why what AWS says
     */
    record Unseen(String id, String why) implements KeyOf {}
  }
}
