package dev.keyway.queue;

import dev.keyway.api.v1alpha1.DeletionPolicy;
import dev.keyway.api.v1alpha1.EncryptedQueueSpec;
import dev.keyway.api.v1alpha1.EncryptedQueueStatus;
import dev.keyway.drift.Difference;
import dev.keyway.reconcile.Adopting;
import dev.keyway.reconcile.AwsNames;
import dev.keyway.reconcile.ChildKeyNeed;
import dev.keyway.reconcile.Deletions;
import dev.keyway.reconcile.ExternalKeys;
import dev.keyway.reconcile.Hold;
import dev.keyway.reconcile.Identity;
import dev.keyway.reconcile.KeyWaits;
import dev.keyway.reconcile.Outcome;
import dev.keyway.reconcile.Plan;
import dev.keyway.reconcile.Reason;
import dev.keyway.reconcile.ReportOnly;
import dev.keyway.reconcile.Resource;
import dev.keyway.reconcile.Settings;
import dev.keyway.reconcile.Vanished;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Decides what to do about a queue; pure. */
final class QueuePlanner {
  private final Settings settings;

  QueuePlanner(Settings settings) {
    this.settings = settings;
  }

  Plan<QueueAction> plan(
      Resource<EncryptedQueueSpec, EncryptedQueueStatus> resource,
      QueueObservation o,
      Instant now) {
    return Hold.respect(decide(resource, o, now), o.tags(), o.queueArn());
  }

  private Plan<QueueAction> decide(
      Resource<EncryptedQueueSpec, EncryptedQueueStatus> resource,
      QueueObservation o,
      Instant now) {
    if (resource.deleting()) {
      return delete(resource, o);
    }
    var invalid = invalid(resource, o);
    if (invalid.isPresent()) {
      return Plan.of(
          List.of(), invalid.get(), Vanished.taken("Queue", known(resource), invalid.get()));
    }
    return AdoptedQueue.takeOver(settings, resource, o).orElseGet(() -> keep(resource, o, now));
  }

  private Plan<QueueAction> keep(
      Resource<EncryptedQueueSpec, EncryptedQueueStatus> resource,
      QueueObservation o,
      Instant now) {
    return switch (o.childKey()) {
      case ChildKeyNeed.Apply(var spec) ->
          Plan.step(
              new QueueAction.ApplyChildKey(o.childKeyName(), spec),
              Reason.Updating,
              "Applied EncryptionKey \"" + o.childKeyName() + "\" for this queue.");
      case ChildKeyNeed.None _ -> present(resource, o, now);
      case ChildKeyNeed.Remove _ -> withoutChild(present(resource, o, now), o.childKeyName());
    };
  }

  private Plan<QueueAction> present(
      Resource<EncryptedQueueSpec, EncryptedQueueStatus> resource,
      QueueObservation o,
      Instant now) {
    return o.exists()
        ? new QueueUpkeep(settings, resource, o, now).plan()
        : create(resource, o, now);
  }

  // What is left behind goes last, when all else is in order.
  private static Plan<QueueAction> withoutChild(Plan<QueueAction> plan, String keyName) {
    return plan.steps().isEmpty() && plan.outcome() instanceof Outcome.Done
        ? Plan.step(
            new QueueAction.RemoveChildKey(keyName),
            Reason.Updating,
            "Removed EncryptionKey \"" + keyName + "\", which this queue has left.")
        : plan;
  }

  /** Return whether a pass ended so because the queue in AWS is not, or not yet, this object's. */
  static boolean isForeign(Outcome outcome) {
    return outcome instanceof Outcome.Invalid(Reason reason, String _)
        && Set.of(
                Reason.InvalidName,
                Reason.IdentityChanged,
                Reason.OwnershipConflict,
                Reason.AdoptionMismatch)
            .contains(reason);
  }

