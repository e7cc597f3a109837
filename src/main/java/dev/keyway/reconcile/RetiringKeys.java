package dev.keyway.reconcile;

import dev.keyway.api.v1alpha1.RetiringKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The ledger of the keys that a topic or queue has left and that old messages need. It can only
 * forbid: an entry is dropped when its time is over, or when the topic or queue is back on that
 * key. Pure.
 */
public final class RetiringKeys {
  /** On top of what messages may live: AWS still uses the old key for a while after the move. */
  public static final Duration MARGIN = Duration.ofMinutes(15);

  private RetiringKeys() {}

  /**
   * Return the ledger after a pass.
   *
   * @param previous the ledger before it
   * @param observedKeyId the key that AWS encrypts with, as it returned it
   * @param oldKey the key that is to be left, where one is
   * @param lifetime how long a message may live after it was accepted
   */
  public static List<RetiringKey> after(
      List<RetiringKey> previous,
      Optional<String> observedKeyId,
      Optional<OldKey> oldKey,
      Outcome outcome,
      Duration lifetime,
      Instant now) {
    Map<String, RetiringKey> entries = new TreeMap<>();
    previous.forEach(entry -> entries.put(entry.keyArn(), entry));
    if (KeyMoves.isWriteAhead(outcome)) {
      oldKey.ifPresent(
          old -> entries.putIfAbsent(old.arn(), new RetiringKey(old.arn(), null, null)));
    }
    return entries.values().stream()
        .flatMap(
            entry ->
                isOn(observedKeyId, oldKey, entry.keyArn())
                    ? standing(entry, oldKey)
                    : left(entry, lifetime, now))
        .toList();
  }

  private static boolean isOn(
      Optional<String> observedKeyId, Optional<OldKey> oldKey, String keyArn) {
    return oldKey.filter(old -> old.arn().equals(keyArn)).isPresent()
        || observedKeyId.filter(id -> KeyIds.sameKey(id, keyArn)).isPresent();
  }

  // Still, or again, on that key: the entry stays only if the key is about to be left.
  private static Stream<RetiringKey> standing(RetiringKey entry, Optional<OldKey> oldKey) {
    return oldKey.filter(old -> old.arn().equals(entry.keyArn())).stream()
        .map(_ -> new RetiringKey(entry.keyArn(), null, null));
  }

  private static Stream<RetiringKey> left(RetiringKey entry, Duration lifetime, Instant now) {
    var since = entry.since() == null ? now : Instant.parse(entry.since());
    var end = since.plus(lifetime).plus(MARGIN);
    var until =
        entry.until() == null || Instant.parse(entry.until()).isBefore(end)
            ? end
            : Instant.parse(entry.until());
    return now.isBefore(until)
        ? Stream.of(new RetiringKey(entry.keyArn(), since.toString(), until.toString()))
        : Stream.empty();
  }
}
