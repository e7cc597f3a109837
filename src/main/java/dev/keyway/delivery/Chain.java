package dev.keyway.delivery;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What AWS returned about the objects that a message passes.
 *
 * @param topicArn the topic
 * @param topic its attributes
 * @param queueArn the queue
 * @param queue its attributes
 * @param subscription attributes of the subscription
 * @param key the queue's key; absent for a queue without a KMS key
 */
public record Chain(
    String topicArn,
    Seen<Map<String, String>> topic,
    String queueArn,
    Seen<Map<String, String>> queue,
    Seen<Map<String, String>> subscription,
    Optional<Key> key) {

  /**
   * The queue's key.
   *
   * @param arn its ARN, or the identifier that the queue names
   * @param state KeyState
   * @param policy the key policy's text
   * @param deletionDate when KMS will delete it
   */
  public record Key(
      String arn, Seen<String> state, Seen<String> policy, Optional<Instant> deletionDate) {
    /** A key that nobody has scheduled for deletion. */
    public Key(String arn, Seen<String> state, Seen<String> policy) {
      this(arn, state, policy, Optional.empty());
    }
  }

  /** Something that AWS showed, said is not there, or did not let be read. */
  public sealed interface Seen<T> {
    /** AWS returned it. */
    record Value<T>(T value) implements Seen<T> {}

    /** AWS said that there is none. */
    record Missing<T>() implements Seen<T> {}

    /** It could not be read, and why. */
    record Unreadable<T>(String why) implements Seen<T> {}
  }
}
