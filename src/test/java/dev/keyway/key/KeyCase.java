package dev.keyway.key;

import dev.keyway.api.v1alpha1.EncryptionKeySpec;
import dev.keyway.api.v1alpha1.EncryptionKeyStatus;
import dev.keyway.api.v1alpha1.KeyCreation;
import dev.keyway.api.v1alpha1.KeyUse;
import dev.keyway.aws.AccountIdentity;
import dev.keyway.aws.KeyDescription;
import dev.keyway.aws.KeyRotationStatus;
import dev.keyway.grants.Grant;
import dev.keyway.grants.KeyGrants;
import dev.keyway.grants.QueueAsk;
import dev.keyway.grants.Refusals;
import dev.keyway.grants.TopicAsk;
import dev.keyway.key.KeyObservation.Answer;
import dev.keyway.key.KeyObservation.Leave;
import dev.keyway.key.KeyObservation.Search;
import dev.keyway.policy.PolicyDocument;
import dev.keyway.reconcile.Identity;
import dev.keyway.reconcile.Kind;
import dev.keyway.reconcile.Manifests;
import dev.keyway.reconcile.ObjectName;
import dev.keyway.reconcile.Plan;
import dev.keyway.reconcile.Plans;
import dev.keyway.reconcile.PolicyText;
import dev.keyway.reconcile.Resource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** An EncryptionKey and what is seen of it in AWS; begins with nothing there. */
final class KeyCase {
  static final String ARN = "arn:aws:kms:eu-central-1:111122223333:key/1";
  static final String ALIAS = "alias/keyway/shop/orders";
  static final String QUEUE = "arn:aws:sqs:eu-central-1:111122223333:shop_orders";
  static final String TOPIC = "arn:aws:sns:eu-central-1:111122223333:shop_orders";
  static final String WORKER = "arn:aws:iam::444455556666:role/worker";
  static final ObjectName NAME = new ObjectName(Kind.ENCRYPTION_KEY, "shop", "orders");
  private static final String UID = "uid-2";

  EncryptionKeySpec spec = Manifests.spec(EncryptionKeySpec.class, "");
  boolean deleting;
  AccountIdentity account = Manifests.ACCOUNT;
  String region = "eu-central-1";
  @Nullable EncryptionKeyStatus status;
  Optional<KeyDescription> aliasTarget = Optional.empty();
  Optional<KeyDescription> key = Optional.empty();
  Optional<String> policy = Optional.empty();
  Optional<KeyRotationStatus> rotation = Optional.empty();
  Optional<Map<String, String>> tags = Optional.empty();
  Search search = new Search.NotNeeded();
  final List<QueueAsk> queues = new ArrayList<>();
  final List<TopicAsk> topics = new ArrayList<>();
  final List<KeyObservation.Use> uses = new ArrayList<>();
  final List<KeyObservation.DeadLetterUse> deadLetters = new ArrayList<>();
  Set<String> refused = Set.of();
  Map<String, String> recent = Map.of();
  Optional<Instant> unclaimedUntil = Optional.empty();

  static KeyCase nothingThere() {
    return new KeyCase();
  }

  /** A key that is as its spec wants it, and was at the last pass. */
  static KeyCase converged() {
    return converged("");
  }

  static KeyCase converged(String specYaml) {
    return nothingThere().spec(specYaml).inState(KeyDescription.ENABLED).inSync();
  }

  KeyCase spec(String yaml) {
    spec = Manifests.spec(EncryptionKeySpec.class, yaml);
    return this;
  }

  KeyCase intends(String nonce) {
    status = status(null, new KeyCreation(nonce, Plans.NOW.toString()), null);
    return this;
  }

  KeyCase inState(String state) {
    var deadline = state.equals(KeyDescription.PENDING_DELETION) ? Plans.NOW.plusSeconds(99) : null;
    var description = new KeyDescription(ARN, state, "", "CUSTOMER", Instant.EPOCH, deadline);
    key = Optional.of(description);
    aliasTarget = key;
    return this;
  }