  private Optional<Outcome> invalid(
      Resource<EncryptedQueueSpec, EncryptedQueueStatus> resource, QueueObservation o) {
    if (o.queueName().length() > AwsNames.MAX_QUEUE_NAME) {
      return Optional.of(
          new Outcome.Invalid(
              Reason.InvalidName,
              "The queue would be called \""
                  + o.queueName()
                  + "\", which is "
                  + o.queueName().length()
                  + " characters long; SQS takes 80. Create the object anew with a shorter name or"
                  + " with spec.queueName."));
    }
    var mismatch = Adopting.mismatch(resource.spec(), o.queueArn());
    if (mismatch.isPresent()) {
      return mismatch;
    }
    var known = known(resource);
    if (known.isPresent() && !known.get().equals(o.queueArn())) {
      return Optional.of(
          new Outcome.Invalid(
              Reason.IdentityChanged,
              "The queue was created as "
                  + known.get()
                  + " and would now be "
                  + o.queueArn()
                  + ". Restore account, region and name, or delete the object and create it anew."));
    }
    boolean free = Adopting.isToTake(settings, resource, o.tags());
    if (o.exists() && !free && !isOurs(resource, o)) {
      return Optional.of(
          new Outcome.Invalid(
              Reason.OwnershipConflict,
              "A queue named \""
                  + o.queueName()
                  + "\" exists and is not this object's; it was left untouched. Choose another"
                  + " spec.queueName, or remove that queue."));
    }
    return Optional.empty();
  }

  private boolean isOurs(
      Resource<EncryptedQueueSpec, EncryptedQueueStatus> resource, QueueObservation o) {
    return Adopting.isOurs(settings, resource, o.tags());
  }

  private Plan<QueueAction> create(
      Resource<EncryptedQueueSpec, EncryptedQueueStatus> resource,
      QueueObservation o,
      Instant now) {
    var waits =
        QueueKeyRules.strangers(o)
            .or(() -> ExternalKeys.toMove(o.key()))
            .or(() -> KeyWaits.of(o.key(), resource, o.region()));
    var spec = resource.spec();
    var lost = lost(resource);
    if (waits.filter(w -> !ReportOnly.overlooks(spec, w)).isPresent()) {
      return Plan.of(List.of(), waits.get(), lost);
    }
    var attributes = new TreeMap<>(QueueAttributes.settings(spec));
    attributes.putAll(QueueAttributes.encryption(spec, o.key().keyId()));
    if (spec.fifo() != null) {
      attributes.put(QueueAttributes.FIFO, "true");
    }
    var keep = new QueuePolicy.Keep(now.minus(settings.withdraw()));
    var policy = QueuePolicy.desired(resource, o, keep).document();
    if (!policy.statements().isEmpty()) {
      attributes.put(QueueAttributes.POLICY, policy.toJson());
    }
    var tags = Identity.tags(settings, resource, spec.tags());
    return Plan.restore(
        new QueueAction.CreateQueue(o.queueName(), Collections.unmodifiableMap(attributes), tags),
        Reason.QueueCreated,
        "Created queue " + o.queueArn() + ".",
        lost);
  }

  static List<Difference> lost(Resource<EncryptedQueueSpec, EncryptedQueueStatus> resource) {
    return Vanished.lost("Queue", known(resource));
  }

  private static Optional<String> known(
      Resource<EncryptedQueueSpec, EncryptedQueueStatus> resource) {
    return Optional.ofNullable(resource.status()).map(EncryptedQueueStatus::queueArn);
  }

  private Plan<QueueAction> delete(
      Resource<EncryptedQueueSpec, EncryptedQueueStatus> resource, QueueObservation o) {
    if (resource.spec().deletionPolicy() != DeletionPolicy.DELETE) {
      return Plan.release();
    }
    return known(resource)
        .filter(arn -> !arn.equals(o.queueArn()))
        .map(arn -> Plan.<QueueAction>end(Deletions.elsewhere("queue", arn)))
        .orElseGet(() -> deleteHere(resource, o));
  }

  private Plan<QueueAction> deleteHere(
      Resource<EncryptedQueueSpec, EncryptedQueueStatus> resource, QueueObservation o) {
    if (!o.exists() || !isOurs(resource, o)) {
      return Plan.release();
    }
    if (!o.subscribers().isEmpty()) {
      return Plan.end(QueueDeletion.stillSubscribed(resource.namespace(), o.subscribers()));
    }
    if (!o.redrive().sources().isEmpty()) {
      return Plan.end(QueueDeletion.stillDeadLetter(resource.namespace(), o.redrive().sources()));
    }
    if (o.recent().containsKey(QueueAttributes.QUEUE_ARN)) {
      var message = "SQS takes up to 60 seconds to delete the queue.";
      return Plan.end(new Outcome.InProgress(Reason.Deleting, message, Duration.ofSeconds(2)));
    }
    return Plan.step(
        new QueueAction.DeleteQueue(), Reason.Deleted, "Deleted queue " + o.queueArn() + ".");
  }
}
