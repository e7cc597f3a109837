package dev.keyway.key;

import dev.keyway.aws.Aws;
import dev.keyway.aws.KeyDescription;
import dev.keyway.aws.KeyService;
import dev.keyway.key.KeyObservation.Search;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds the key of a CreateKey call whose answer was lost, by the nonce in its tags.
 *
 * <p>KMS has no client token, and its listings lag: an empty search proves nothing until it has
 * stayed empty for a while. Only for an intent of this very process, whose call has certainly not
 * been made yet, no search is needed. Thread-safe.
 */
final class KeySearch {
  private final Aws aws;
  private final Clock clock;
  private final Set<String> untried = ConcurrentHashMap.newKeySet();
  private final Map<String, KeyDescription> createdHere = new ConcurrentHashMap<>();
  private final Map<String, Instant> emptySince = new ConcurrentHashMap<>();

  // Nonces by key; a key carries its own from the moment of its creation, or never.
  private final Map<String, String> nonces = new ConcurrentHashMap<>();

  KeySearch(Aws aws, Clock clock) {
    this.aws = aws;
    this.clock = clock;
  }

  /** An intent with this nonce is about to be recorded, or its call certainly had no effect. */
  void intend(String nonce) {
    untried.add(nonce);
  }

  /** CreateKey is about to be called. */
  void attempted(String nonce) {
    untried.remove(nonce);
  }

  /** CreateKey answered. */
  void created(String nonce, KeyDescription key) {
    createdHere.put(nonce, key);
    emptySince.remove(nonce);
  }

  /** Look for the key of the intent. */
  Search find(String region, String nonce) {
    if (untried.contains(nonce)) {
      return new Search.NotNeeded();
    }
    var created = createdHere.get(nonce);
    var keys = created == null ? byNonce(region, nonce) : List.of(created);
    if (keys.isEmpty()) {
      return new Search.EmptySince(emptySince.computeIfAbsent(nonce, _ -> clock.instant()));
    }
    emptySince.remove(nonce);
    return new Search.Found(keys);
  }

  private List<KeyDescription> byNonce(String region, String nonce) {
    var kms = aws.keys(region);
    var found = new ArrayList<KeyDescription>();
    for (var arn : kms.list()) {
      if (nonce.equals(nonceOf(kms, arn))) {
        kms.describe(arn).ifPresent(found::add);
      }
    }
    found.sort(Comparator.comparing(KeyDescription::createdAt).thenComparing(KeyDescription::arn));
    return List.copyOf(found);
  }

  // Listings lag: a key without any tags yet may be one of ours.
  private String nonceOf(KeyService kms, String arn) {
    var known = nonces.get(arn);
    if (known != null) {
      return known;
    }
    var tags = kms.tags(arn).orElse(Map.of());
    var nonce = tags.getOrDefault(KeyObservation.NONCE_TAG, "");
    if (!tags.isEmpty()) {
      nonces.put(arn, nonce);
    }
    return nonce;
  }
}
