package dev.keyway.key;

import dev.keyway.api.v1alpha1.KeyDeadLetter;
import dev.keyway.api.v1alpha1.KeyUse;
import dev.keyway.aws.AccountIdentity;
import dev.keyway.aws.KeyDescription;
import dev.keyway.aws.KeyRotationStatus;
import dev.keyway.grants.Grant;
import dev.keyway.grants.KeyGrants;
import dev.keyway.grants.QueueAsk;
import dev.keyway.grants.Refusals;
import dev.keyway.grants.TopicAsk;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the key's plan depends on.
 *
 * @param alias the alias that the spec asks for
 * @param aliasTarget the key that the alias names
 * @param key the object's own key
 * @param policy its policy as KMS returned it
 * @param rotation its rotation
 * @param tags its tags; of a foreign key behind the alias, that key's
 * @param search how far the search for the key of an unanswered CreateKey has come
 * @param freshNonce a nonce nobody has used
 * @param queues what the queues under the key ask for, in order of creation
 * @param topics what the topics under the key ask for
 * @param uses what uses the key, or did when last seen, with AWS's word on it
 * @param refusals whom the policy does not let in, though somebody asks for it
 * @param recent what Keyway wrote to the key within the propagation window, by aspect
 * @param deadLetters dead-letter queues that messages under the key are, or were, moved to
 * @param unclaimedUntil until when grants stay that nothing known needs; empty without any
 */
record KeyObservation(
    AccountIdentity account,
    String region,
    String alias,
    Optional<KeyDescription> aliasTarget,
    Optional<KeyDescription> key,
    Optional<String> policy,
    Optional<KeyRotationStatus> rotation,
    Optional<Map<String, String>> tags,
    Search search,
    String freshNonce,
    List<QueueAsk> queues,
    List<TopicAsk> topics,
    List<Use> uses,
    Refusals refusals,
    Map<String, String> recent,
    List<DeadLetterUse> deadLetters,
    Optional<Instant> unclaimedUntil) {

  /** The tag that marks a deletion as Keyway's own, so that the owner's return cancels it. */
  static final String DELETION_TAG = "keyway.dev/deletion";

  /** The tag that carries the nonce of the intent. */
  static final String NONCE_TAG = "keyway.dev/nonce";

  /** The tag that says until when messages under the key are left ({@link #RETIRING_UNSET}). */
  static final String RETIRING_TAG = "keyway.dev/retiring";

  /** Its value while a move off the key is under way. */
  static final String RETIRING_UNSET = "unset";

  /** The search for the key of an intent. */
  sealed interface Search {
    /** Nothing is looked for, or CreateKey has certainly not been called yet. */
    record NotNeeded() implements Search {}

    /** These keys carry the nonce; the first is the oldest. */
    record Found(List<KeyDescription> keys) implements Search {}

    /** No key carries the nonce, first seen so at that time. */
    record EmptySince(Instant since) implements Search {}
  }

  /**
   * A queue or topic that the key holds grants for.
   *
   * @param entry its row in status
   * @param wanted whether an object still asks
   * @param underKey AWS's word: whether the resource exists and is encrypted with this key
   * @param stillAdmitted what its own policy in AWS asks of the key; only read where it matters
   * @param leave set where it has left the key for another one, or is about to
   * @param frozen whether its object is there and may not refer to the key any more: what stands
   *     stays, and nothing is added
   */
  record Use(
      KeyUse entry,
      boolean wanted,
      Answer underKey,
      List<Grant> stillAdmitted,
      Optional<Leave> leave,
      boolean frozen) {
    Use(
        KeyUse entry,
        boolean wanted,
        Answer underKey,
        List<Grant> stillAdmitted,
        Optional<Leave> leave) {
      this(entry, wanted, underKey, stillAdmitted, leave, false);
    }

    /** Return whether what stands for it stays, although nothing is added. */
    boolean keepsStanding() {
      return underKey == Answer.YES || (frozen && leave.isPresent());
    }

    /** Return whether the key has to stay enabled for it, by AWS's word or for want of it. */
    boolean needsKey() {
      return underKey != Answer.NO || leave.isPresent();
    }

    /** Return what it needs of the key although no spec asks for it. */
    List<Grant> needed() {
      if (wanted || frozen) {
        return List.of();
      }
      if (leave.isPresent() && leave.get() == Leave.MESSAGES_LEFT) {
        return KeyGrants.toReadOldMessages(stillAdmitted);
      }
      return leave.isPresent() || underKey == Answer.YES ? stillAdmitted : List.of();
    }
  }

  /**
   * A dead-letter queue that holds, or may hold, messages under the key.
   *
   * @param entry its row in status
   * @param asked whether a queue under the key asks for it, by its spec and those of others
   * @param known whether AWS could be asked; always true where there was no need to
   * @param stillAdmitted what its consumers in AWS need of the key; only read where it matters
   * @param elsewhere whether its object is in another namespace
   */
  record DeadLetterUse(
      KeyDeadLetter entry,
      boolean asked,
      boolean known,
      List<Grant> stillAdmitted,
      boolean elsewhere) {
    DeadLetterUse(KeyDeadLetter entry, boolean asked, boolean known, List<Grant> stillAdmitted) {
      this(entry, asked, known, stillAdmitted, false);
    }

    DeadLetterUse in(boolean another) {
      return new DeadLetterUse(entry, asked, known, stillAdmitted, another);
    }

    /** Return what its consumers need although no spec asks for it. */
    List<Grant> needed() {
      return asked ? List.of() : stillAdmitted;
    }
  }

  /** How far something is that leaves the key (design §5.3, §5.4). */
  enum Leave {
    /** It is still under the key, or has left it less than the withdraw time ago. */
    UNDER_WAY,
    /** Nothing is sent under the key any more; messages under it may be left. */
    MESSAGES_LEFT
  }

  /** Three-valued. */
  enum Answer {
    YES,
    NO,
    UNKNOWN
  }

  /** Return the same with the uses filled in. */
  KeyObservation withUses(List<Use> found, List<DeadLetterUse> moved) {
    return with(found, moved, unclaimedUntil);
  }

  /** Return the same with grants that nothing known needs kept until then. */
  KeyObservation withUnclaimed(Optional<Instant> until) {
    return with(uses, deadLetters, until);
  }

  private KeyObservation with(List<Use> found, List<DeadLetterUse> moved, Optional<Instant> until) {
    return new KeyObservation(
        account,
        region,
        alias,
        aliasTarget,
        key,
        policy,
        rotation,
        tags,
        search,
        freshNonce,
        queues,
        topics,
        found,
        refusals,
        recent,
        moved,
        until);
  }
}
