package dev.keyway.reconcile;

import dev.keyway.api.v1alpha1.EncryptedQueue;
import dev.keyway.api.v1alpha1.EncryptedQueueSpec;
import dev.keyway.api.v1alpha1.EncryptedQueueStatus;
import dev.keyway.api.v1alpha1.EncryptedTopic;
import dev.keyway.api.v1alpha1.EncryptedTopicSpec;
import dev.keyway.api.v1alpha1.EncryptedTopicStatus;
import dev.keyway.api.v1alpha1.EncryptionKey;
import dev.keyway.api.v1alpha1.EncryptionKeySpec;
import dev.keyway.api.v1alpha1.EncryptionKeyStatus;
import dev.keyway.api.v1alpha1.RetiringKey;
import dev.keyway.api.v1alpha1.TopicSubscription;
import dev.keyway.api.v1alpha1.TopicSubscriptionSpec;
import dev.keyway.api.v1alpha1.TopicSubscriptionStatus;
import dev.keyway.aws.AccountIdentity;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What users want, read from YAML once and never changed; every topic in it has its AWS topic
 * already.
 */
public final class Manifests implements Wanted {
  public static final String NAMESPACE = "shop";
  public static final Settings SETTINGS = Settings.of("test", "eu-central-1");
  public static final AccountIdentity ACCOUNT =
      new AccountIdentity("aws", "111122223333", "arn:aws:iam::111122223333:role/keyway");

  private static final KubernetesSerialization YAML = new KubernetesSerialization();

  static {
    Stream.of(
            EncryptionKey.class,
            EncryptedTopic.class,
            EncryptedQueue.class,
            TopicSubscription.class)
        .forEach(YAML::registerKubernetesResource);
  }

  private final Map<ObjectName, Resource<?, ?>> objects = new LinkedHashMap<>();

  private Manifests() {}

  /** Read all documents of a YAML text; they were created in this order. */
  public static Manifests of(String yaml) {
    var manifests = new Manifests();
    Stream.of(yaml.split("(?m)^---$"))
        .filter(document -> document.contains("kind:"))
        .map(document -> YAML.<HasMetadata>unmarshal(document))
        .forEach(manifests::add);
    return manifests;
  }

  /** Read a spec. */
  public static <S> S spec(Class<S> type, String yaml) {
    return YAML.unmarshal(yaml.isBlank() ? "{}" : yaml, type);
  }

  /** Return all keys, those that come with {@code mode: OwnKey} among them. */
  public Stream<String> keyNames() {
    var own =
        Stream.concat(
            this.<EncryptedTopicSpec, EncryptedTopicStatus>all(Kind.ENCRYPTED_TOPIC)
                .flatMap(t -> KeyReferences.of(t.name().name(), t.spec()).stream()),
            this.<EncryptedQueueSpec, EncryptedQueueStatus>all(Kind.ENCRYPTED_QUEUE)
                .flatMap(q -> KeyReferences.of(q.name().name(), q.spec()).stream()));
    return Stream.concat(all(Kind.ENCRYPTION_KEY).map(k -> k.name().name()), own).distinct();
  }

  /** Return all topics. */
  public Stream<Resource<EncryptedTopicSpec, EncryptedTopicStatus>> topics() {
    return all(Kind.ENCRYPTED_TOPIC);
  }

  /** Return all queues. */
  public Stream<Resource<EncryptedQueueSpec, EncryptedQueueStatus>> queues() {
    return all(Kind.ENCRYPTED_QUEUE);
  }

  private void add(HasMetadata object) {
    var name = new ObjectName(kind(object), NAMESPACE, object.getMetadata().getName());
    var spec = Objects.requireNonNull(((CustomResource<?, ?>) object).getSpec());
    var status = spec instanceof EncryptedTopicSpec topic ? status(name, topic) : null;
    var at = Instant.EPOCH.plusSeconds(objects.size());
    var uid = "uid-of-" + name.name();
    objects.put(name, new Resource<>(name, uid, 1, at, false, null, spec, status));
  }

  private static EncryptedTopicStatus status(ObjectName name, EncryptedTopicSpec spec) {
    var region = AwsNames.region(SETTINGS, spec.region());
    var arn = AwsNames.topicArn(ACCOUNT, region, AwsNames.topic(SETTINGS, name, spec));
    return new EncryptedTopicStatus(
        1L, List.of(), arn, region, null, null, null, List.of(), List.of(), null, List.of(), null,
        List.of(), null);
  }

  @Override
  public Optional<Resource<EncryptionKeySpec, EncryptionKeyStatus>> key(String ns, String name) {
    return get(Kind.ENCRYPTION_KEY, ns, name);
  }

  @Override
  public Optional<Resource<EncryptedTopicSpec, EncryptedTopicStatus>> topic(
      String ns, String name) {
    return get(Kind.ENCRYPTED_TOPIC, ns, name);
  }

  @Override
  public Optional<Resource<EncryptedQueueSpec, EncryptedQueueStatus>> queue(
      String ns, String name) {
    return get(Kind.ENCRYPTED_QUEUE, ns, name);
  }

