package dev.keyway.queue;

import dev.keyway.api.v1alpha1.ConditionStatus;
import dev.keyway.reconcile.Conditions;
import dev.keyway.reconcile.Finding;
import dev.keyway.reconcile.KeyWaits;
import dev.keyway.reconcile.Reason;
import dev.keyway.reconcile.References;
import java.util.Optional;

/** What the conditions of a queue say; pure. */
final class QueueFindings {
  private QueueFindings() {}

  static Finding references(QueueObservation o) {
    var key = KeyWaits.references(o.key());
    if (key.status() != ConditionStatus.TRUE) {
      return key;
    }
    var missing = o.redrive().admitted().missing();
    return switch (o.redrive().deadLetter()) {
      case RedriveView.DeadLetter.Missing(Reason reason, String message) ->
          Finding.no(key.type(), reason, message);
      case RedriveView.DeadLetter.Unfit(Reason reason, String message) ->
          Finding.no(key.type(), reason, message);
      case RedriveView.DeadLetter.None _, RedriveView.DeadLetter.Found _ ->
          missing.isEmpty()
              ? key
              : Finding.no(
                  key.type(),
                  Reason.ReferenceNotFound,
                  "redriveAllow names queues that are not there yet"
                      + (missing.stream().anyMatch(References::isElsewhere)
                          ? " or do not let this object refer to them (allowedReferences): "
                          : ": ")
                      + String.join(", ", missing)
                      + ".");
    };
  }

  static Finding encrypted(Optional<QueueObservation> observation, boolean unmanaged) {
    var type = Conditions.ENCRYPTED;
    var attributes = observation.flatMap(QueueObservation::attributes);
    if (attributes.isEmpty()) {
      return Finding.unknown(type, Reason.Creating, "There is no queue yet.");
    }
    var key = attributes.get().get(QueueAttributes.KEY);
    if (key == null) {
      return Boolean.parseBoolean(attributes.get().get(QueueAttributes.SSE_SQS))
          ? Finding.yes(type, Reason.Proven, "Encrypted with SSE-SQS.")
          : Finding.no(
              type,
              unmanaged ? Reason.NotEncrypted : Reason.Updating,
              "The queue is not encrypted.");
    }
    return unmanaged || observation.get().key().isNamed(key)
        ? Finding.yes(type, Reason.Proven, "Encrypted with SSE-KMS under " + key + ".")
        : Finding.no(type, Reason.Updating, "Encrypted under " + key + ", which is not wanted.");
  }
}
