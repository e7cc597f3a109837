package dev.keyway.runtime;

import dev.keyway.api.v1alpha1.EncryptedQueue;
import dev.keyway.api.v1alpha1.EncryptedQueueSpec;
import dev.keyway.api.v1alpha1.EncryptedQueueStatus;
import java.util.Map;

/** {@link EncryptedQueue} for JOSDK. */
final class QueueReconciler
    extends KindReconciler<EncryptedQueue, EncryptedQueueSpec, EncryptedQueueStatus> {
  QueueReconciler(Assembly assembly) {
    super(
        ResourceTypes.QUEUE,
        assembly.reconciliation(ResourceTypes.QUEUE, assembly.passes().queue()),
        assembly,
        Map.of(
            Indexes.BY_KEY, Indexes::keyOf,
            Indexes.BY_RETIRING_KEY, Indexes::retiringKeysOf,
            Indexes.BY_ARN, Indexes::arnOf,
            Indexes.BY_DEAD_LETTER, Indexes::deadLetterOf));
  }
}
