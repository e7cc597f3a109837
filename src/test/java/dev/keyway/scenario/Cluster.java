package dev.keyway.scenario;

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
import dev.keyway.reconcile.ChildKeys;
import dev.keyway.reconcile.KeyReferences;
import dev.keyway.reconcile.Kind;
import dev.keyway.reconcile.ObjectName;
import dev.keyway.reconcile.Resource;
import dev.keyway.reconcile.Wanted;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Kubernetes as far as passes see it: objects with generations, finalizers and owners. */
final class Cluster implements Wanted, ChildKeys {
  static final String NAMESPACE = "shop";

  private static final KubernetesSerialization YAML = new KubernetesSerialization();

  static {
    List.of(
            EncryptionKey.class,
            EncryptedTopic.class,
            EncryptedQueue.class,
            TopicSubscription.class)
        .forEach(YAML::registerKubernetesResource);
  }

  private final Map<ObjectName, Resource<?, ?>> objects = new LinkedHashMap<>();
  private long serial;
  private int writes;

  /** Apply all documents of a YAML text, as kubectl would. */
  void apply(String yaml) {
    Stream.of(yaml.split("(?m)^---$"))
        .filter(document -> document.contains("kind:"))
        .map(document -> YAML.<HasMetadata>unmarshal(document))
        .forEach(this::apply);
  }

  private void apply(HasMetadata object) {
    var kind = kind(object);
    var name = new ObjectName(kind, NAMESPACE, object.getMetadata().getName());
    put(name, Objects.requireNonNull(((CustomResource<?, ?>) object).getSpec()), null);
  }

  private <S> void put(ObjectName name, S spec, @Nullable String ownerUid) {
    var old = objects.get(name);
    if (old != null && old.spec().equals(spec)) {
      return;
    }
    var made =
        old == null
            ? new Resource<S, Object>(
                name, "uid-" + ++serial, 1, created(), false, ownerUid, spec, null)
            : new Resource<S, Object>(
                name,
                old.uid(),
                old.generation() + 1,
                old.createdAt(),
                old.deleting(),
                old.ownerUid(),
                spec,
                old.status(),
                old.checkNow());
    objects.put(name, made);
  }

  private Instant created() {
    return Instant.EPOCH.plusSeconds(serial);
  }

  /** Mark an object for deletion; its finalizer is still on it. */
  void delete(ObjectName name) {
    objects.computeIfPresent(
        name,
        (_, r) ->
            new Resource<>(
                r.name(),
                r.uid(),
                r.generation() + 1,
                r.createdAt(),
                true,
                r.ownerUid(),
                r.spec(),
                r.status(),
                r.checkNow()));
  }

  /** Set the annotation that asks for a check. */
  void checkNow(ObjectName name, String value) {
    objects.computeIfPresent(
        name,
        (_, r) ->
            new Resource<>(
                r.name(),
                r.uid(),
                r.generation(),
                r.createdAt(),
                r.deleting(),
                r.ownerUid(),
                r.spec(),
                r.status(),
                value));
  }

  /** Take an object away, its finalizer stripped by somebody. */
  void strip(ObjectName name) {
    var gone = objects.remove(name);
    if (gone != null) {
      collectChildren(gone.uid());
    }
  }

  private void collectChildren(String ownerUid) {
    objects.values().stream()
        .filter(r -> ownerUid.equals(r.ownerUid()))
        .map(Resource::name)
        .toList()
        .forEach(this::delete);
  }

  /** Write a status, unless it says what the present one says. */
  boolean status(ObjectName name, @Nullable Object status) {
    var old = objects.get(name);
    if (old == null || Objects.equals(old.status(), status)) {
      return false;
    }
    writes++;
    objects.put(
        name,
        new Resource<>(
            name,
            old.uid(),
            old.generation(),
            old.createdAt(),
            old.deleting(),
            old.ownerUid(),
            old.spec(),
            status,
            old.checkNow()));
    return true;
  }

  /** How often a status was written. */
  int writes() {
    return writes;
  }

  Optional<Resource<?, ?>> object(ObjectName name) {
    return Optional.ofNullable(objects.get(name));
  }

  List<ObjectName> names() {
    return List.copyOf(objects.keySet());
  }

  @Override
  public void apply(ObjectName owner, String ownerUid, String keyName, EncryptionKeySpec spec) {
    var name = new ObjectName(Kind.ENCRYPTION_KEY, owner.namespace(), keyName);
    var old = objects.get(name);
    if (old == null || ownerUid.equals(old.ownerUid())) {
      put(name, spec, ownerUid);
    }
  }

