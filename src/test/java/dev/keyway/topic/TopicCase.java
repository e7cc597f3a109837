package dev.keyway.topic;

import dev.keyway.api.v1alpha1.EncryptedTopicSpec;
import dev.keyway.api.v1alpha1.EncryptedTopicStatus;
import dev.keyway.api.v1alpha1.KeyMove;
import dev.keyway.api.v1alpha1.RetiringKey;
import dev.keyway.aws.SubscriptionSummary;
import dev.keyway.grants.Refusals;
import dev.keyway.grants.TopicAsk;
import dev.keyway.policy.PolicyDocument;
import dev.keyway.reconcile.Asks;
import dev.keyway.reconcile.ChildKeyNeed;
import dev.keyway.reconcile.Identity;
import dev.keyway.reconcile.KeyGate;
import dev.keyway.reconcile.KeyView;
import dev.keyway.reconcile.Kind;
import dev.keyway.reconcile.Manifests;
import dev.keyway.reconcile.ObjectName;
import dev.keyway.reconcile.OldKey;
import dev.keyway.reconcile.Plan;
import dev.keyway.reconcile.Plans;
import dev.keyway.reconcile.PolicyText;
import dev.keyway.reconcile.Resource;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** An EncryptedTopic and what is seen of it in AWS; begins with a usable key and no topic. */
final class TopicCase {
  static final String ARN = "arn:aws:sns:eu-central-1:111122223333:shop_orders";
  static final String KEY = "arn:aws:kms:eu-central-1:111122223333:key/1";
  static final String OTHER_KEY = "arn:aws:kms:eu-central-1:111122223333:key/2";
  static final String SHOP = "arn:aws:iam::444455556666:role/shop";
  static final String OWN_KEY = "encryption: {mode: OwnKey}\n";
  static final String PUBLISHER =
      OWN_KEY + "publishers: [{name: shop, principal: {roleArn: '" + SHOP + "'}}]\n";
  private static final ObjectName NAME = new ObjectName(Kind.ENCRYPTED_TOPIC, "shop", "orders");

  EncryptedTopicSpec spec = Manifests.spec(EncryptedTopicSpec.class, OWN_KEY);
  boolean deleting;
  @Nullable EncryptedTopicStatus status;
  String topicName = "shop_orders";
  String region = "eu-central-1";
  Optional<Map<String, String>> attributes = Optional.empty();
  Optional<Map<String, String>> tags = Optional.empty();
  KeyView key = new KeyView.Usable(KEY);
  Optional<KeyGate> gate = Optional.empty();
  Optional<OldKey> oldKey = Optional.empty();
  ChildKeyNeed childKey = new ChildKeyNeed.None();
  List<RetiringKey> retiring = List.of();
  @Nullable KeyMove move;
  List<SubscriptionSummary> subscriptions = List.of();
  Set<String> refused = Set.of();
  Map<String, String> recent = Map.of();

  static TopicCase nothingThere(String specYaml) {
    return new TopicCase().spec(specYaml);
  }

  /** A topic that is as its spec wants it, and was at the last pass. */
  static TopicCase converged(String specYaml) {
    return nothingThere(specYaml).inSync();
  }

  TopicCase spec(String yaml) {
    spec = Manifests.spec(EncryptedTopicSpec.class, yaml);
    return this;
  }

  TopicCase key(KeyView view) {
    key = view;
    return this;
  }

  /** Take the topic in AWS as wanted now, and the status as ready with it. */
  TopicCase inSync() {
    var wanted = new TreeMap<>(TopicAttributes.settings(spec));
    wanted.putAll(TopicLogging.settings(spec));
    wanted.values().removeIf(String::isEmpty);
    key.keyId().ifPresent(id -> wanted.put("KmsMasterKeyId", id));
    wanted.put("TopicArn", arn());
    attributes = Optional.of(wanted);
    var desired = desired();
    wanted.put("Policy", desired.toJson());
    tags = Optional.of(Identity.of(Manifests.SETTINGS, resource()).tags(spec.tags()));
    status = status(PolicyText.hash(desired));
    return this;
  }

  TopicCase attribute(String name, @Nullable String value) {
    var changed = new TreeMap<>(attributes.orElseThrow());
    changed.remove(name);
    if (value != null) {
      changed.put(name, value);
    }
    attributes = Optional.of(changed);
    return this;
  }

  TopicCase policy(UnaryOperator<String> change) {
    return attribute("Policy", change.apply(attributes.orElseThrow().getOrDefault("Policy", "")));
  }

  TopicCase tag(String name, @Nullable String value) {
    var changed = new TreeMap<>(tags.orElseThrow());
    changed.remove(name);
    if (value != null) {
      changed.put(name, value);
    }
    tags = Optional.of(changed);
    return this;
  }

  TopicCase gate(String keyState, String policy) {
    gate = Optional.of(new KeyGate(keyState, PolicyText.read(policy)));
    return this;
  }

  TopicCase deleting(String specYaml) {
    spec(specYaml);
    deleting = true;
    return this;
  }

  String arn() {
    return "arn:aws:sns:" + region + ":111122223333:" + topicName;
  }

  Resource<EncryptedTopicSpec, EncryptedTopicStatus> resource() {
    return new Resource<>(NAME, "uid-2", 1, Instant.EPOCH, deleting, null, spec, status);
  }

  TopicObservation observation() {
    var ask =
        new TopicAsk(
            Asks.label(NAME),
            arn(),
            Asks.members(spec.publishers()),
            List.of(),
            spec.subscriberAccounts(),
            spec.fifo() != null && spec.fifo().archiveRetentionDays() != null);
    return new TopicObservation(
        Manifests.ACCOUNT,
        region,
        topicName,
        arn(),
        attributes,
        tags,
        key,
        gate,
        oldKey,
        childKey,
        "orders-topic",
        ask,
        subscriptions,
        Refusals.unknown(refused),
        recent,
        List.of());
  }

  PolicyDocument desired() {
    return TopicPolicy.desired(resource(), observation()).document();
  }

  Plan<TopicAction> plan() {
    return new TopicPlanner(Manifests.SETTINGS).plan(resource(), observation(), Plans.NOW);
  }

  private EncryptedTopicStatus status(String policyHash) {
    return new EncryptedTopicStatus(
        1L,
        Plans.ready(1),
        arn(),
        region,
        key.arn().orElse(null),
        null,
        move,
        retiring,
        List.of(),
        policyHash,
        List.of(),
        null,
        List.of(),
        null,
        List.of());
  }
}
