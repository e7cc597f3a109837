package dev.keyway.subscription;

import dev.keyway.api.v1alpha1.DeliveryLink;
import dev.keyway.reconcile.Reason;
import dev.keyway.subscription.SubscriptionObservation.Hold;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How far the dead-letter queue of a subscription is. */
sealed interface DeadLetterView {
  /** None is wanted. */
  record None() implements DeadLetterView {}

  /** It cannot be used yet: nothing is added or taken away. */
  record Missing(Reason reason, String message) implements DeadLetterView {}

  /** It can never be used as it is. */
  record Unfit(Reason reason, String message) implements DeadLetterView {}

  /**
   * It is there.
   *
   * @param owner the EncryptedQueue that looks after it; empty for a queue that Keyway does not
   *     manage
   * @param granted whether that object remembers the topic as let in
   * @param links the proof that SNS can put messages of the topic there
   * @param provenAt since when all of it is proven, as status says
   * @param arns what the proof rests on
   * @param hold that object or its key, where nobody writes for it
   */
  record Found(
      String queueArn,
      Optional<String> owner,
      boolean granted,
      List<DeliveryLink> links,
      Optional<Instant> provenAt,
      Set<String> arns,
      Optional<Hold> hold)
      implements DeadLetterView {}
}
