package dev.keyway.queue;

import dev.keyway.api.v1alpha1.Management;
import dev.keyway.api.v1alpha1.Verdict;
import dev.keyway.grants.Grant;
import dev.keyway.policy.PolicyDocument;
import dev.keyway.reconcile.KeyGate;
import dev.keyway.reconcile.KeyProof;
import dev.keyway.reconcile.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A queue among dead-letter queues.
 *
 * @param deadLetter how far its dead-letter queue is
 * @param admitted queues that its redriveAllow names and that are there
 * @param sources names of the queues, not being deleted, that have it as their dead-letter queue
 * @param lifetime how long a message that is sent to it may live, here and where it may be moved to
 * @param keysOfMoved ARNs of the keys that messages have which are, or were, moved here
 * @param targets where its messages can be moved back to; only looked at where somebody may
 */
record RedriveView(
    DeadLetter deadLetter,
    Admitted admitted,
    List<String> sources,
    Duration lifetime,
    Set<String> keysOfMoved,
    List<Target> targets) {

  /** Queues that may have messages moved here, as far as they are known. */
  record Admitted(List<String> arns, List<String> missing) {}

  /**
   * A queue that has it as its dead-letter queue, as AWS shows it.
   *
   * @param policy its policy; empty where there is none
   * @param key the key that has to let those in who move messages back; empty where none has to
   */
  record Target(String queueArn, Optional<PolicyDocument> policy, Optional<TargetKey> key) {}

  /**
   * The key of a target.
   *
   * @param managed whether an EncryptionKey looks after it
   * @param gate the key as AWS shows it; empty where it does not
   */
  record TargetKey(String keyArn, String region, boolean managed, Optional<KeyGate> gate) {
    boolean holds(Grant grant) {
      return managed
          ? gate.filter(g -> g.holds(List.of(grant))).isPresent()
          : gate.flatMap(KeyGate::policy)
              .filter(p -> KeyProof.of(List.of(grant), keyArn, region, p) == Verdict.PROVEN)
              .isPresent();
    }
  }

  /** How far the dead-letter queue is. */
  sealed interface DeadLetter {
    /** None is wanted. */
    record None() implements DeadLetter {}

    /** It cannot be used yet: nothing is added or taken away. */
    record Missing(Reason reason, String message) implements DeadLetter {}

    /** It can never be used as it is. */
    record Unfit(Reason reason, String message) implements DeadLetter {}

    /**
     * It can be used once its consumers can decrypt what is moved there.
     *
     * @param keys all keys that messages of the queue may be encrypted under; only looked at where
     *     AWS does not have this dead-letter queue
     */
    record Found(String queueArn, int maxReceiveCount, List<KeyHold> keys) implements DeadLetter {}
  }

  /**
   * A key, and whether it lets the consumers of the dead-letter queues decrypt.
   *
   * @param objectName the EncryptionKey that looks after it
   * @param since since when it has all of these queues in its status; empty where it has not
   * @param holds AWS's word: whether it is enabled and its policy has all these grants
   * @param mode whether that EncryptionKey may write them
   */
  record KeyHold(
      String keyArn,
      Optional<String> objectName,
      Optional<Instant> since,
      boolean holds,
      Management mode) {}
}
