package dev.keyway.key;

import dev.keyway.api.v1alpha1.Condition;
import dev.keyway.api.v1alpha1.DriftEntry;
import dev.keyway.api.v1alpha1.EffectiveKey;
import dev.keyway.api.v1alpha1.EncryptionKeySpec;
import dev.keyway.api.v1alpha1.EncryptionKeyStatus;
import dev.keyway.api.v1alpha1.KeyCreation;
import dev.keyway.api.v1alpha1.KeyDeadLetter;
import dev.keyway.api.v1alpha1.KeyUse;
import dev.keyway.aws.KeyDescription;
import dev.keyway.aws.KeyRotationStatus;
import dev.keyway.grants.Admission;
import dev.keyway.reconcile.Conditions;
import dev.keyway.reconcile.Finding;
import dev.keyway.reconcile.Outcome;
import dev.keyway.reconcile.PolicyReport;
import dev.keyway.reconcile.PolicyText;
import dev.keyway.reconcile.Reason;
import dev.keyway.reconcile.Report;
import dev.keyway.reconcile.Resource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says in status what is true of a key; pure. */
final class KeyReport {
  private KeyReport() {}

  static EncryptionKeyStatus of(
      Resource<EncryptionKeySpec, EncryptionKeyStatus> resource,
      Optional<KeyObservation> observation,
      Report report,
      String region) {
    var previous = Optional.ofNullable(resource.status());
    var drift = report.drift(resource);
    var key = observation.flatMap(KeyObservation::key);
    boolean remembers =
        !(report.outcome() instanceof Outcome.Failed) || !UnclaimedGrants.isReturned(resource);
    var keyArn =
        key.filter(_ -> remembers).map(KeyDescription::arn).or(() -> KeyPlanner.keyArn(resource));
    var admitted = key.map(_ -> KeyPolicy.desired(resource, observation.orElseThrow()));
    return new EncryptionKeyStatus(
        resource.generation(),
        conditions(resource, observation, admitted, report, drift),
        keyArn.orElse(null),
        observation
            .map(KeyObservation::alias)
            .filter(_ -> resource.spec().adopt() == null)
            .or(() -> previous.map(EncryptionKeyStatus::alias))
            .orElse(null),
        region,
        keyArn.isPresent() ? null : creation(previous, observation, report),
        key.map(k -> effective(k, observation.flatMap(KeyObservation::rotation), previous))
            .or(() -> previous.map(EncryptionKeyStatus::effective))
            .orElse(null),
        usedBy(previous, observation, keyArn, admitted, report),
        drift,
        PolicyReport.hash(previous.map(EncryptionKeyStatus::policyHash), report, admitted),
        deadLetters(previous, observation, keyArn, admitted, report),
        AdoptedKey.of(resource)
            .after(
                observation.map(o -> KeyPolicy.sharing(resource, o)),
                observation.flatMap(KeyObservation::policy).flatMap(PolicyText::read),
                report.now()),
        report.plan(),
        report.lastCheckNow(resource),
        observation
            .flatMap(KeyObservation::policy)
            .flatMap(policy -> keyArn.map(arn -> KeyAccess.of(resource, arn, policy)))
            .or(() -> previous.map(EncryptionKeyStatus::access))
            .orElse(List.of()),
        observation.isPresent()
            ? observation.get().unclaimedUntil().map(Instant::toString).orElse(null)
            : previous.map(EncryptionKeyStatus::unclaimedGrantsUntil).orElse(null));
  }

  private static @Nullable KeyCreation creation(
      Optional<EncryptionKeyStatus> previous, Optional<KeyObservation> observation, Report report) {
    var standing = previous.map(EncryptionKeyStatus::creation);
    boolean intends =
        report.outcome() instanceof Outcome.InProgress(Reason reason, var _, var _)
            && reason == Reason.Creating;
    if (standing.isPresent() || !intends) {
      return standing.orElse(null);
    }
    return observation
        .map(o -> new KeyCreation(o.freshNonce(), report.now().toString()))
        .orElse(null);
  }

  private static EffectiveKey effective(
      KeyDescription key,
      Optional<KeyRotationStatus> rotation,
      Optional<EncryptionKeyStatus> previous) {
    var before = previous.map(EncryptionKeyStatus::effective);
    return new EffectiveKey(
        key.state(),
        rotation
            .map(KeyRotationStatus::enabled)
            .or(() -> before.map(EffectiveKey::rotationEnabled))
            .orElse(null),
        rotation.isPresent()
            ? rotation.get().periodDays()
            : before.map(EffectiveKey::rotationPeriodDays).orElse(null),
        key.deletionDate() == null ? null : key.deletionDate().toString());
  }

  // A queue moves messages there only some time after its row was written, and a row is written
  // only when the policy, as read back, holds its grants.
  private static List<KeyDeadLetter> deadLetters(
      Optional<EncryptionKeyStatus> previous,
      Optional<KeyObservation> observation,
      Optional<String> keyArn,
      Optional<Admission.Admitted> admitted,
      Report report) {
    var before = previous.map(EncryptionKeyStatus::deadLetters).orElse(List.of());
    boolean written = !(report.outcome() instanceof Outcome.Failed);
    if (observation.isEmpty() || keyArn.isEmpty() || admitted.isEmpty() || !written) {
      return before;
    }
    var known = before.stream().map(KeyDeadLetter::queueArn).toList();
    boolean holds = holds(observation.get(), admitted);
    return observation.get().deadLetters().stream()
        .map(KeyObservation.DeadLetterUse::entry)
        .filter(entry -> holds || known.contains(entry.queueArn()))
        .toList();
  }

  // Written once the policy holds the grants: queues and topics move onto the key only then.
  private static List<KeyUse> usedBy(
      Optional<EncryptionKeyStatus> previous,
      Optional<KeyObservation> observation,
      Optional<String> keyArn,
      Optional<Admission.Admitted> admitted,
      Report report) {
    var before = previous.map(EncryptionKeyStatus::usedBy).orElse(List.of());
    boolean written = !(report.outcome() instanceof Outcome.Failed);
    if (observation.isEmpty() || keyArn.isEmpty() || !written) {
      return before;
    }
    var known = before.stream().map(KeyUse::arn).toList();
    boolean grants = !report.isHeldBack() || holds(observation.get(), admitted);
    return observation.get().uses().stream()
        .map(KeyObservation.Use::entry)
        .filter(use -> grants || known.contains(use.arn()))
        .toList();
  }

  private static boolean holds(KeyObservation o, Optional<Admission.Admitted> admitted) {
    return admitted
        .filter(a -> PolicyText.matches(a.document(), o.policy().flatMap(PolicyText::read)))
        .isPresent();
  }

  private static List<Condition> conditions(
      Resource<EncryptionKeySpec, EncryptionKeyStatus> resource,
      Optional<KeyObservation> observation,
      Optional<Admission.Admitted> admitted,
      Report report,
      List<DriftEntry> drift) {
    var own = new ArrayList<Finding>();
    own.add(
        PolicyReport.applied(
            "key",
            admitted,
            observation.flatMap(KeyObservation::policy).flatMap(PolicyText::read)));
    var previous =
        Optional.ofNullable(resource.status())
            .map(EncryptionKeyStatus::conditions)
            .orElse(List.of());
    var ready = "The key is enabled and its policy holds every grant that is asked for.";
    return Conditions.of(
        resource.generation(), previous, report.outcome(), ready, own, drift, report.now());
  }
}
