package dev.keyway.runtime;

import dev.keyway.api.v1alpha1.EncryptedQueueSpec;
import dev.keyway.api.v1alpha1.EncryptedQueueStatus;
import dev.keyway.api.v1alpha1.EncryptedTopicSpec;
import dev.keyway.api.v1alpha1.EncryptedTopicStatus;
import dev.keyway.api.v1alpha1.EncryptionKeySpec;
import dev.keyway.api.v1alpha1.EncryptionKeyStatus;
import dev.keyway.api.v1alpha1.TopicSubscriptionSpec;
import dev.keyway.api.v1alpha1.TopicSubscriptionStatus;
import dev.keyway.reconcile.Pass;

/** The pass of each kind. */
record RoomPasses(
    Pass<EncryptionKeySpec, EncryptionKeyStatus> key,
    Pass<EncryptedTopicSpec, EncryptedTopicStatus> topic,
    Pass<EncryptedQueueSpec, EncryptedQueueStatus> queue,
    Pass<TopicSubscriptionSpec, TopicSubscriptionStatus> subscription) {}
