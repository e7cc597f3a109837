package dev.keyway.key;

import dev.keyway.api.v1alpha1.EncryptionKeySpec;
import dev.keyway.api.v1alpha1.EncryptionKeyStatus;
import dev.keyway.api.v1alpha1.Impact;
import dev.keyway.api.v1alpha1.RotationMode;
import dev.keyway.aws.KeyDescription;
import dev.keyway.aws.KeyRotationStatus;
import dev.keyway.drift.Difference;
import dev.keyway.grants.Admission;
import dev.keyway.grants.Grant;
import dev.keyway.grants.GrantKind;
import dev.keyway.policy.PolicyDocument;
import dev.keyway.policy.Request;
import dev.keyway.reconcile.Adopting;
import dev.keyway.reconcile.Adoption;
import dev.keyway.reconcile.Changes;
import dev.keyway.reconcile.KeyNeeds;
import dev.keyway.reconcile.Outcome;
import dev.keyway.reconcile.Plan;
import dev.keyway.reconcile.PolicyReport;
import dev.keyway.reconcile.PolicyText;
import dev.keyway.reconcile.PolicyUpkeep;
import dev.keyway.reconcile.Reason;
import dev.keyway.reconcile.Resource;
import dev.keyway.reconcile.Settings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

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
  private final Instant now;
  private final Adoption adoption;
  private final Changes<KeyAction> changes;

  KeyUpkeep(
      Settings settings,
      Resource<EncryptionKeySpec, EncryptionKeyStatus> resource,
      KeyObservation o,
      KeyDescription key,
      Instant now) {
    this.settings = settings;
    this.resource = resource;
    this.o = o;
    this.key = key;
    this.now = now;
    this.adoption = AdoptedKey.of(resource);
    this.changes = new Changes<>(settings, resource, o.recent());
  }

  Plan<KeyAction> plan() {
    var admitted = KeyPolicy.desired(resource, o);
    var shared = policy(admitted);
    var stuck = new KeyStates(resource, o, key, changes).bringAbout();
    if (key.state().equals(KeyDescription.ENABLED)) {
      rotation();
    }
    alias();
    description();
    tags();
    new KeyMarks(o, key, changes).set();
    return changes.plan(
        stuck
            .or(() -> shared)
            .or(() -> PolicyReport.refused("key", resource.name(), key.arn(), admitted))
            .orElseGet(Outcome.Done::new));
  }

  private Optional<Outcome> policy(Admission.Admitted admitted) {
    var desired = admitted.document();
    var policy =
        new PolicyUpkeep(
            POLICY,
            key.arn(),
            desired,
            o.policy().flatMap(PolicyText::read),
            needs(),
            Optional.ofNullable(resource.status()).map(EncryptionKeyStatus::policyHash));
    var sharing = KeyPolicy.sharing(resource, o);
    policy.tellOfOthers(sharing, changes, now);
    policy
        .observed()
        .filter(_ -> adoption.isAdopted() && sharing.isShared())
        .ifPresent(this::rootless);
    return policy.bringAbout(
        adoption,
        sharing,
        changes,
        now,
        drift ->
            changes.add(
                POLICY,
                desired.toJson(),
                drift,
                new KeyAction.PutPolicy(key.arn(), desired.toJson()),
                Reason.PolicyWritten,
                "Wrote the key policy of " + key.arn() + "."));
  }

  private void rootless(PolicyDocument observed) {
    AdoptedKey.rootless(o, observed, key.arn()).ifPresent(changes::reportOnly);
  }

  private List<Request> needs() {
    var needs = new ArrayList<Request>();
    var region = o.region();
    o.queues().forEach(q -> needs.addAll(KeyNeeds.ofQueue(q, key.arn(), region, Set.of())));
    o.topics().forEach(t -> needs.addAll(KeyNeeds.ofTopic(t, key.arn(), region, Set.of())));
    KeyPolicy.needed(o).stream()
        .filter(grant -> grant.group().kind() == GrantKind.CONSUMERS)
        .map(Grant::member)
        .forEach(m -> needs.addAll(KeyNeeds.ofConsumers(List.of(m), key.arn(), region)));
    return needs;
  }

  private void rotation() {
    if (!adoption.manages(ROTATION)) {
      return;
    }
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
    if (!adoption.manages(DESCRIPTION)
        || wanted.equals(key.description())
        || key.state().equals(KeyDescription.PENDING_DELETION)) {
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
    var wanted = Adopting.compared(settings, resource, resource.spec().tags(), o.tags());
    o.tags()
        .ifPresent(
            observed ->
                changes.tags(wanted, observed, missing -> new KeyAction.Tag(key.arn(), missing)));
  }
}
