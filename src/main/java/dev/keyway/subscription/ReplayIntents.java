package dev.keyway.subscription;

import dev.keyway.api.v1alpha1.SubscriptionReplay;
import dev.keyway.reconcile.Resource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Replays that this process wrote down and has not started. SNS knows no token that would make a
 * start idempotent: of any other replay nobody knows whether its call was made. Thread-safe.
 */
final class ReplayIntents {
  private final Set<String> untried = ConcurrentHashMap.newKeySet();

  /** It is about to be written down, or its call certainly had no effect. */
  void intend(Resource<?, ?> resource, @Nullable SubscriptionReplay replay) {
    if (replay != null) {
      untried.add(key(resource, replay));
    }
  }

  /** Its call is about to be made. */
  void attempted(Resource<?, ?> resource, @Nullable SubscriptionReplay replay) {
    if (replay != null) {
      untried.remove(key(resource, replay));
    }
  }

  /** Return whether its call has certainly had no effect. */
  boolean isUntried(Resource<?, ?> resource, @Nullable SubscriptionReplay replay) {
    return replay != null && untried.contains(key(resource, replay));
  }

  private static String key(Resource<?, ?> resource, SubscriptionReplay replay) {
    return resource.uid() + " " + replay.recordedAt();
  }
}
