package dev.keyway.runtime;

import dev.keyway.api.v1alpha1.EncryptionKey;
import dev.keyway.api.v1alpha1.EncryptionKeySpec;
import dev.keyway.api.v1alpha1.EncryptionKeyStatus;
import java.util.Map;

/** {@link EncryptionKey} for JOSDK. */
final class KeyReconciler
    extends KindReconciler<EncryptionKey, EncryptionKeySpec, EncryptionKeyStatus> {
  KeyReconciler(Assembly assembly) {
    super(
        ResourceTypes.KEY,
        assembly.reconciliation(ResourceTypes.KEY, assembly.passes().key()),
        assembly,
        Map.of(Indexes.BY_ARN, Indexes::arnOf, Indexes.BY_MOVED_TO, Indexes::movedTo));
  }
}
