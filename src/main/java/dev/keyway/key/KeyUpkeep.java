package dev.keyway.key;

import dev.keyway.api.v1alpha1.EncryptionKeySpec;
import dev.keyway.api.v1alpha1.EncryptionKeyStatus;
import dev.keyway.api.v1alpha1.Impact;
import dev.keyway.api.v1alpha1.KeyState;
import dev.keyway.api.v1alpha1.RotationMode;
import dev.keyway.aws.KeyDescription;
import dev.keyway.aws.KeyRotationStatus;
import dev.keyway.drift.Difference;
import dev.keyway.drift.PolicyDrift;
import dev.keyway.grants.Admission;
import dev.keyway.reconcile.Asks;
import dev.keyway.reconcile.Changes;
import dev.keyway.reconcile.Identity;
import dev.keyway.reconcile.Outcome;
import dev.keyway.reconcile.Plan;
import dev.keyway.reconcile.PolicyText;
import dev.keyway.reconcile.Reason;
import dev.keyway.reconcile.Resource;
import dev.keyway.reconcile.Settings;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Brings a key that is there in line with its spec, the policy first; pure. */
final class KeyUpkeep {
  static final String POLICY = "Policy";
  static final String STATE = "KeyState";
  static final String ROTATION = "KeyRotation";
  static final String ALIAS = "Alias";
  static final String DESCRIPTION = "Description";
  static final String UNTAGGED = "Untagged";
  private static final int DEFAULT_PERIOD_DAYS = 365;

  private final Settings settings;
  private final Resource<EncryptionKeySpec, EncryptionKeyStatus> resource;
  private final KeyObservation o;
  private final KeyDescription key;
  private final Changes<KeyAction> changes;

  KeyUpkeep(
      Settings settings,
      Resource<EncryptionKeySpec, EncryptionKeyStatus> resource,
      KeyObservation o,
      KeyDescription key) {
    this.settings = settings;
    this.resource = resource;
    this.o = o;
    this.key = key;
    this.changes = new Changes<>(settings, resource, o.recent());
  }

  Plan<KeyAction> plan() {
    var admitted = KeyPolicy.desired(resource, o);
    policy(admitted);
    var stuck = state();
    if (key.state().equals(KeyDescription.ENABLED)) {
      rotation();
    }
    alias();
    description();
    tags();
    reclaimed();
    return changes.plan(stuck.or(() -> refused(admitted)).orElseGet(Outcome.Done::new));
  }

  private void policy(Admission.Admitted admitted) {
    var desired = admitted.document();
    var observed = o.policy().flatMap(PolicyText::read);
    if (PolicyText.matches(desired, observed)) {
      return;
    }
    boolean sameAsBefore =
        PolicyText.hash(desired)
            .equals(
                Optional.ofNullable(resource.status())
                    .map(EncryptionKeyStatus::policyHash)
                    .orElse(""));
    var drift =
        sameAsBefore
            ? PolicyDrift.judge(POLICY, key.arn(), desired, observed, KeyNeeds.of(o, key.arn()))
            : List.<Difference>of();
    var action = new KeyAction.PutPolicy(key.arn(), desired.toJson());
    changes.add(
        POLICY,
        desired.toJson(),
        drift,
        action,
        Reason.PolicyWritten,
        "Wrote the key policy of " + key.arn() + ".");
  }

  /** Return what keeps the key from being usable and only a person may change. */
  private Optional<Outcome> state() {
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
    if (wanted == KeyState.ENABLED || isReclaimed()) {
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
    if (wanted == KeyState.ENABLED || isReclaimed()) {
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

  // Keyway itself scheduled this deletion, for an object of the same name that has now come back.
  private boolean isReclaimed() {
    return o.tags().filter(tags -> tags.containsKey(KeyObservation.DELETION_TAG)).isPresent();
  }

  private void rotation() {
    var rotation = resource.spec().rotation();
    boolean off = rotation != null && rotation.mode() == RotationMode.DISABLED;
    var period = rotation == null ? null : rotation.periodDays();
    int days = Objects.requireNonNullElse(period, DEFAULT_PERIOD_DAYS);
    var wanted = off ? "off" : "every " + days + " days";
    o.rotation()
        .map(KeyUpkeep::text)
        .filter(observed -> !observed.equals(wanted))
        .ifPresent(
            observed ->
                changes.add(
                    ROTATION,
                    wanted,
                    changes.ifDrift(new Difference(ROTATION, wanted, observed, Impact.CHANGED)),
                    off
                        ? new KeyAction.DisableRotation(key.arn())
                        : new KeyAction.EnableRotation(key.arn(), days),
                    Reason.RotationWritten,
                    "Set rotation of " + key.arn() + " to " + wanted + "."));
  }

  private static String text(KeyRotationStatus rotation) {
    return rotation.enabled() ? "every " + rotation.periodDays() + " days" : "off";
  }

  private void alias() {
    var target = o.aliasTarget().map(KeyDescription::arn);
    if (target.filter(key.arn()::equals).isPresent()
        || key.state().equals(KeyDescription.PENDING_DELETION)) {
      return;
    }
    var difference =
        new Difference(
            ALIAS, o.alias() + " → " + key.arn(), target.orElse("absent"), Impact.CHANGED);
    changes.add(
        ALIAS,
        key.arn(),
        changes.ifDrift(difference),
        target.isPresent()
            ? new KeyAction.UpdateAlias(o.alias(), key.arn())
            : new KeyAction.CreateAlias(o.alias(), key.arn()),
        Reason.AliasWritten,
        "Pointed " + o.alias() + " at " + key.arn() + ".");
  }

  private void description() {
    var wanted = Objects.requireNonNullElse(resource.spec().description(), "");
    if (wanted.equals(key.description()) || key.state().equals(KeyDescription.PENDING_DELETION)) {
      return;
    }
    changes.add(
        DESCRIPTION,
        wanted,
        changes.ifDrift(new Difference(DESCRIPTION, wanted, key.description(), Impact.CHANGED)),
        new KeyAction.UpdateDescription(key.arn(), wanted),
        Reason.AttributesWritten,
        "Wrote the description of " + key.arn() + ".");
  }

  private void tags() {
    if (key.state().equals(KeyDescription.PENDING_DELETION)) {
      return;
    }
    var wanted = Identity.of(settings, resource).tags(resource.spec().tags());
    o.tags()
        .ifPresent(
            observed ->
                changes.tags(wanted, observed, missing -> new KeyAction.Tag(key.arn(), missing)));
  }

  // Rescued: from now on it is somebody else who disables the key or schedules its deletion.
  private void reclaimed() {
    if (isReclaimed() && key.state().equals(KeyDescription.ENABLED)) {
      var mark = List.of(KeyObservation.DELETION_TAG);
      changes.rollOut(
          UNTAGGED,
          mark.toString(),
          new KeyAction.Untag(key.arn(), mark),
          Reason.TagsWritten,
          "Took the mark of deletion off " + key.arn() + ".");
    }
  }

  private Optional<Outcome> refused(Admission.Admitted admitted) {
    var self = Asks.label(resource.name());
    return admitted.refused().stream()
        .filter(refusal -> refusal.grant().asker().equals(self))
        .findFirst()
        .map(
            refusal ->
                new Outcome.Blocked(
                    Reason.GrantRefused,
                    "The key policy leaves out "
                        + refusal.grant().member()
                        + ": "
                        + refusal.why()
                        + ".",
                    Set.of(key.arn())));
  }
}
