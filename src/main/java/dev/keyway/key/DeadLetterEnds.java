package dev.keyway.key;

import dev.keyway.api.v1alpha1.KeyDeadLetter;
import dev.keyway.reconcile.RetiringKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Until when dead-letter queues may hold messages under a key: not known while messages are moved
 * there, and never earlier than it was said before. Pure.
 */
final class DeadLetterEnds {
  private final Map<String, KeyDeadLetter> before = new TreeMap<>();
  private final Map<String, Optional<Instant>> reached = new TreeMap<>();
  private final Map<String, Instant> endedAt = new TreeMap<>();
  private final Instant now;

  DeadLetterEnds(List<KeyDeadLetter> before, Instant now) {
    before.forEach(entry -> this.before.put(entry.queueArn(), entry));
    this.now = now;
  }

  /** Messages may be moved there now. */
  void open(String queueArn) {
    reach(queueArn, Optional.empty());
  }

  /** Messages may be moved there, and the last of them ends then; empty where nobody knows. */
  void reach(String queueArn, Optional<Instant> end) {
    reached.merge(queueArn, end, DeadLetterEnds::later);
  }

  /** Return those that messages were moved to, as far as is known, and are not any more. */
  List<String> unreached() {
    return before.values().stream()
        .filter(entry -> entry.until() == null && !reached.containsKey(entry.queueArn()))
        .map(KeyDeadLetter::queueArn)
        .toList();
  }

  /** Return those of which the same was found earlier, and that nothing has reached since. */
  Stream<String> ended() {
    return before.values().stream()
        .filter(entry -> entry.endedAt() != null && !isOpen(entry.queueArn()))
        .map(KeyDeadLetter::queueArn);
  }

  /**
   * Say until when the last messages live where nothing moves any there.
   *
   * @param lifetimes how long a message lives in each, the queues after it included; the longest
   *     counts for all, since they may follow each other
   */
  void close(Map<String, Duration> lifetimes) {
    var longest = lifetimes.values().stream().max(Comparator.naturalOrder()).orElse(Duration.ZERO);
    var closing = unreached();
    closing.forEach(arn -> endedAt.put(arn, now));
    before.values().forEach(this::ended);
    endedAt.forEach(
        (arn, at) -> reach(arn, Optional.of(at.plus(longest).plus(RetiringKeys.MARGIN))));
    before.values().stream()
        .filter(entry -> entry.until() != null)
        .forEach(entry -> reach(entry.queueArn(), Optional.of(Instant.parse(entry.until()))));
    ending().map(this::of).flatMap(Optional::stream).max(Comparator.naturalOrder()).stream()
        .forEach(latest -> closing.forEach(arn -> reach(arn, Optional.of(latest))));
  }

  private void ended(KeyDeadLetter entry) {
    var at = entry.endedAt();
    if (at != null && !isOpen(entry.queueArn())) {
      endedAt.put(entry.queueArn(), Instant.parse(at));
    }
  }

  /** Return those whose end is known. */
  Stream<String> ending() {
    return reached.entrySet().stream()
        .filter(entry -> entry.getValue().isPresent())
        .map(Map.Entry::getKey);
  }

  /** Return the end of one that was reached; empty where it is not known. */
  Optional<Instant> of(String queueArn) {
    return reached.getOrDefault(queueArn, Optional.empty());
  }

  /** Return the rows as they are to stand in status; what is over is left out. */
  Stream<KeyDeadLetter> entries() {
    return reached.entrySet().stream()
        .filter(entry -> entry.getValue().map(now::isBefore).orElse(true))
        .map(entry -> row(entry.getKey(), entry.getValue()));
  }

  private KeyDeadLetter row(String arn, Optional<Instant> end) {
    var known = before.get(arn);
    var ended = end.flatMap(_ -> Optional.ofNullable(endedAt.get(arn)));
    return new KeyDeadLetter(
        arn,
        known == null ? now.toString() : known.since(),
        ended.map(Instant::toString).orElse(null),
        end.map(Instant::toString).orElse(null));
  }

  private boolean isOpen(String arn) {
    return reached.containsKey(arn) && of(arn).isEmpty();
  }

  private static Optional<Instant> later(Optional<Instant> a, Optional<Instant> b) {
    return a.isEmpty() || b.isEmpty()
        ? Optional.empty()
        : Optional.of(a.get().isAfter(b.get()) ? a.get() : b.get());
  }
}
