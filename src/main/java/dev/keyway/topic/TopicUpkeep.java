package dev.keyway.topic;

import dev.keyway.api.v1alpha1.EncryptedTopicSpec;
import dev.keyway.api.v1alpha1.EncryptedTopicStatus;
import dev.keyway.api.v1alpha1.Impact;
import dev.keyway.drift.Difference;
import dev.keyway.grants.Admission;
import dev.keyway.policy.PolicyDocument;
import dev.keyway.reconcile.Adopting;
import dev.keyway.reconcile.Adoption;
import dev.keyway.reconcile.AwsManagedKeys;
import dev.keyway.reconcile.Changes;
import dev.keyway.reconcile.ExternalKeys;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Brings a topic that is there in line with its spec, the policy first; pure. */
final class TopicUpkeep {
  private final Settings settings;
  private final Resource<EncryptedTopicSpec, EncryptedTopicStatus> resource;
  private final TopicObservation o;
  private final Instant now;
  private final Map<String, String> observed;
  private final Adoption adoption;
  private final Changes<TopicAction> changes;

  TopicUpkeep(
      Settings settings,
      Resource<EncryptedTopicSpec, EncryptedTopicStatus> resource,
      TopicObservation o,
      Instant now) {
    this.settings = settings;
    this.now = now;
    this.resource = resource;
    this.o = o;
    this.observed = o.attributes().orElseThrow();
    this.adoption = AdoptedTopic.of(resource);
    this.changes = new Changes<>(settings, resource, o.recent());
  }

  Plan<TopicAction> plan() {
    var admitted = TopicPolicy.desired(resource, o);
    var shared = policy(admitted);
    var gate = encryption();
    externalKeys();
    adoption.managed(TopicAttributes.settings(resource.spec())).forEach(this::attribute);
    tags();
    adoption.managed(TopicLogging.settings(resource.spec())).forEach(this::attribute);
    var waits = gate.or(this::strangers).or(() -> KeyWaits.of(o.key(), resource, o.region()));
    return changes.plan(
        waits
            .or(() -> shared)
            .or(() -> PolicyReport.refused("topic", resource.name(), o.topicArn(), admitted))
            .orElseGet(Outcome.Done::new));
  }

  private Optional<Outcome> policy(Admission.Admitted admitted) {
    var desired = admitted.document();
    var policy =
        new PolicyUpkeep(
            TopicAttributes.POLICY,
            o.topicArn(),
            desired,
            PolicyText.read(TopicPolicy.text(o)),
            TopicPolicy.needs(o),
            Optional.ofNullable(resource.status()).map(EncryptedTopicStatus::policyHash));
    var sharing = TopicPolicy.sharing(resource, o);
    policy.tellOfOthers(sharing, changes, now);
    return policy.bringAbout(adoption, sharing, changes, now, drift -> write(desired, drift));
  }

  private void write(PolicyDocument desired, List<Difference> drift) {
    var text = desired.toJson();
    changes.add(
        TopicAttributes.POLICY,
        text,
        drift,
        new TopicAction.SetPolicy(text),
        Reason.PolicyWritten,
        "Wrote the policy of " + o.topicArn() + ".");
  }

  /** Set the encryption, once the key is proven to carry every publisher. */
  private Optional<Outcome> encryption() {
    var key = o.key().keyId();
    var value = Optional.ofNullable(observed.get(TopicAttributes.KEY)).filter(k -> !k.isEmpty());
    if (key.isEmpty() || value.filter(o.key()::isNamed).isPresent()) {
      return Optional.empty();
    }
    var impact = value.isPresent() ? Impact.BROKEN : Impact.LOOSENED;
    var difference = new Difference(TopicAttributes.KEY, key.get(), value.orElse("absent"), impact);
    var obstacle =
        AdoptedTopic.strangers(resource.spec(), o)
            .or(this::strangers)
            .or(() -> ExternalKeys.toMove(o.key()))
            .or(() -> KeyMoves.obstacle(move(), settings, now));
    if (obstacle.isPresent()) {
      changes.ifDrift(difference).forEach(changes::reportOnly);
      return obstacle;
    }
    changes.add(
        TopicAttributes.KEY,
        key.get(),
        changes.ifDrift(difference),
        new TopicAction.SetAttribute(TopicAttributes.KEY, key.get()),
        Reason.AttributesWritten,
        "Set the encryption of " + o.topicArn() + ".");
    return Optional.empty();
  }

  private void externalKeys() {
    var status = Optional.ofNullable(resource.status());
    KeyStatements.drift(
            status.map(EncryptedTopicStatus::keyStatements).orElse(List.of()),
            o.key(),
            Optional.ofNullable(observed.get(TopicAttributes.KEY)),
            o.leftKeys(),
            settings.withdraw(),
            now)
        .forEach(changes::reportOnly);
  }

  private Optional<Outcome> strangers() {
    return AwsManagedKeys.strangers(o.key(), o.account(), o.ask().publishers());
  }

  private KeyMoves.Move move() {
    var keyArn = o.key().grantingArn();
    var status = Optional.ofNullable(resource.status());
    return new KeyMoves.Move(
        resource.name(),
        keyArn,
        o.keyGate(),
        keyArn
            .map(arn -> KeyNeeds.ofTopic(o.ask(), arn, o.region(), o.refusals().members()))
            .orElse(List.of()),
        TopicPolicy.grantsOnKey(o),
        o.oldKey(),
        status.map(EncryptedTopicStatus::retiringKeys).orElse(List.of()),
        status.map(EncryptedTopicStatus::move).orElse(null),
        changes.isRepair(),
        o.key() instanceof KeyView.External);
  }

  private void attribute(String name, String desired) {
    var value = TopicAttributes.value(observed, name);
    if (value.equals(desired)) {
      return;
    }
    changes.add(
        name,
        desired,
        changes.ifDrift(new Difference(name, desired, value, Impact.CHANGED)),
        new TopicAction.SetAttribute(name, desired),
        Reason.AttributesWritten,
        "Wrote " + name + " of " + o.topicArn() + ".");
  }

  private void tags() {
    var wanted = Adopting.compared(settings, resource, resource.spec().tags(), o.tags());
    o.tags().ifPresent(tags -> changes.tags(wanted, tags, TopicAction.Tag::new));
  }
}
