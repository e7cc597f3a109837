package dev.keyway.reconcile;

import dev.keyway.api.v1alpha1.EncryptedQueueSpec;
import dev.keyway.api.v1alpha1.EncryptedQueueStatus;
import dev.keyway.api.v1alpha1.ObjectReference;
import dev.keyway.aws.AccountIdentity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Follows queues to their dead-letter queues, by what specs say. Each queue has one at most, so
 * they form chains; a chain may close to a ring.
 */
public final class DeadLetters {
  /** The longest that SQS keeps a message; what a queue counts for that nobody here knows. */
  public static final Duration LONGEST_RETENTION = Duration.ofDays(14);

  private static final int DEFAULT_RETENTION = 345_600;

  private final Settings settings;
  private final Wanted wanted;

  /** Follow the queues in {@code wanted}. */
  public DeadLetters(Settings settings, Wanted wanted) {
    this.settings = settings;
    this.wanted = wanted;
  }

  /** Return the ARN that an EncryptedQueue's queue has, or will have. */
  public String arn(AccountIdentity account, Resource<EncryptedQueueSpec, ?> queue) {
    return AwsNames.queueArn(settings, account, queue);
  }

  /** Return the queue's dead-letter queue, where there is one and it can be used. */
  public Optional<Resource<EncryptedQueueSpec, EncryptedQueueStatus>> of(
      Resource<EncryptedQueueSpec, EncryptedQueueStatus> queue) {
    return named(queue).filter(dead -> isOfSameType(queue, dead) && isInSameRegion(queue, dead));
  }

  /** Return the EncryptedQueue that the queue names, by queueRef or queueArn. */
  public Optional<Resource<EncryptedQueueSpec, EncryptedQueueStatus>> named(
      Resource<EncryptedQueueSpec, EncryptedQueueStatus> queue) {
    return Optional.ofNullable(queue.spec().deadLetter())
        .flatMap(dead -> named(wanted, queue.name(), dead.queueRef(), dead.queueArn()));
  }

  /** Return the EncryptedQueue that is named by a reference or by the ARN of its queue. */
  public static Optional<Resource<EncryptedQueueSpec, EncryptedQueueStatus>> named(
      Wanted wanted, ObjectName from, @Nullable ObjectReference ref, @Nullable String arn) {
    return Optional.ofNullable(ref)
        .flatMap(found -> wanted.queue(from, found))
        .or(() -> Optional.ofNullable(arn).flatMap(found -> wanted.queueOf(from, found)));
  }

  /**
   * Return all queues that messages of this one may be moved to in the end, the nearest first; the
   * queue itself is among them where they form a ring.
   */
  public List<Resource<EncryptedQueueSpec, EncryptedQueueStatus>> chain(
      Resource<EncryptedQueueSpec, EncryptedQueueStatus> queue) {
    Map<ObjectName, Resource<EncryptedQueueSpec, EncryptedQueueStatus>> chain =
        new LinkedHashMap<>();
    var next = of(queue);
    while (next.isPresent() && chain.putIfAbsent(next.get().name(), next.get()) == null) {
      next = of(next.get());
    }
    return List.copyOf(chain.values());
  }

  /** Return all queues whose messages may end in this one, the nearest first. */
  public static List<Resource<EncryptedQueueSpec, EncryptedQueueStatus>> upstream(
      Wanted wanted, ObjectName queue) {
    var found = new ArrayList<Resource<EncryptedQueueSpec, EncryptedQueueStatus>>();
    var seen = new LinkedHashSet<>(Set.of(queue));
    var names = new ArrayList<>(List.of(queue));
    for (int i = 0; i < names.size(); i++) {
      var name = names.get(i);
      for (var source : wanted.deadLetterSourcesOf(name.namespace(), name.name())) {
        if (seen.add(source.name())) {
          names.add(source.name());
          found.add(source);
        }
      }
    }
    return List.copyOf(found);
  }

  /** Return whether both are FIFO queues, or neither is. */
  public static boolean isOfSameType(
      Resource<EncryptedQueueSpec, ?> queue, Resource<EncryptedQueueSpec, ?> dead) {
    return (queue.spec().fifo() == null) == (dead.spec().fifo() == null);
  }

  /** Return whether both are in the same region. */
  public boolean isInSameRegion(
      Resource<EncryptedQueueSpec, ?> queue, Resource<EncryptedQueueSpec, ?> dead) {
    return AwsNames.region(settings, queue.spec().region())
        .equals(AwsNames.region(settings, dead.spec().region()));
  }

  /**
   * Return how long a message may live that was sent to the queue. The clock of a standard message
   * runs on when it is moved; that of a FIFO message begins anew (SQS Developer Guide, "Dead-letter
   * queues", retention).
   *
   * @param observed how long AWS keeps messages in the queue itself
   * @param unknownEnd whether AWS may move messages to a queue that no spec tells of
   */
  public Duration lifetime(
      Resource<EncryptedQueueSpec, EncryptedQueueStatus> queue,
      Duration observed,
      boolean unknownEnd) {
    var lives = new ArrayList<>(List.of(longer(observed, retention(queue))));
    chain(queue).forEach(dead -> lives.add(retention(dead)));
    if (unknownEnd) {
      lives.add(LONGEST_RETENTION);
    }
    return queue.spec().fifo() == null
        ? lives.stream().reduce(Duration.ZERO, DeadLetters::longer)
        : lives.stream().reduce(Duration.ZERO, Duration::plus);
  }

  /** Return how long a queue keeps a message, from its attributes. */
  public static Duration retention(Map<String, String> attributes) {
    return Duration.ofSeconds(
        Long.parseLong(
            attributes.getOrDefault("MessageRetentionPeriod", String.valueOf(DEFAULT_RETENTION))));
  }

  // What was seen in AWS and what is about to be written: whichever is longer.
  private static Duration retention(Resource<EncryptedQueueSpec, EncryptedQueueStatus> queue) {
    var wanted =
        Objects.requireNonNullElse(queue.spec().messageRetentionSeconds(), DEFAULT_RETENTION);
    var observed =
        Optional.ofNullable(queue.status())
            .map(EncryptedQueueStatus::effective)
            .map(effective -> effective.messageRetentionSeconds())
            .orElse(0);
    return Duration.ofSeconds(Math.max(wanted, observed));
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? b : a;
  }
}
