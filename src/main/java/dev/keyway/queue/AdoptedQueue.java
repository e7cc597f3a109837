package dev.keyway.queue;

import dev.keyway.api.v1alpha1.EncryptedQueueSpec;
import dev.keyway.api.v1alpha1.EncryptedQueueStatus;
import dev.keyway.api.v1alpha1.QueueFifo;
import dev.keyway.reconcile.Adopting;
import dev.keyway.reconcile.Adoption;
import dev.keyway.reconcile.ForeignUsers;
import dev.keyway.reconcile.Outcome;
import dev.keyway.reconcile.Plan;
import dev.keyway.reconcile.RedriveAllowPolicy;
import dev.keyway.reconcile.RedrivePolicy;
import dev.keyway.reconcile.Resource;
import dev.keyway.reconcile.Settings;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A queue that somebody else made and that a spec takes over; pure. */
final class AdoptedQueue {
  private AdoptedQueue() {}

  static Adoption of(Resource<EncryptedQueueSpec, EncryptedQueueStatus> resource) {
    return Adoption.of(resource, set(resource.spec()));
  }

  /** Return what has to happen before the queue is kept like one that Keyway made. */
  static Optional<Plan<QueueAction>> takeOver(
      Settings settings,
      Resource<EncryptedQueueSpec, EncryptedQueueStatus> resource,
      QueueObservation o) {
    return Adopting.takeOver(
        settings,
        resource,
        of(resource),
        new Adopting.Found("queue", o.queueArn(), o.exists(), QueuePolicy.text(o), o.tags()),
        QueuePlanner.lost(resource),
        resource.spec().tags(),
        QueueAction.Tag::new);
  }

  /** Return who would lose the queue if it moved onto another key. */
  static Optional<Outcome> strangers(EncryptedQueueSpec spec, QueueObservation o) {
    return o.key().keyId().isEmpty()
        ? Optional.empty()
        : ForeignUsers.obstacle(
            spec, QueuePolicy.text(o), o.queueArn(), o.account().accountId(), known(o));
  }

  private static Set<String> known(QueueObservation o) {
    var known = new TreeSet<String>(o.ask().consumers());
    known.addAll(o.ask().producers());
    o.ask().sources().forEach(source -> known.add(source.topicArn()));
    return known;
  }

  private static Set<String> set(EncryptedQueueSpec spec) {
    var set = new TreeSet<String>();
    add(set, QueueAttributes.VISIBILITY, spec.visibilityTimeoutSeconds());
    add(set, QueueAttributes.DELAY, spec.delaySeconds());
    add(set, QueueAttributes.RETENTION, spec.messageRetentionSeconds());
    add(set, QueueAttributes.MAX_SIZE, spec.maximumMessageSizeBytes());
    add(set, QueueAttributes.WAIT, spec.receiveWaitTimeSeconds());
    add(set, RedrivePolicy.ATTRIBUTE, spec.deadLetter());
    add(set, RedriveAllowPolicy.ATTRIBUTE, spec.redriveAllow());
    var encryption = spec.encryption();
    if (encryption != null) {
      add(set, QueueAttributes.KEY_REUSE, encryption.dataKeyReusePeriodSeconds());
    }
    fifo(set, spec.fifo());
    return set;
  }

  private static void fifo(Set<String> set, @Nullable QueueFifo fifo) {
    if (fifo != null) {
      add(set, QueueAttributes.DEDUPLICATION, fifo.contentBasedDeduplication());
      add(set, QueueAttributes.SCOPE, fifo.deduplicationScope());
      add(set, QueueAttributes.LIMIT, fifo.throughputLimit());
    }
  }

  private static void add(Set<String> set, String attribute, @Nullable Object value) {
    if (value != null) {
      set.add(attribute);
    }
  }
}
