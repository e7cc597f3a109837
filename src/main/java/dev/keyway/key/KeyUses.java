package dev.keyway.key;

import dev.keyway.api.v1alpha1.EncryptionKeySpec;
import dev.keyway.api.v1alpha1.EncryptionKeyStatus;
import dev.keyway.api.v1alpha1.KeyUse;
import dev.keyway.api.v1alpha1.RetiringKey;
import dev.keyway.grants.Grant;
import dev.keyway.grants.KeyGrants;
import dev.keyway.grants.QueueGrants;
import dev.keyway.grants.TopicGrants;
import dev.keyway.key.KeyObservation.Answer;
import dev.keyway.key.KeyObservation.Use;
import dev.keyway.reconcile.ArchivePolicy;
import dev.keyway.reconcile.Freshness;
import dev.keyway.reconcile.KeyIds;
import dev.keyway.reconcile.Kind;
import dev.keyway.reconcile.ObjectName;
import dev.keyway.reconcile.Observations;
import dev.keyway.reconcile.PolicyText;
import dev.keyway.reconcile.Reading;
import dev.keyway.reconcile.References;
import dev.keyway.reconcile.Resource;
import dev.keyway.reconcile.Settings;
import dev.keyway.reconcile.Wanted;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Finds out what uses a key: by what users want, by what status remembers, and by AWS's word. */
final class KeyUses {
  private final Observations observations;
  private final Wanted wanted;
  private final KeyLeaves leaves;
  private final UseOwners owners;

  KeyUses(Observations observations, Wanted wanted, Settings settings, Clock clock) {
    this.observations = observations;
    this.wanted = wanted;
    this.leaves = new KeyLeaves(settings, clock);
    this.owners = new UseOwners(observations, wanted);
  }

  /**
   * Return all uses, by ARN.
   *
   * @param lookAtAll read also what objects still ask for; what nobody asks for is always read
   */
  List<Use> of(
      Resource<EncryptionKeySpec, EncryptionKeyStatus> resource,
      KeyObservation o,
      boolean lookAtAll,
      Freshness freshness) {
    Map<String, Use> uses = new TreeMap<>();
    o.queues().forEach(ask -> wanted(uses, ask.queueArn(), Kind.ENCRYPTED_QUEUE, ask.asker()));
    o.topics().forEach(ask -> wanted(uses, ask.topicArn(), Kind.ENCRYPTED_TOPIC, ask.asker()));
    o.key().ifPresent(key -> leaving(uses, resource, key.arn()));
    var status = resource.status();
    if (ForgottenUses.isForgotten(status)) {
      forgotten(resource, o, freshness)
          .forEach(entry -> uses.computeIfAbsent(entry.arn(), _ -> left(entry)));
    }
    if (status != null) {
      status.usedBy().forEach(entry -> uses.computeIfAbsent(entry.arn(), _ -> left(entry)));
    }
    return uses.values().stream()
        .map(use -> lookAtAll || !use.wanted() ? look(resource, o, use, freshness) : use)
        .filter(use -> use.wanted() || use.needsKey())
        .toList();
  }

  private List<KeyUse> forgotten(
      Resource<EncryptionKeySpec, EncryptionKeyStatus> resource,
      KeyObservation o,
      Freshness freshness) {
    var found = new ForgottenUses(observations, resource.namespace(), freshness);
    return o.key()
        .flatMap(key -> o.policy().flatMap(PolicyText::read).map(p -> found.of(key.arn(), p)))
        .orElse(List.of());
  }

  private static void wanted(Map<String, Use> uses, String arn, Kind kind, String asker) {
    var name = asker.substring(asker.indexOf(' ') + 1);
    var own = References.isElsewhere(name) ? null : name;
    var entry = new KeyUse(arn, kind.kubernetesName(), own, null, null, null, null);
    uses.put(arn, new Use(entry, true, Answer.YES, List.of(), Optional.empty()));
  }

