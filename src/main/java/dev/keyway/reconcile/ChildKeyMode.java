package dev.keyway.reconcile;

import dev.keyway.api.v1alpha1.EncryptionKeySpec;
import dev.keyway.api.v1alpha1.KeywaySpec;
import dev.keyway.api.v1alpha1.Management;

/**
 * The mode of an EncryptionKey that {@code OwnKey} brought with it: that of its owner, also after
 * the owner has left it. Otherwise deleting a paused queue would delete its key.
 */
public final class ChildKeyMode {
  private ChildKeyMode() {}

  /** Write the owner's mode into the child's spec, if there is a child and it has another one. */
  public static void handOn(
      Wanted wanted, ChildKeys childKeys, Resource<? extends KeywaySpec, ?> owner, String keyName) {
    var mode = Management.of(owner.spec());
    wanted
        .key(owner.namespace(), keyName)
        .filter(child -> owner.uid().equals(child.ownerUid()))
        .filter(child -> Management.of(child.spec()) != mode)
        .ifPresent(
            child -> childKeys.apply(owner.name(), owner.uid(), keyName, with(child.spec(), mode)));
  }

  private static EncryptionKeySpec with(EncryptionKeySpec spec, Management mode) {
    return new EncryptionKeySpec(
        spec.region(),
        spec.tags(),
        spec.deletionPolicy(),
        spec.checkIntervalSeconds(),
        spec.alias(),
        spec.description(),
        spec.state(),
        spec.rotation(),
        spec.administrators(),
        spec.users(),
        spec.pendingWindowDays(),
        spec.adopt(),
        mode.written(),
        spec.policyOwnership(),
        spec.additionalStatements(),
        spec.allowedReferences());
  }
}
