package dev.keyway.dryrun;

import dev.keyway.api.v1alpha1.EncryptionKeySpec;
import dev.keyway.reconcile.ChildKeys;
import dev.keyway.reconcile.Kind;
import dev.keyway.reconcile.ObjectName;

/** The keys that topics and queues bring with them, among the declared objects. */
record DeclaredChildKeys(DeclaredObjects objects) implements ChildKeys {
  @Override
  public void apply(ObjectName owner, String ownerUid, String keyName, EncryptionKeySpec spec) {
    var name = new ObjectName(Kind.ENCRYPTION_KEY, owner.namespace(), keyName);
    var old = objects.find(name);
    if (old.isEmpty() || ownerUid.equals(old.get().ownerUid())) {
      objects.put(name, spec, ownerUid, old.isEmpty() ? null : old.get().status());
    }
  }

  @Override
  public void remove(ObjectName owner, String ownerUid, String keyName) {
    var name = new ObjectName(Kind.ENCRYPTION_KEY, owner.namespace(), keyName);
    objects
        .find(name)
        .filter(key -> ownerUid.equals(key.ownerUid()))
        .ifPresent(_ -> objects.remove(name));
  }
}
