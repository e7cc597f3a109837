package dev.keyway.queue;

import dev.keyway.api.v1alpha1.EncryptedQueueSpec;
import dev.keyway.api.v1alpha1.EncryptedQueueStatus;
import dev.keyway.api.v1alpha1.Impact;
import dev.keyway.drift.Difference;
import dev.keyway.grants.Admission;
import dev.keyway.policy.PolicyDocument;
import dev.keyway.reconcile.Adopting;
import dev.keyway.reconcile.Adoption;
import dev.keyway.reconcile.Changes;
import dev.keyway.reconcile.KeyMoves;
import dev.keyway.reconcile.KeyNeeds;
import dev.keyway.reconcile.KeyStatements;
import dev.keyway.reconcile.KeyView;
import dev.keyway.reconcile.KeyWaits;
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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Brings a queue that is there in line with its spec, the policy first; pure. */
final class QueueUpkeep {
  private final Settings settings;
  private final Resource<EncryptedQueueSpec, EncryptedQueueStatus> resource;
  private final QueueObservation o;
  private final Map<String, String> observed;
  private final Instant now;
  private final QueuePolicy.Keep keep;
  private final Adoption adoption;
  private final Changes<QueueAction> changes;

  QueueUpkeep(
      Settings settings,
      Resource<EncryptedQueueSpec, EncryptedQueueStatus> resource,
      QueueObservation o,
      Instant now) {
    this.settings = settings;
    this.resource = resource;
    this.o = o;
    this.observed = o.attributes().orElseThrow();
    this.now = now;
    this.keep = new QueuePolicy.Keep(now.minus(settings.withdraw()));
    this.adoption = AdoptedQueue.of(resource);
    this.changes = new Changes<>(settings, resource, o.recent());
  }

  Plan<QueueAction> plan() {
    var admitted = QueuePolicy.desired(resource, o, keep);
    var shared = policy(admitted);
    var redrive = new QueueRedrive(settings, resource, o, now, changes, adoption).bringAbout();
    var gate = encryption();
    externalKeys();
    attributes();
    tags();
    var waits =
        gate.or(() -> QueueKeyRules.strangers(o))
            .or(() -> KeyWaits.of(o.key(), resource, o.region()));
    return changes.plan(
        waits
            .or(() -> redrive)
            .or(() -> shared)
            .or(() -> PolicyReport.refused("queue", resource.name(), o.queueArn(), admitted))
            .orElseGet(Outcome.Done::new));
  }

  private Optional<Outcome> policy(Admission.Admitted admitted) {
    var desired = admitted.document();
    var policy =
        new PolicyUpkeep(
            QueueAttributes.POLICY,
            o.queueArn(),
            desired,
            PolicyText.read(QueuePolicy.text(o)),
            QueuePolicy.needs(o),
            Optional.ofNullable(resource.status()).map(EncryptedQueueStatus::policyHash));
    var sharing = QueuePolicy.sharing(resource, o, keep);
    policy.tellOfOthers(sharing, changes, now);
    return policy.bringAbout(adoption, sharing, changes, now, drift -> write(desired, drift));
  }

  private void write(PolicyDocument desired, List<Difference> drift) {
    var text = desired.statements().isEmpty() ? "" : desired.toJson();
    changes.add(
        QueueAttributes.POLICY,
        text,
        drift,
        new QueueAction.SetPolicy(text),
        Reason.PolicyWritten,
        "Wrote the policy of " + o.queueArn() + ".");
  }

