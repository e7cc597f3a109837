package dev.keyway.key;

import dev.keyway.api.v1alpha1.EncryptionKeySpec;
import dev.keyway.api.v1alpha1.EncryptionKeyStatus;
import dev.keyway.api.v1alpha1.Impact;
import dev.keyway.api.v1alpha1.KeyState;
import dev.keyway.aws.KeyDescription;
import dev.keyway.drift.Difference;
import dev.keyway.reconcile.Changes;
import dev.keyway.reconcile.Outcome;
import dev.keyway.reconcile.Reason;
import dev.keyway.reconcile.Resource;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Brings a key into the state that its spec asks for, as far as what uses it allows; pure. What
 * somebody else disabled or scheduled for deletion is put right only where the spec says so (design
 * §5.5).
 */
final class KeyStates {
  private static final String STATE = KeyUpkeep.STATE;

  private final Resource<EncryptionKeySpec, EncryptionKeyStatus> resource;
  private final KeyObservation o;
  private final KeyDescription key;
  private final Changes<KeyAction> changes;

  KeyStates(
      Resource<EncryptionKeySpec, EncryptionKeyStatus> resource,
      KeyObservation o,
      KeyDescription key,
      Changes<KeyAction> changes) {
    this.resource = resource;
    this.o = o;
    this.key = key;
    this.changes = changes;
  }

  /** Return what keeps the key from being usable and only a person may change. */
  Optional<Outcome> bringAbout() {
    var wanted = resource.spec().state();
    return switch (key.state()) {
      case KeyDescription.ENABLED -> wanted == KeyState.DISABLED ? disable() : Optional.empty();
      case KeyDescription.DISABLED ->
          wanted == KeyState.DISABLED ? Optional.empty() : enable(wanted);
      case KeyDescription.PENDING_DELETION -> cancelDeletion(wanted);
      default ->
          Optional.of(
              new Outcome.Blocked(
                  Reason.KeyUnusable,
                  "The key is in state " + key.state() + ".",
                  Set.of(key.arn())));
    };
  }

  private Optional<Outcome> disable() {
    var users = KeyUsers.names(o);
    if (!users.isEmpty()) {
      return Optional.of(
          new Outcome.Blocked(
              Reason.KeyInUse,
              "The key stays enabled while it is in use by " + String.join(", ", users) + ".",
              KeyUsers.arns(o)));
    }
    changes.rollOut(
        STATE,
        KeyDescription.DISABLED,
        new KeyAction.DisableKey(key.arn()),
        Reason.KeyDisabledBySpec,
        "Disabled " + key.arn() + ".");
    return Optional.empty();
  }

  private Optional<Outcome> enable(@Nullable KeyState wanted) {
    var difference = new Difference(STATE, KeyDescription.ENABLED, key.state(), Impact.BROKEN);
    if (wanted == KeyState.ENABLED || KeyMarks.isReclaimed(o)) {
      changes.add(
          STATE,
          KeyDescription.ENABLED,
          changes.ifDrift(difference),
          new KeyAction.EnableKey(key.arn()),
          Reason.KeyEnabled,
          "Enabled " + key.arn() + ".");
      return Optional.empty();
    }
    changes.reportOnly(difference);
    return Optional.of(
        new Outcome.Invalid(
            Reason.KeyDisabled,
            "Somebody disabled the key "
                + key.arn()
                + "; what uses it does not work. Enable it, or"
                + " write spec.state: Enabled to have it enabled."));
  }

  private Optional<Outcome> cancelDeletion(@Nullable KeyState wanted) {
    var deadline = String.valueOf(key.deletionDate());
    var difference =
        new Difference(
            STATE, KeyDescription.ENABLED, "PendingDeletion until " + deadline, Impact.BROKEN);
    if (wanted == KeyState.ENABLED || KeyMarks.isReclaimed(o)) {
      changes.add(
          STATE,
          KeyDescription.ENABLED,
          changes.ifDrift(difference),
          new KeyAction.CancelDeletion(key.arn()),
          Reason.KeyDeletionCancelled,
          "Cancelled the deletion of " + key.arn() + ".");
      return Optional.empty();
    }
    changes.reportOnly(difference);
    return Optional.of(
        new Outcome.Invalid(
            Reason.KeyPendingDeletion,
            "Somebody scheduled the key "
                + key.arn()
                + " for deletion at "
                + deadline
                + "; after that nothing encrypted under it can be read. Cancel it, or write"
                + " spec.state: Enabled to have it cancelled."));
  }
}
