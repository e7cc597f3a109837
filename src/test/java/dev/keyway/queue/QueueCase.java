package dev.keyway.queue;

import dev.keyway.api.v1alpha1.EncryptedQueueSpec;
import dev.keyway.api.v1alpha1.EncryptedQueueStatus;
import dev.keyway.api.v1alpha1.KeyMove;
import dev.keyway.api.v1alpha1.QueueConsumer;
import dev.keyway.api.v1alpha1.RetiringKey;
import dev.keyway.grants.Grant;
import dev.keyway.grants.QueueAsk;
import dev.keyway.grants.Refusals;
import dev.keyway.policy.PolicyDocument;
import dev.keyway.queue.QueueObservation.FormerSource;
import dev.keyway.queue.QueueObservation.Use;
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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** An EncryptedQueue and what is seen of it in AWS; begins with a usable key and no queue. */
final class QueueCase {
  static final String ARN = "arn:aws:sqs:eu-central-1:111122223333:shop_orders";
  static final String TOPIC = "arn:aws:sns:eu-central-1:111122223333:shop_orders";
  static final String KEY = "arn:aws:kms:eu-central-1:111122223333:key/1";
  static final String OTHER_KEY = "arn:aws:kms:eu-central-1:111122223333:key/2";
  static final String WORKER = "arn:aws:iam::444455556666:role/worker";
  static final String OWN_KEY = "encryption: {mode: OwnKey}\n";
  static final String SSE_SQS = "encryption: {mode: ServiceManaged}\n";
  private static final ObjectName NAME = new ObjectName(Kind.ENCRYPTED_QUEUE, "shop", "orders");

  EncryptedQueueSpec spec = Manifests.spec(EncryptedQueueSpec.class, OWN_KEY);
  boolean deleting;
  @Nullable EncryptedQueueStatus status;
  String queueName = "shop_orders";
  String region = "eu-central-1";
  Optional<Map<String, String>> attributes = Optional.empty();
  Optional<Map<String, String>> tags = Optional.empty();
  KeyView key = new KeyView.Usable(KEY);
  Optional<KeyGate> gate = Optional.empty();
  Optional<OldKey> oldKey = Optional.empty();
  ChildKeyNeed childKey = new ChildKeyNeed.None();
  List<RetiringKey> retiring = List.of();
  @Nullable KeyMove move;
  List<QueueAsk.Source> sources = List.of();
  final List<FormerSource> former = new ArrayList<>();
  List<String> subscribers = List.of();
  Set<String> refused = Set.of();
  Map<String, String> recent = Map.of();
  RedriveView.DeadLetter deadLetter = new RedriveView.DeadLetter.None();
  RedriveView.Admitted admitted = new RedriveView.Admitted(List.of(), List.of());
  List<String> deadLetterOf = List.of();
  QueueAsk.Redrive redriving = QueueAsk.Redrive.NONE;
  List<Grant> formerRedrivers = List.of();
  Duration lifetime = Duration.ofDays(4);

  static QueueCase nothingThere(String specYaml) {
    return new QueueCase().spec(specYaml);
  }

  /** A queue that is as its spec wants it, and was at the last pass. */
  static QueueCase converged(String specYaml) {
    return nothingThere(specYaml).inSync();
  }

  static QueueCase converged() {
    return converged(OWN_KEY);
  }

  QueueCase spec(String yaml) {
    spec = Manifests.spec(EncryptedQueueSpec.class, yaml);
    return this;
  }

  QueueCase key(KeyView view) {
    key = view;
    return this;
  }

  /** Take the queue in AWS as wanted now, and the status as ready with it. */
  QueueCase inSync() {
    var wanted = new TreeMap<>(QueueAttributes.settings(spec));
    wanted.putAll(QueueAttributes.encryption(spec, key.keyId()));
    wanted.put("QueueArn", arn());
    attributes = Optional.of(wanted);
    var desired = desired();
    if (!desired.statements().isEmpty()) {
      wanted.put("Policy", desired.toJson());
    }
    tags = Optional.of(Identity.of(Manifests.SETTINGS, resource()).tags(spec.tags()));
    status = status(PolicyText.hash(desired));
    return this;
  }

  QueueCase attribute(String name, @Nullable String value) {
    var changed = new TreeMap<>(attributes.orElseThrow());
    changed.remove(name);
    if (value != null) {
      changed.put(name, value);
    }
    attributes = Optional.of(changed);
    return this;
  }

  QueueCase policy(UnaryOperator<String> change) {
    return attribute("Policy", change.apply(attributes.orElseThrow().getOrDefault("Policy", "")));
  }

  QueueCase tag(String name, @Nullable String value) {
    var changed = new TreeMap<>(tags.orElseThrow());
    changed.remove(name);
    if (value != null) {
      changed.put(name, value);
    }
    tags = Optional.of(changed);
    return this;
  }

  QueueCase subscribed() {
    sources = List.of(new QueueAsk.Source("TopicSubscription orders", TOPIC));
    return this;
  }

  /** Nobody asks for the topic any more. */
  QueueCase unsubscribed(Use use, @Nullable Instant endedAt) {
    sources = List.of();
    former.add(new FormerSource(TOPIC, use, Optional.ofNullable(endedAt), false));
    return this;
  }

  QueueCase gate(String keyState, String... policies) {
    gate =
        Optional.of(
            new KeyGate(
                keyState, policies.length == 0 ? Optional.empty() : PolicyText.read(policies[0])));
    return this;
  }

  QueueCase deleting(String specYaml) {
    spec(specYaml);
    deleting = true;
    return this;
  }

  String arn() {
    return "arn:aws:sqs:" + region + ":111122223333:" + queueName;
  }

  Resource<EncryptedQueueSpec, EncryptedQueueStatus> resource() {
    return new Resource<>(NAME, "uid-2", 1, Instant.EPOCH, deleting, null, spec, status);
  }

  QueueObservation observation() {
    var ask =
        new QueueAsk(
            Asks.label(NAME),
            arn(),
            Asks.members(QueueConsumer.named(spec.consumers())),
            Asks.members(spec.producers()),
            List.of(),
            sources,
            List.of(),
            redriving);
    return new QueueObservation(
        Manifests.ACCOUNT,
        region,
        queueName,
        arn(),
        attributes.map(_ -> "http://sqs/" + queueName),
        attributes,
        tags,
        key,
        gate,
        oldKey,
        childKey,
        "orders-queue",
        ask,
        List.copyOf(former),
        subscribers,
        Refusals.unknown(refused),
        recent,
        redrive(),
        List.of(),
        Set.of(),
        formerRedrivers);
  }

  private RedriveView redrive() {
    return new RedriveView(deadLetter, admitted, deadLetterOf, lifetime, Set.of(), List.of());
  }

  PolicyDocument desired() {
    var keep = new QueuePolicy.Keep(Plans.NOW.minus(Manifests.SETTINGS.withdraw()));
    return QueuePolicy.desired(resource(), observation(), keep).document();
  }

  Plan<QueueAction> plan() {
    return new QueuePlanner(Manifests.SETTINGS).plan(resource(), observation(), Plans.NOW);
  }

  private EncryptedQueueStatus status(String policyHash) {
    return new EncryptedQueueStatus(
        1L,
        Plans.ready(1),
        arn(),
        "http://sqs/" + queueName,
        region,
        key.arn().orElse(null),
        null,
        List.of(),
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
