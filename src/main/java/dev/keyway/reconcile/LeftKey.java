package dev.keyway.reconcile;

import dev.keyway.api.v1alpha1.KeyStatement;
import dev.keyway.api.v1alpha1.RetiringKey;
import dev.keyway.grants.Grant;
import dev.keyway.grants.KeyGrants;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A key that Keyway does not manage and that a topic or queue has left, or is about to.
 *
 * @param all the key, with all grants that it needs while it is in use
 * @param entry the ledger's word on it
 */
public record LeftKey(ExternalKey all, RetiringKey entry) {
  /** Who leaves keys, and what has to go on until messages under them are gone. */
  public record Leaver(
      Resource<?, ?> user,
      String region,
      List<Grant> grants,
      List<RetiringKey> retiring,
      List<KeyStatement> known) {}

  /**
   * Read the keys that are left.
   *
   * @param oldKey the key that AWS still encrypts with, where another one is wanted
   */
  public static List<LeftKey> of(
      Observations observations,
      Wanted wanted,
      Leaver leaver,
      Optional<OldKey> oldKey,
      Freshness freshness) {
    Map<String, RetiringKey> keys = new TreeMap<>();
    oldKey
        .map(OldKey::arn)
        .filter(arn -> leaver.known().stream().anyMatch(s -> s.keyArn().equals(arn)))
        .ifPresent(arn -> keys.put(arn, new RetiringKey(arn, null, null)));
    leaver.retiring().forEach(key -> keys.putIfAbsent(key.keyArn(), key));
    return keys.values().stream()
        .filter(key -> wanted.keyHolding(leaver.user(), key.keyArn()).isEmpty())
        .map(
            key ->
                new LeftKey(
                    ExternalKey.read(
                        observations,
                        leaver.region(),
                        key.keyArn(),
                        leaver.grants(),
                        freshness.notBefore()),
                    key))
        .toList();
  }

  /**
   * Return the key with what is needed of it now.
   *
   * @param withdraw for how long what is under way may still arrive
   */
  ExternalKey key(Duration withdraw, Instant now) {
    boolean underWay =
        entry.since() == null || now.isBefore(Instant.parse(entry.since()).plus(withdraw));
    return underWay ? all : all.with(KeyGrants.toReadOldMessages(all.grants()));
  }
}
