package dev.keyway.key;

import dev.keyway.api.v1alpha1.EncryptionKeySpec;
import dev.keyway.api.v1alpha1.EncryptionKeyStatus;
import dev.keyway.reconcile.PolicyText;
import dev.keyway.reconcile.Resource;
import java.time.Instant;
import java.util.Optional;

/**
 * Grants in a key's policy that nothing known needs, of a key whose ledger is lost: its object was
 * deleted and applied again, or restored without status. A queue that has left the key, or that no
 * topic feeds, leads nowhere from the key, and may hold messages under it. So they stay for as long
 * as SQS keeps a message at most; pure.
 */
final class UnclaimedGrants {
  private UnclaimedGrants() {}

  /** Return until when they stay; empty where there are none. */
  static Optional<Instant> until(
      Resource<EncryptionKeySpec, EncryptionKeyStatus> resource, KeyObservation o, Instant now) {
    var until =
        isReturned(resource) ? Optional.of(KeyLeaves.longest(now)) : remembered(resource, now);
    return until.filter(
        _ ->
            o.policy()
                .flatMap(PolicyText::read)
                .filter(policy -> KeyPolicy.hasExcess(resource, o, policy))
                .isPresent());
  }

  /** Return until when they stay, as status remembers. */
  static Optional<Instant> remembered(
      Resource<EncryptionKeySpec, EncryptionKeyStatus> resource, Instant now) {
    return Optional.ofNullable(resource.status())
        .map(EncryptionKeyStatus::unclaimedGrantsUntil)
        .map(Instant::parse)
        .filter(now::isBefore);
  }

  // The policy of a key that this object has just made holds what it asked for, and nothing else.
  private static boolean isReturned(Resource<EncryptionKeySpec, EncryptionKeyStatus> resource) {
    var status = resource.status();
    return ForgottenUses.isForgotten(status) && (status == null || status.creation() == null);
  }
}
