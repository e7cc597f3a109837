package dev.keyway.queue;

import dev.keyway.api.v1alpha1.EffectiveRedrive;
import dev.keyway.api.v1alpha1.EncryptedQueueSpec;
import dev.keyway.api.v1alpha1.EncryptedQueueStatus;
import dev.keyway.api.v1alpha1.Impact;
import dev.keyway.api.v1alpha1.Management;
import dev.keyway.api.v1alpha1.RedriveAllowMode;
import dev.keyway.drift.Difference;
import dev.keyway.queue.RedriveView.DeadLetter;
import dev.keyway.queue.RedriveView.KeyHold;
import dev.keyway.reconcile.Adoption;
import dev.keyway.reconcile.Changes;
import dev.keyway.reconcile.HeldBack;
import dev.keyway.reconcile.Kind;
import dev.keyway.reconcile.Outcome;
import dev.keyway.reconcile.Reason;
import dev.keyway.reconcile.RedriveAllowPolicy;
import dev.keyway.reconcile.RedrivePolicy;
import dev.keyway.reconcile.References;
import dev.keyway.reconcile.Resource;
import dev.keyway.reconcile.Settings;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Brings a queue's dead-letter queue in line, and who may use the queue as one; pure. */
final class QueueRedrive {
  private static final int MAX_SOURCES = 10;

  private final Settings settings;
  private final Resource<EncryptedQueueSpec, EncryptedQueueStatus> resource;
  private final QueueObservation o;
  private final Map<String, String> observed;
  private final Instant now;
  private final Changes<QueueAction> changes;
  private final Adoption adoption;

  QueueRedrive(
      Settings settings,
      Resource<EncryptedQueueSpec, EncryptedQueueStatus> resource,
      QueueObservation o,
      Instant now,
      Changes<QueueAction> changes,
      Adoption adoption) {
    this.settings = settings;
    this.resource = resource;
    this.o = o;
    this.observed = o.attributes().orElseThrow();
    this.now = now;
    this.changes = changes;
    this.adoption = adoption;
  }

  /** Write what can be written, and return what keeps the rest from it. */
  Optional<Outcome> bringAbout() {
    if (adoption.manages(RedriveAllowPolicy.ATTRIBUTE)) {
      allow();
    }
    return switch (o.redrive().deadLetter()) {
      case DeadLetter.None _ -> {
        remove();
        yield Optional.empty();
      }
      case DeadLetter.Missing _ -> Optional.empty();
      case DeadLetter.Unfit(Reason reason, String message) ->
          Optional.of(new Outcome.Invalid(reason, message));
      case DeadLetter.Found found -> set(found);
    };
  }

  // Messages go where nobody asked for them to go, and whoever reads there can read them.
  private void remove() {
    var text = observed.getOrDefault(RedrivePolicy.ATTRIBUTE, "");
    if (!text.isEmpty() && adoption.manages(RedrivePolicy.ATTRIBUTE)) {
      write(
          RedrivePolicy.ATTRIBUTE,
          "",
          changes.ifDrift(new Difference(RedrivePolicy.ATTRIBUTE, "absent", text, Impact.LOOSENED)),
          "Took the dead-letter queue off " + o.queueArn() + ".");
    }
  }

  private Optional<Outcome> set(DeadLetter.Found found) {
    var desired = new RedrivePolicy(found.queueArn(), found.maxReceiveCount());
    var text = observed.getOrDefault(RedrivePolicy.ATTRIBUTE, "");
    var standing = RedrivePolicy.read(text);
    if (standing.equals(Optional.of(desired))
        || changes.isPropagating(RedrivePolicy.ATTRIBUTE, desired.toJson())) {
      return Optional.empty();
    }
    boolean sameTarget =
        standing.filter(policy -> policy.targetArn().equals(desired.targetArn())).isPresent();
    var impact =
        sameTarget ? Impact.CHANGED : standing.isPresent() ? Impact.LOOSENED : Impact.BROKEN;
    var difference =
        new Difference(
            RedrivePolicy.ATTRIBUTE, desired.toJson(), text.isEmpty() ? "absent" : text, impact);
    var drift = changes.ifLost(difference, wasThere(standing, desired));
    var obstacle = sameTarget ? Optional.<Outcome>empty() : obstacle(found.keys());
    if (obstacle.isPresent()) {
      drift.forEach(changes::reportOnly);
      return obstacle;
    }
    write(
        RedrivePolicy.ATTRIBUTE,
        desired.toJson(),
        drift,
        "Set the dead-letter queue of " + o.queueArn() + " to " + desired.targetArn() + ".");
    return Optional.empty();
  }

