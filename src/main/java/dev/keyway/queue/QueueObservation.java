package dev.keyway.queue;

import dev.keyway.aws.AccountIdentity;
import dev.keyway.grants.Grant;
import dev.keyway.grants.QueueAsk;
import dev.keyway.grants.Refusals;
import dev.keyway.reconcile.ChildKeyNeed;
import dev.keyway.reconcile.KeyGate;
import dev.keyway.reconcile.KeyView;
import dev.keyway.reconcile.LeftKey;
import dev.keyway.reconcile.OldKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the queue's plan depends on.
 *
 * @param url the queue's URL; empty when there is no such queue
 * @param attributes its attributes
 * @param tags its tags
 * @param key how far its key is
 * @param keyGate AWS's word on the key; only read before the queue's encryption is set
 * @param oldKey the key that the queue is encrypted with and is to leave
 * @param childKey what has to happen to the EncryptionKey of OwnKey
 * @param ask what the queue and its subscriptions ask for
 * @param formerSources topics that were let in and that nobody asks for any more
 * @param subscribers names of subscriptions that are not being deleted
 * @param refusals whom the policy does not let in, though somebody asks for it
 * @param recent what Keyway wrote within the propagation window, by attribute
 * @param redrive its dead-letter queue, and the queues that have it as theirs
 * @param leftKeys keys that Keyway does not manage and that old messages need
 * @param deadLetterTopics topics of which subscriptions have it as their dead-letter queue
 * @param formerRedrivers grants for moving messages back here out of a queue without object
 */
record QueueObservation(
    AccountIdentity account,
    String region,
    String queueName,
    String queueArn,
    Optional<String> url,
    Optional<Map<String, String>> attributes,
    Optional<Map<String, String>> tags,
    KeyView key,
    Optional<KeyGate> keyGate,
    Optional<OldKey> oldKey,
    ChildKeyNeed childKey,
    String childKeyName,
    QueueAsk ask,
    List<FormerSource> formerSources,
    List<String> subscribers,
    Refusals refusals,
    Map<String, String> recent,
    RedriveView redrive,
    List<LeftKey> leftKeys,
    Set<String> deadLetterTopics,
    List<Grant> formerRedrivers) {

  /** A topic that was let in, and AWS's word on whether it still delivers. */
  record FormerSource(String topicArn, Use use, Optional<Instant> endedAt, boolean deadLetter) {}

  /** Whether a topic still delivers to the queue. */
  enum Use {
    DELIVERS,
    ENDED,
    UNKNOWN
  }

  /** What it asks for on its key: topics that still deliver have to go on. */
  QueueAsk onKey() {
    return onKey(ask, formerSources);
  }

  static QueueAsk onKey(QueueAsk ask, List<FormerSource> formerSources) {
    return ask.with(
        formerSources.stream()
            .filter(source -> source.endedAt().isEmpty())
            .map(FormerSource::topicArn)
            .toList());
  }

  boolean exists() {
    return url.isPresent() && attributes.isPresent();
  }
}