  /** Take policy, tags and rotation in AWS as wanted now, and the status as ready with them. */
  KeyCase inSync() {
    var desired = desired();
    policy = Optional.of(desired.toJson());
    tags = Optional.of(Identity.of(Manifests.SETTINGS, resource()).tags(spec.tags()));
    rotation = Optional.of(new KeyRotationStatus(true, 365));
    status = status(ARN, null, PolicyText.hash(desired));
    return this;
  }

  KeyCase asks(QueueAsk ask) {
    queues.add(ask);
    return this;
  }

  KeyCase policy(UnaryOperator<String> change) {
    policy = policy.map(change);
    return this;
  }

  KeyCase tag(String name, String value) {
    var changed = new TreeMap<>(tags.orElseThrow());
    changed.put(name, value);
    changed.values().removeIf(String::isEmpty);
    tags = Optional.of(changed);
    return this;
  }

  KeyCase use(boolean wanted, Answer underKey, List<Grant> stillAdmitted) {
    var entry =
        new KeyUse(QUEUE, "EncryptedQueue", "orders", wanted ? null : true, null, null, null);
    uses.add(new KeyObservation.Use(entry, wanted, underKey, stillAdmitted, Optional.empty()));
    return this;
  }

  /** The queue has left the key, or is about to. */
  KeyCase leaving(Leave leave, @Nullable String until) {
    var entry = new KeyUse(QUEUE, "EncryptedQueue", "orders", null, true, null, until);
    var admitted = KeyGrants.ofQueue(queueAsk());
    uses.add(new KeyObservation.Use(entry, false, Answer.NO, admitted, Optional.of(leave)));
    return this;
  }

  KeyCase deleting(String specYaml) {
    spec(specYaml);
    deleting = true;
    return this;
  }

  static QueueAsk queueAsk() {
    return new QueueAsk(
        "EncryptedQueue orders",
        QUEUE,
        List.of(WORKER),
        List.of(),
        List.of(),
        List.of(new QueueAsk.Source("TopicSubscription orders", TOPIC)));
  }

  Resource<EncryptionKeySpec, EncryptionKeyStatus> resource() {
    return new Resource<>(NAME, UID, 1, Instant.EPOCH, deleting, null, spec, status);
  }

  KeyObservation observation() {
    return new KeyObservation(
        account,
        region,
        ALIAS,
        aliasTarget,
        key,
        policy,
        rotation,
        tags,
        search,
        "fresh-nonce",
        List.copyOf(queues),
        List.copyOf(topics),
        List.copyOf(uses),
        Refusals.unknown(refused),
        recent,
        List.copyOf(deadLetters),
        unclaimedUntil);
  }

  PolicyDocument desired() {
    return KeyPolicy.desired(resource(), observation()).document();
  }

  Plan<KeyAction> plan() {
    return new KeyPlanner(Manifests.SETTINGS).plan(resource(), observation(), Plans.NOW);
  }

  private static EncryptionKeyStatus status(
      @Nullable String arn, @Nullable KeyCreation creation, @Nullable String policyHash) {
    return status(arn, creation, policyHash, null);
  }

  /** The status has that end of unclaimed grants. */
  KeyCase keepUnclaimedUntil(Instant until) {
    status = status(ARN, null, null, until.toString());
    return this;
  }

  private static EncryptionKeyStatus status(
      @Nullable String arn,
      @Nullable KeyCreation creation,
      @Nullable String policyHash,
      @Nullable String unclaimedUntil) {
    return new EncryptionKeyStatus(
        1L,
        Plans.ready(1),
        arn,
        ALIAS,
        "eu-central-1",
        creation,
        null,
        List.of(),
        List.of(),
        policyHash,
        List.of(),
        null,
        List.of(),
        null,
        List.of(),
        unclaimedUntil);
  }
}