  /** Set the encryption, once the key is proven to carry every channel of the queue. */
  private Optional<Outcome> encryption() {
    var wanted = new TreeMap<>(QueueAttributes.encryption(resource.spec(), o.key().keyId()));
    if (!adoption.manages(QueueAttributes.KEY_REUSE)) {
      wanted.remove(QueueAttributes.KEY_REUSE);
    }
    var missing = missing(wanted);
    if (missing.isEmpty()) {
      return Optional.empty();
    }
    var obstacle =
        missing.keySet().equals(Set.of(QueueAttributes.KEY_REUSE))
            ? Optional.<Outcome>empty()
            : AdoptedQueue.strangers(resource.spec(), o)
                .or(() -> QueueKeyRules.obstacle(resource, o, keep, changes.isRepair()))
                .or(() -> KeyMoves.obstacle(move(o.key().grantingArn()), settings, now));
    if (obstacle.isPresent()) {
      differences(missing).forEach(changes::reportOnly);
      return obstacle;
    }
    changes.addAll(
        differences(missing),
        new QueueAction.SetAttributes(o.key().keyId().isEmpty() ? toSseSqs(missing) : missing),
        Reason.AttributesWritten,
        "Set the encryption of " + o.queueArn() + ".");
    return Optional.empty();
  }

  private void externalKeys() {
    var status = Optional.ofNullable(resource.status());
    KeyStatements.drift(
            status.map(EncryptedQueueStatus::keyStatements).orElse(List.of()),
            o.key(),
            Optional.ofNullable(observed.get(QueueAttributes.KEY)),
            o.leftKeys(),
            settings.withdraw(),
            now)
        .forEach(changes::reportOnly);
  }

  private KeyMoves.Move move(Optional<String> keyArn) {
    var status = Optional.ofNullable(resource.status());
    return new KeyMoves.Move(
        resource.name(),
        keyArn,
        o.keyGate(),
        keyArn
            .map(arn -> KeyNeeds.ofQueue(o.onKey(), arn, o.region(), o.refusals().members()))
            .orElse(List.of()),
        QueuePolicy.grantsOnKey(o),
        o.oldKey(),
        status.map(EncryptedQueueStatus::retiringKeys).orElse(List.of()),
        status.map(EncryptedQueueStatus::move).orElse(null),
        changes.isRepair(),
        o.key() instanceof KeyView.External);
  }

  // Taking the key away gives SSE-SQS back; naming both options in one call is refused.
  private Map<String, String> toSseSqs(Map<String, String> missing) {
    return observed.containsKey(QueueAttributes.KEY) ? Map.of(QueueAttributes.KEY, "") : missing;
  }

  private void attributes() {
    var missing = missing(adoption.managed(QueueAttributes.settings(resource.spec())));
    if (!missing.isEmpty()) {
      write(missing, "Wrote " + String.join(", ", missing.keySet()) + " of " + o.queueArn() + ".");
    }
  }

  private void write(Map<String, String> missing, String message) {
    changes.addAll(
        differences(missing),
        new QueueAction.SetAttributes(missing),
        Reason.AttributesWritten,
        message);
  }

  private List<Difference> differences(Map<String, String> missing) {
    var differences = new ArrayList<Difference>();
    missing.forEach(
        (name, desired) -> {
          var value = observed.getOrDefault(name, "absent");
          var difference = new Difference(name, desired, value, impact(name));
          differences.addAll(changes.ifDrift(difference));
        });
    return differences;
  }

  // Without a key messages are no longer under the key's control; under another key SNS or the
  // consumers may have no use of it.
  private Impact impact(String attribute) {
    return switch (attribute) {
      case QueueAttributes.KEY ->
          observed.containsKey(QueueAttributes.KEY) ? Impact.BROKEN : Impact.LOOSENED;
      case QueueAttributes.SSE_SQS -> Impact.LOOSENED;
      default -> Impact.CHANGED;
    };
  }

  private Map<String, String> missing(Map<String, String> wanted) {
    var missing = new TreeMap<String, String>();
    wanted.forEach(
        (name, desired) -> {
          if (!same(name, desired) && !changes.isPropagating(name, desired)) {
            missing.put(name, desired);
          }
        });
    return missing;
  }

  private boolean same(String name, String desired) {
    var value = observed.get(name);
    if (name.equals(QueueAttributes.KEY)) {
      return value != null && o.key().isNamed(value);
    }
    return desired.equals(value);
  }

  private void tags() {
    var wanted = Adopting.compared(settings, resource, resource.spec().tags(), o.tags());
    o.tags().ifPresent(tags -> changes.tags(wanted, tags, QueueAction.Tag::new));
  }
}
