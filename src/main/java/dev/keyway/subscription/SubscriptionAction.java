package dev.keyway.subscription;

import java.util.Map;

/** What the subscription's pass does. */
public sealed interface SubscriptionAction {
  /** Subscribe, with all attributes. */
  record Subscribe(Map<String, String> attributes) implements SubscriptionAction {}

  /** SetSubscriptionAttributes. */
  record SetAttribute(String subscriptionArn, String name, String value)
      implements SubscriptionAction {}

  /** SetSubscriptionAttributes(ReplayPolicy). */
  record StartReplay(String subscriptionArn, String policy) implements SubscriptionAction {}

  /** Unsubscribe. */
  record Unsubscribe(String subscriptionArn) implements SubscriptionAction {}
}