  private void leaving(
      Map<String, Use> uses,
      Resource<EncryptionKeySpec, EncryptionKeyStatus> resource,
      String keyArn) {
    for (var queue : wanted.queuesLeaving(keyArn)) {
      var status = queue.status();
      if (status != null && status.queueArn() != null) {
        leaving(uses, resource, queue.name(), status.queueArn(), status.retiringKeys(), keyArn);
      }
    }
    for (var topic : wanted.topicsLeaving(keyArn)) {
      var status = topic.status();
      if (status != null && status.topicArn() != null) {
        leaving(uses, resource, topic.name(), status.topicArn(), status.retiringKeys(), keyArn);
      }
    }
  }

  private static void leaving(
      Map<String, Use> uses,
      Resource<EncryptionKeySpec, EncryptionKeyStatus> key,
      ObjectName user,
      String userArn,
      List<RetiringKey> ledger,
      String keyArn) {
    var kind = user.kind().kubernetesName();
    var name = user.namespace().equals(key.namespace()) ? user.name() : null;
    if (!UseOwners.counts(key, user, userArn)) {
      return;
    }
    ledger.stream()
        .filter(entry -> entry.keyArn().equals(keyArn))
        .map(entry -> new KeyUse(userArn, kind, name, null, true, entry.since(), entry.until()))
        .forEach(entry -> uses.computeIfAbsent(userArn, _ -> left(entry)));
  }

  private static Use left(KeyUse entry) {
    return new Use(entry, false, Answer.UNKNOWN, List.of(), Optional.empty());
  }

  private Use look(
      Resource<EncryptionKeySpec, EncryptionKeyStatus> resource,
      KeyObservation o,
      Use use,
      Freshness freshness) {
    var entry = use.entry();
    boolean isQueue = UseOwners.isQueue(entry);
    var owner = owners.find(resource, entry);
    if (!use.wanted() && owner.isEmpty() && !owners.isGone(resource, entry, freshness)) {
      return leaves.unknown(use);
    }
    var notBefore = freshness.notBefore();
    var reading =
        isQueue
            ? observations.queue(entry.arn(), notBefore)
            : observations.topic(entry.arn(), notBefore);
    var seen =
        new Use(
            entry,
            use.wanted(),
            answer(reading, o),
            stillAdmitted(reading, entry, isQueue),
            Optional.empty(),
            owner.filter(object -> !References.mayRefer(resource, object)).isPresent());
    return use.wanted() ? seen : leaves.judge(seen, owner.isPresent(), reading);
  }

  private static Answer answer(Reading<Map<String, String>> reading, KeyObservation o) {
    return switch (reading) {
      case Reading.Unreadable<Map<String, String>> _ -> Answer.UNKNOWN;
      case Reading.Absent<Map<String, String>> _ -> Answer.NO;
      case Reading.Found<Map<String, String>>(var attributes, var _) ->
          namesKey(attributes.get("KmsMasterKeyId"), o) ? Answer.YES : Answer.NO;
    };
  }

  private static boolean namesKey(@Nullable String keyId, KeyObservation o) {
    return keyId != null
        && o.key().isPresent()
        && (KeyIds.sameKey(keyId, o.key().get().arn()) || keyId.endsWith(o.alias()));
  }

  private static List<Grant> stillAdmitted(
      Reading<Map<String, String>> reading, KeyUse entry, boolean isQueue) {
    var policy = reading.found().map(a -> a.getOrDefault("Policy", "")).flatMap(PolicyText::read);
    if (policy.isEmpty()) {
      return List.of();
    }
    var asker = entry.kind() + " " + Objects.requireNonNullElse(entry.name(), entry.arn());
    return isQueue
        ? KeyGrants.ofQueue(QueueGrants.read(asker, entry.arn(), policy.get()))
        : KeyGrants.ofTopic(
            TopicGrants.read(
                asker,
                entry.arn(),
                policy.get(),
                reading.found().filter(ArchivePolicy::isOn).isPresent()));
  }
}