  @Override
  public List<Resource<EncryptedTopicSpec, EncryptedTopicStatus>> topicsUnder(
      String ns, String keyName) {
    return topics()
        .filter(t -> KeyReferences.of(t.name().name(), t.spec()).equals(Optional.of(keyName)))
        .toList();
  }

  @Override
  public List<Resource<EncryptedQueueSpec, EncryptedQueueStatus>> queuesUnder(
      String ns, String keyName) {
    return queues()
        .filter(q -> KeyReferences.of(q.name().name(), q.spec()).equals(Optional.of(keyName)))
        .toList();
  }

  @Override
  public List<Resource<EncryptedTopicSpec, EncryptedTopicStatus>> topicsLeaving(
      String ns, String keyArn) {
    return topics()
        .filter(t -> t.status() != null && names(t.status().retiringKeys(), keyArn))
        .toList();
  }

  @Override
  public List<Resource<EncryptedQueueSpec, EncryptedQueueStatus>> queuesLeaving(
      String ns, String keyArn) {
    return queues()
        .filter(q -> q.status() != null && names(q.status().retiringKeys(), keyArn))
        .toList();
  }

  @Override
  public Optional<Resource<EncryptionKeySpec, EncryptionKeyStatus>> keyOf(
      String ns, String keyArn) {
    return this.<EncryptionKeySpec, EncryptionKeyStatus>all(Kind.ENCRYPTION_KEY)
        .filter(k -> k.status() != null && keyArn.equals(k.status().keyArn()))
        .findFirst();
  }

  private static boolean names(List<RetiringKey> retiring, String keyArn) {
    return retiring.stream().anyMatch(entry -> entry.keyArn().equals(keyArn));
  }

  @Override
  public List<Resource<TopicSubscriptionSpec, TopicSubscriptionStatus>> subscriptionsOf(
      String ns, String topicName) {
    return this.<TopicSubscriptionSpec, TopicSubscriptionStatus>all(Kind.TOPIC_SUBSCRIPTION)
        .filter(
            s ->
                Optional.ofNullable(s.spec().topicRef())
                    .filter(topic -> topic.name().equals(topicName))
                    .isPresent())
        .toList();
  }

  @Override
  public List<Resource<TopicSubscriptionSpec, TopicSubscriptionStatus>> subscriptionsTo(
      String ns, String queueName) {
    return this.<TopicSubscriptionSpec, TopicSubscriptionStatus>all(Kind.TOPIC_SUBSCRIPTION)
        .filter(s -> s.spec().queueRef().name().equals(queueName))
        .toList();
  }

  @Override
  public Optional<Resource<EncryptedQueueSpec, EncryptedQueueStatus>> queueOf(
      String ns, String queueArn) {
    return queues()
        .filter(q -> q.status() != null && queueArn.equals(q.status().queueArn()))
        .findFirst();
  }

  @Override
  public List<Resource<EncryptedQueueSpec, EncryptedQueueStatus>> deadLetterSourcesOf(
      String ns, String queueName) {
    return queues()
        .filter(
            q ->
                Optional.ofNullable(q.spec().deadLetter())
                    .filter(dead -> dead.queueRef().name().equals(queueName))
                    .isPresent())
        .toList();
  }

  @Override
  public List<Resource<EncryptionKeySpec, EncryptionKeyStatus>> keysMovedTo(
      String ns, String queueArn) {
    return this.<EncryptionKeySpec, EncryptionKeyStatus>all(Kind.ENCRYPTION_KEY)
        .filter(
            k ->
                Optional.ofNullable(k.status()).stream()
                    .flatMap(status -> status.deadLetters().stream())
                    .anyMatch(d -> d.queueArn().equals(queueArn)))
        .toList();
  }

  @Override
  public boolean isGone(ObjectName name) {
    return !objects.containsKey(name);
  }

  private <S, T> Optional<Resource<S, T>> get(Kind kind, String ns, String name) {
    return Optional.ofNullable(objects.get(new ObjectName(kind, ns, name))).map(Manifests::typed);
  }

  private <S, T> Stream<Resource<S, T>> all(Kind kind) {
    return objects.values().stream().filter(r -> r.name().kind() == kind).map(Manifests::typed);
  }

  // The kind of an object's name says the types of its spec and status.
  @SuppressWarnings("unchecked")
  private static <S, T> Resource<S, T> typed(Resource<?, ?> resource) {
    return (Resource<S, T>) resource;
  }

  private static Kind kind(HasMetadata object) {
    return switch (object) {
      case EncryptionKey _ -> Kind.ENCRYPTION_KEY;
      case EncryptedTopic _ -> Kind.ENCRYPTED_TOPIC;
      case EncryptedQueue _ -> Kind.ENCRYPTED_QUEUE;
      case TopicSubscription _ -> Kind.TOPIC_SUBSCRIPTION;
      default -> throw new IllegalArgumentException(object.getKind() + " is not Keyway's");
    };
  }
}