  private boolean wasThere(Optional<RedrivePolicy> standing, RedrivePolicy desired) {
    return standing.isPresent()
        || Optional.ofNullable(resource.status())
            .map(EncryptedQueueStatus::effective)
            .map(effective -> effective.redrive())
            .map(EffectiveRedrive::deadLetterQueueArn)
            .filter(desired.targetArn()::equals)
            .isPresent();
  }

  // A message keeps its key. Moved before the consumers there can decrypt, it would be unreadable
  // and, since SQS fails the whole call, keep them from the messages behind it.
  private Optional<Outcome> obstacle(List<KeyHold> keys) {
    return keys.stream()
        .filter(key -> key.since().isEmpty() || !key.holds())
        .findFirst()
        .map(this::pending)
        .or(() -> settling(keys));
  }

  private Outcome pending(KeyHold key) {
    var on = new TreeSet<String>();
    on.add(key.keyArn());
    key.objectName()
        .map(name -> References.name(Kind.ENCRYPTION_KEY, resource.namespace(), name).toString())
        .ifPresent(on::add);
    if (key.mode() != Management.ENFORCE) {
      var name = key.objectName().filter(text -> !References.isElsewhere(text)).orElse("");
      return new Outcome.Blocked(
          HeldBack.reason(key.mode()), HeldBack.message(Kind.ENCRYPTION_KEY, name, key.mode()), on);
    }
    return new Outcome.Blocked(
        Reason.DeadLetterPending,
        "Waits until the consumers of the dead-letter queue may decrypt with "
            + key.keyArn()
            + key.objectName()
                .filter(name -> !References.isElsewhere(name))
                .map(name -> ", EncryptionKey \"" + name + "\"")
                .orElse("")
            + ".",
        on);
  }

  private Optional<Outcome> settling(List<KeyHold> keys) {
    return keys.stream()
        .flatMap(key -> key.since().stream())
        .max(Instant::compareTo)
        .map(since -> since.plus(settings.settle()))
        .filter(now::isBefore)
        .map(
            end ->
                new Outcome.InProgress(
                    Reason.DeadLetterPending,
                    "Messages are moved from "
                        + end.truncatedTo(ChronoUnit.SECONDS)
                        + " on, when the consumers of the dead-letter queue can decrypt everywhere"
                        + " in AWS.",
                    Duration.between(now, end)));
  }

  private void allow() {
    var spec = resource.spec().redriveAllow();
    var text = observed.getOrDefault(RedriveAllowPolicy.ATTRIBUTE, "");
    var standing = RedriveAllowPolicy.read(text);
    var mode = spec == null ? RedriveAllowMode.ALLOW_ALL : spec.mode();
    var desired =
        new RedriveAllowPolicy(
            mode, mode == RedriveAllowMode.BY_QUEUE ? sources(standing) : List.of());
    boolean nobodyKnown = mode == RedriveAllowMode.BY_QUEUE && desired.sourceArns().isEmpty();
    if (nobodyKnown || desired.equals(standing)) {
      return;
    }
    var value = spec == null ? "" : desired.toJson();
    write(
        RedriveAllowPolicy.ATTRIBUTE,
        value,
        changes.ifDrift(
            new Difference(
                RedriveAllowPolicy.ATTRIBUTE,
                value.isEmpty() ? "absent" : value,
                text.isEmpty() ? "absent" : text,
                standing.admitsMoreThan(desired) ? Impact.LOOSENED : Impact.BROKEN)),
        "Wrote who may use " + o.queueArn() + " as dead-letter queue.");
  }

  // While one that is named is not there, nobody can tell which of the standing ones it is.
  private List<String> sources(RedriveAllowPolicy standing) {
    var admitted = o.redrive().admitted();
    var kept = admitted.missing().isEmpty() ? List.<String>of() : standing.sourceArns();
    return Stream.concat(admitted.arns().stream(), kept.stream())
        .distinct()
        .limit(MAX_SOURCES)
        .toList();
  }

  private void write(String attribute, String value, List<Difference> drift, String message) {
    changes.add(
        attribute,
        value,
        drift,
        new QueueAction.SetAttributes(Map.of(attribute, value)),
        Reason.AttributesWritten,
        message);
  }
}
