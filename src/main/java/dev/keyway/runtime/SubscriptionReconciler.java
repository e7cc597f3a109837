package dev.keyway.runtime;

import dev.keyway.api.v1alpha1.TopicSubscription;
import dev.keyway.api.v1alpha1.TopicSubscriptionSpec;
import dev.keyway.api.v1alpha1.TopicSubscriptionStatus;
import java.util.Map;

/** {@link TopicSubscription} for JOSDK. */
final class SubscriptionReconciler
    extends KindReconciler<TopicSubscription, TopicSubscriptionSpec, TopicSubscriptionStatus> {
  SubscriptionReconciler(Assembly assembly) {
    super(
        ResourceTypes.SUBSCRIPTION,
        assembly.reconciliation(ResourceTypes.SUBSCRIPTION, assembly.passes().subscription()),
        assembly,
        Map.of(
            Indexes.BY_TOPIC,
            Indexes::topicOf,
            Indexes.BY_QUEUE,
            Indexes::queueOf,
            Indexes.BY_DEAD_LETTER,
            Indexes::deadLetterOf));
  }
}