  @Override
  public void remove(ObjectName owner, String ownerUid, String keyName) {
    var name = new ObjectName(Kind.ENCRYPTION_KEY, owner.namespace(), keyName);
    var child = objects.get(name);
    if (child != null && !child.deleting() && ownerUid.equals(child.ownerUid())) {
      delete(name);
    }
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

  private boolean isOf(String ns, String keyName, String keyArn) {
    return keyOf(ns, keyArn).filter(key -> key.name().name().equals(keyName)).isPresent();
  }

  @Override
  public List<Resource<EncryptedTopicSpec, EncryptedTopicStatus>> topicsUnder(
      String ns, String keyName) {
    return this.<EncryptedTopicSpec, EncryptedTopicStatus>all(Kind.ENCRYPTED_TOPIC, ns)
        .filter(
            t ->
                KeyReferences.of(t.name().name(), t.spec()).equals(Optional.of(keyName))
                    || KeyReferences.arnOf(t.spec())
                        .filter(arn -> isOf(ns, keyName, arn))
                        .isPresent())
        .toList();
  }

  @Override
  public List<Resource<EncryptedQueueSpec, EncryptedQueueStatus>> queuesUnder(
      String ns, String keyName) {
    return this.<EncryptedQueueSpec, EncryptedQueueStatus>all(Kind.ENCRYPTED_QUEUE, ns)
        .filter(
            q ->
                KeyReferences.of(q.name().name(), q.spec()).equals(Optional.of(keyName))
                    || KeyReferences.arnOf(q.spec())
                        .filter(arn -> isOf(ns, keyName, arn))
                        .isPresent())
        .toList();
  }

  @Override
  public List<Resource<EncryptedTopicSpec, EncryptedTopicStatus>> topicsLeaving(
      String ns, String keyArn) {
    return this.<EncryptedTopicSpec, EncryptedTopicStatus>all(Kind.ENCRYPTED_TOPIC, ns)
        .filter(t -> t.status() != null && names(t.status().retiringKeys(), keyArn))
        .toList();
  }

  @Override
  public List<Resource<EncryptedQueueSpec, EncryptedQueueStatus>> queuesLeaving(
      String ns, String keyArn) {
    return this.<EncryptedQueueSpec, EncryptedQueueStatus>all(Kind.ENCRYPTED_QUEUE, ns)
        .filter(q -> q.status() != null && names(q.status().retiringKeys(), keyArn))
        .toList();
  }

  @Override
  public Optional<Resource<EncryptionKeySpec, EncryptionKeyStatus>> keyOf(
      String ns, String keyArn) {
    return this.<EncryptionKeySpec, EncryptionKeyStatus>all(Kind.ENCRYPTION_KEY, ns)
        .filter(k -> k.status() != null && keyArn.equals(k.status().keyArn()))
        .findFirst();
  }

  private static boolean names(List<RetiringKey> retiring, String keyArn) {
    return retiring.stream().anyMatch(entry -> entry.keyArn().equals(keyArn));
  }

  @Override
  public List<Resource<TopicSubscriptionSpec, TopicSubscriptionStatus>> subscriptionsOf(
      String ns, String topicName) {
    return this.<TopicSubscriptionSpec, TopicSubscriptionStatus>all(Kind.TOPIC_SUBSCRIPTION, ns)
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
    return this.<TopicSubscriptionSpec, TopicSubscriptionStatus>all(Kind.TOPIC_SUBSCRIPTION, ns)
        .filter(s -> s.spec().queueRef().name().equals(queueName))
        .toList();
  }

  @Override
  public Optional<Resource<EncryptedQueueSpec, EncryptedQueueStatus>> queueOf(
      String ns, String queueArn) {
    return this.<EncryptedQueueSpec, EncryptedQueueStatus>all(Kind.ENCRYPTED_QUEUE, ns)
        .filter(q -> q.status() != null && queueArn.equals(q.status().queueArn()))
        .findFirst();
  }

  @Override
  public List<Resource<EncryptedQueueSpec, EncryptedQueueStatus>> deadLetterSourcesOf(
      String ns, String queueName) {
    return this.<EncryptedQueueSpec, EncryptedQueueStatus>all(Kind.ENCRYPTED_QUEUE, ns)
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
    return this.<EncryptionKeySpec, EncryptionKeyStatus>all(Kind.ENCRYPTION_KEY, ns)
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
    return Optional.ofNullable(objects.get(new ObjectName(kind, ns, name))).map(Cluster::typed);
  }

  private <S, T> Stream<Resource<S, T>> all(Kind kind, String ns) {
    return objects.values().stream()
        .filter(r -> r.name().kind() == kind && r.namespace().equals(ns))
        .sorted(Comparator.comparing((Resource<?, ?> r) -> r.createdAt()))
        .map(Cluster::typed);
  }

  // The kind of an object's name says the types of its spec and status.
  @SuppressWarnings("unchecked")
  static <S, T> Resource<S, T> typed(Resource<?, ?> resource) {
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
