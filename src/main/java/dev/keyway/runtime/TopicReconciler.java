package dev.keyway.runtime;

import dev.keyway.api.v1alpha1.EncryptedTopic;
import dev.keyway.api.v1alpha1.EncryptedTopicSpec;
import dev.keyway.api.v1alpha1.EncryptedTopicStatus;
import java.util.Map;

/** {@link EncryptedTopic} for JOSDK. */
final class TopicReconciler
    extends KindReconciler<EncryptedTopic, EncryptedTopicSpec, EncryptedTopicStatus> {
  TopicReconciler(Assembly assembly) {
    super(
        ResourceTypes.TOPIC,
        assembly.reconciliation(ResourceTypes.TOPIC, assembly.passes().topic()),
        assembly,
        Map.of(
            Indexes.BY_KEY, Indexes::keyOf,
            Indexes.BY_ARN, Indexes::arnOf,
            Indexes.BY_RETIRING_KEY, Indexes::retiringKeysOf));
  }
}
