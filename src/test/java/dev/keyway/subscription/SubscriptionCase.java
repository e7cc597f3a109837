package dev.keyway.subscription;

import dev.keyway.api.v1alpha1.AdoptionStatus;
import dev.keyway.api.v1alpha1.Management;
import dev.keyway.api.v1alpha1.SubscriptionDeadLetterState;
import dev.keyway.api.v1alpha1.SubscriptionReplay;
import dev.keyway.api.v1alpha1.TopicSubscriptionSpec;
import dev.keyway.api.v1alpha1.TopicSubscriptionStatus;
import dev.keyway.api.v1alpha1.Verdict;
import dev.keyway.delivery.Chain;
import dev.keyway.delivery.Chain.Seen;
import dev.keyway.delivery.DeliveryProof;
import dev.keyway.grants.Admission;
import dev.keyway.grants.KeyGrants;
import dev.keyway.grants.QueueAsk;
import dev.keyway.grants.QueueGrants;
import dev.keyway.policy.PolicyLimits;
import dev.keyway.reconcile.Kind;
import dev.keyway.reconcile.Manifests;
import dev.keyway.reconcile.ObjectName;
import dev.keyway.reconcile.Plan;
import dev.keyway.reconcile.Plans;
import dev.keyway.reconcile.Resource;
import dev.keyway.subscription.SubscriptionObservation.Mismatch;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A TopicSubscription and what is seen of its chain in AWS; begins with all grants in force and no
 * subscription.
 */
final class SubscriptionCase {
  static final String TOPIC = "arn:aws:sns:eu-central-1:111122223333:shop_orders";
  static final String QUEUE = "arn:aws:sqs:eu-central-1:111122223333:shop_orders";
  static final String KEY = "arn:aws:kms:eu-central-1:111122223333:key/1";
  static final String ARN = TOPIC + ":5be8f5b6";
  static final String SPEC = "topicRef: {name: orders}\nqueueRef: {name: orders}\n";
  private static final ObjectName NAME = new ObjectName(Kind.TOPIC_SUBSCRIPTION, "shop", "orders");
  private static final QueueAsk ASK =
      new QueueAsk(
          "EncryptedQueue orders",
          QUEUE,
          List.of(),
          List.of(),
          List.of(),
          List.of(new QueueAsk.Source("TopicSubscription orders", TOPIC)));

  TopicSubscriptionSpec spec = Manifests.spec(TopicSubscriptionSpec.class, SPEC);
  boolean deleting;
  @Nullable SubscriptionReplay replayed;
  @Nullable SubscriptionDeadLetterState failing;
  DeadLetterView deadLetter = new DeadLetterView.None();
  @Nullable AdoptionStatus adoption;
  @Nullable TopicSubscriptionStatus status;
  List<String> missing = List.of();
  Set<String> waitsOn = Set.of();
  Optional<String> olderTwin = Optional.empty();
  Optional<Mismatch> mismatch = Optional.empty();
  boolean granted = true;
  Optional<Map<String, String>> attributes = Optional.empty();
  Seen<Map<String, String>> queue =
      new Seen.Value<>(Map.of("KmsMasterKeyId", KEY, "Policy", queuePolicy()));
  Seen<String> keyState = new Seen.Value<>("Enabled");
  Seen<String> keyPolicy = new Seen.Value<>(keyPolicy());
  private List<SubscriptionObservation.Hold> holds = List.of();
  Map<String, String> recent = Map.of();
  ReplayView replay = new ReplayView(false, Verdict.PROVEN);
  Map<String, String> topic = Map.of();
  Optional<Map<String, String>> rival = Optional.empty();
  Instant now = Plans.NOW;

  static SubscriptionCase notSubscribed(String more) {
    return new SubscriptionCase().spec(SPEC + more);
  }

  /** A subscription that is as its spec wants it, and was at the last pass. */
  static SubscriptionCase converged(String more) {
    var given = notSubscribed(more);
    var wanted = new TreeMap<>(SubscriptionAttributes.of(given.spec));
    wanted.values().remove(SubscriptionAttributes.NO_FILTER);
    wanted.put("TopicArn", TOPIC);
    wanted.put("Endpoint", QUEUE);
    wanted.put("PendingConfirmation", "false");
    given.attributes = Optional.of(wanted);
    return given.remembered();
  }

  SubscriptionCase spec(String yaml) {
    spec = Manifests.spec(TopicSubscriptionSpec.class, yaml);
    return this;
  }

  SubscriptionCase held(Kind kind, Management mode) {
    holds = List.of(new SubscriptionObservation.Hold(kind, "orders", mode));
    return this;
  }

  /** Status says that it is subscribed and ready. */
  SubscriptionCase remembered() {
    status =
        new TopicSubscriptionStatus(
            1L,
            Plans.ready(1),
            ARN,
            TOPIC,
            QUEUE,
            null,
            List.of(),
            List.of(),
            List.of(),
            null,
            replayed,
            failing,
            adoption);
    return this;
  }

  SubscriptionCase attribute(String name, @Nullable String value) {
    var changed = new TreeMap<>(attributes.orElseThrow());
    changed.remove(name);
    if (value != null) {
      changed.put(name, value);
    }
    attributes = Optional.of(changed);
    return this;
  }

  SubscriptionCase deleting(String more) {
    spec(SPEC + more);
    deleting = true;
    return this;
  }

  Plan<SubscriptionAction> plan() {
    return new SubscriptionPlanner(Manifests.SETTINGS).plan(resource(), observation(), now);
  }

  private Resource<TopicSubscriptionSpec, TopicSubscriptionStatus> resource() {
    return new Resource<>(NAME, "uid-2", 1, Instant.EPOCH, deleting, null, spec, status);
  }

  private SubscriptionObservation observation() {
    var arns = missing.isEmpty();
    var chain = arns ? Optional.of(chain()) : Optional.<Chain>empty();
    return new SubscriptionObservation(
        "eu-central-1",
        missing,
        waitsOn,
        olderTwin,
        mismatch,
        arns ? Optional.of(TOPIC) : Optional.empty(),
        arns ? Optional.of(QUEUE) : Optional.empty(),
        granted,
        attributes.map(_ -> ARN),
        attributes,
        chain,
        chain.map(DeliveryProof::of).orElse(List.of()),
        recent,
        holds,
        replay,
        deadLetter,
        rival);
  }

  private Chain chain() {
    return new Chain(
        TOPIC,
        new Seen.Value<>(topic),
        QUEUE,
        queue,
        attributes.<Seen<Map<String, String>>>map(Seen.Value::new).orElseGet(Seen.Missing::new),
        Optional.of(new Chain.Key(KEY, keyState, keyPolicy)));
  }

  private static String queuePolicy() {
    return new Admission(PolicyLimits.SQS_QUEUE, List.of(QueueGrants.tlsOnly(QUEUE)))
        .admit(QueueGrants.of(ASK), Set.of())
        .document()
        .toJson();
  }

  private static String keyPolicy() {
    return new Admission(PolicyLimits.KMS_KEY, List.of())
        .admit(KeyGrants.ofQueue(ASK), Set.of())
        .document()
        .toJson();
  }
}
