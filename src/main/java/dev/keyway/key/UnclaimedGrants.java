package dev.keyway.key;

import dev.keyway.api.v1alpha1.EncryptionKeySpec;
import dev.keyway.api.v1alpha1.EncryptionKeyStatus;
import dev.keyway.reconcile.Resource;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * Grants in a key's policy whose users are not known any more, of a key whose ledger is lost: its
 * object was deleted and applied again, or restored without status. A queue that has left the key,
 * or that no topic feeds, leads nowhere from the key, and may hold messages under it; pure.
 *
 * <p>That something has left the key, the key's tag says, and until when messages are left. Without
 * the tag, grants that nothing known needs stay for as long as SQS keeps a message at most.
 */
final class UnclaimedGrants {
  private UnclaimedGrants() {}

  /** Return until when they stay; empty where there are none. */
  static Optional<Instant> until(
      Resource<EncryptionKeySpec, EncryptionKeyStatus> resource, KeyObservation o, Instant now) {
    var marked = marked(o, now);
    if (isReturned(resource)) {
      return KeyPolicy.hasExcess(resource, o) ? Optional.of(KeyLeaves.longest(now)) : marked;
    }
    return remembered(resource, now)
        .filter(
            until ->
                marked.filter(end -> !end.isBefore(until)).isPresent()
                    || KeyPolicy.hasExcess(resource, o));
  }

  private static Optional<Instant> marked(KeyObservation o, Instant now) {
    return o.tags()
        .map(tags -> tags.get(KeyObservation.RETIRING_TAG))
        .map(end -> end(end, now))
        .filter(now::isBefore);
  }

  // Not known yet, or somebody changed the tag.
  private static Instant end(String tag, Instant now) {
    try {
      return Instant.parse(tag);
    } catch (DateTimeParseException e) {
      return KeyLeaves.longest(now);
    }
  }

  /** Return until when they stay, as status remembers. */
  static Optional<Instant> remembered(
      Resource<EncryptionKeySpec, EncryptionKeyStatus> resource, Instant now) {
    return Optional.ofNullable(resource.status())
        .map(EncryptionKeyStatus::unclaimedGrantsUntil)
        .map(Instant::parse)
        .filter(now::isBefore);
  }

  /**
   * Return whether the key is older than the object and its ledger is lost. The policy of a key
   * that this object has just made holds what it asked for, and nothing else.
   */
  static boolean isReturned(Resource<EncryptionKeySpec, EncryptionKeyStatus> resource) {
    var status = resource.status();
    return ForgottenUses.isForgotten(status) && (status == null || status.creation() == null);
  }
}
