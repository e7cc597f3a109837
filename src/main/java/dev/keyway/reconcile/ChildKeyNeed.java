package dev.keyway.reconcile;

import dev.keyway.api.v1alpha1.DeletionPolicy;
import dev.keyway.api.v1alpha1.EncryptionKeySpec;
import dev.keyway.api.v1alpha1.EncryptionKeyStatus;
import dev.keyway.api.v1alpha1.Management;
import dev.keyway.api.v1alpha1.RetiringKey;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What has to happen to the EncryptionKey object that {@code mode: OwnKey} brings with it. */
public sealed interface ChildKeyNeed {
  /** It is as it should be. */
  record None() implements ChildKeyNeed {}

  /** It is missing, or differs from this spec. */
  record Apply(EncryptionKeySpec spec) implements ChildKeyNeed {}

  /** Its owner has left it for another key, and no message under it can be left. */
  record Remove() implements ChildKeyNeed {}

  /**
   * Return the spec of a child, which follows its owner's region, tags, deletion policy and mode.
   */
  static EncryptionKeySpec spec(
      @Nullable String region,
      Map<String, String> tags,
      @Nullable DeletionPolicy deletionPolicy,
      @Nullable Integer checkIntervalSeconds,
      Management management) {
    return new EncryptionKeySpec(
        region,
        tags,
        Objects.requireNonNullElse(deletionPolicy, DeletionPolicy.RETAIN),
        checkIntervalSeconds,
        null,
        null,
        null,
        null,
        List.of(),
        List.of(),
        null,
        null,
        management.written(),
        null,
        List.of(),
        List.of());
  }

  /** Return the need of an owner whose mode is OwnKey. An object of somebody else is left alone. */
  static ChildKeyNeed ofOwner(
      Wanted wanted, Resource<?, ?> owner, String keyName, EncryptionKeySpec spec) {
    boolean right =
        wanted
            .key(owner.namespace(), keyName)
            .filter(c -> !owner.uid().equals(c.ownerUid()) || c.deleting() || c.spec().equals(spec))
            .isPresent();
    return right ? new None() : new Apply(spec);
  }

  /**
   * Return the need of an owner whose mode is another one.
   *
   * @param usedKeyId the key that AWS encrypts with, as it returned it
   * @param retiring the owner's ledger
   */
  static ChildKeyNeed ofFormerOwner(
      Wanted wanted,
      Resource<?, ?> owner,
      String keyName,
      Optional<String> usedKeyId,
      List<RetiringKey> retiring) {
    boolean unused =
        wanted
            .key(owner.namespace(), keyName)
            .filter(child -> owner.uid().equals(child.ownerUid()) && !child.deleting())
            .filter(_ -> wanted.queuesUnder(owner.namespace(), keyName).isEmpty())
            .filter(_ -> wanted.topicsUnder(owner.namespace(), keyName).isEmpty())
            .filter(child -> isUnused(Optional.ofNullable(child.status()), usedKeyId, retiring))
            .isPresent();
    return unused ? new Remove() : new None();
  }

  private static boolean isUnused(
      Optional<EncryptionKeyStatus> child, Optional<String> usedKeyId, List<RetiringKey> retiring) {
    var arn = child.map(EncryptionKeyStatus::keyArn);
    return arn.isEmpty()
        || (child.get().usedBy().isEmpty()
            && usedKeyId.filter(id -> KeyIds.sameKey(id, arn.get())).isEmpty()
            && retiring.stream().noneMatch(entry -> entry.keyArn().equals(arn.get())));
  }
}
