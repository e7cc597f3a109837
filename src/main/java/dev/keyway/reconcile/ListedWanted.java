package dev.keyway.reconcile;

import dev.keyway.api.v1alpha1.EncryptedQueueSpec;
import dev.keyway.api.v1alpha1.EncryptedQueueStatus;
import dev.keyway.api.v1alpha1.EncryptedTopicSpec;
import dev.keyway.api.v1alpha1.EncryptedTopicStatus;
import dev.keyway.api.v1alpha1.EncryptionKeySpec;
import dev.keyway.api.v1alpha1.EncryptionKeyStatus;
import dev.keyway.api.v1alpha1.KeywaySpec;
import dev.keyway.api.v1alpha1.KeywayStatus;
import dev.keyway.api.v1alpha1.ObjectReference;
import dev.keyway.api.v1alpha1.RetiringKey;
import dev.keyway.api.v1alpha1.TopicSubscriptionSpec;
import dev.keyway.api.v1alpha1.TopicSubscriptionStatus;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What users want, found by going through all objects; those that are older come first. */
public abstract class ListedWanted implements Wanted {
  /** Return all objects by name. */
  protected abstract Map<ObjectName, Resource<?, ?>> objects();

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
    return this.<EncryptedTopicSpec, EncryptedTopicStatus>all(Kind.ENCRYPTED_TOPIC)
        .filter(
            t ->
                isKey(
                    new ObjectName(Kind.ENCRYPTION_KEY, ns, keyName),
                    t.name(),
                    KeyReferences.of(t.name(), t.spec()),
                    KeyReferences.arnOf(t.spec())))
        .toList();
  }

  @Override
  public List<Resource<EncryptedQueueSpec, EncryptedQueueStatus>> queuesUnder(
      String ns, String keyName) {
    return this.<EncryptedQueueSpec, EncryptedQueueStatus>all(Kind.ENCRYPTED_QUEUE)
        .filter(
            q ->
                isKey(
                    new ObjectName(Kind.ENCRYPTION_KEY, ns, keyName),
                    q.name(),
                    KeyReferences.of(q.name(), q.spec()),
                    KeyReferences.arnOf(q.spec())))
        .toList();
  }

  private boolean isKey(
      ObjectName key, ObjectName from, Optional<String> reference, Optional<String> arn) {
    var named = reference.map(text -> References.name(key.kind(), from.namespace(), text));
    return named.isPresent()
        ? named.get().equals(key) && mayRefer(key, from)
        : arn.filter(a -> keysOf(a).stream().anyMatch(k -> k.name().equals(key))).isPresent()
            && mayRefer(key, from);
  }

  @Override
  public Wanted everybody() {
    var listed = this;
    return new ListedWanted() {
      @Override
      protected Map<ObjectName, Resource<?, ?>> objects() {
        return listed.objects();
      }

      @Override
      boolean mayRefer(ObjectName target, ObjectName from) {
        return true;
      }
    };
  }

  // Within a namespace one may refer to what is not there yet.
  boolean mayRefer(ObjectName target, ObjectName from) {
    return target.namespace().equals(from.namespace())
        || Optional.<Resource<?, ?>>ofNullable(objects().get(target))
            .map(ListedWanted::<KeywaySpec, KeywayStatus>typed)
            .filter(found -> References.mayRefer(found, from))
            .isPresent();
  }

  @Override
  public List<Resource<EncryptedTopicSpec, EncryptedTopicStatus>> topicsLeaving(String keyArn) {
    return this.<EncryptedTopicSpec, EncryptedTopicStatus>all(Kind.ENCRYPTED_TOPIC)
        .filter(t -> t.status() != null && names(t.status().retiringKeys(), keyArn))
        .toList();
  }

  @Override
  public List<Resource<EncryptedQueueSpec, EncryptedQueueStatus>> queuesLeaving(String keyArn) {
    return this.<EncryptedQueueSpec, EncryptedQueueStatus>all(Kind.ENCRYPTED_QUEUE)
        .filter(q -> q.status() != null && names(q.status().retiringKeys(), keyArn))
        .toList();
  }

  @Override
  public List<Resource<EncryptionKeySpec, EncryptionKeyStatus>> keysOf(String keyArn) {
    return this.<EncryptionKeySpec, EncryptionKeyStatus>all(Kind.ENCRYPTION_KEY)
        .filter(k -> k.status() != null && keyArn.equals(k.status().keyArn()))
        .toList();
  }

  @Override
  public List<Resource<EncryptedTopicSpec, EncryptedTopicStatus>> topicsOf(String topicArn) {
    return this.<EncryptedTopicSpec, EncryptedTopicStatus>all(Kind.ENCRYPTED_TOPIC)
        .filter(t -> t.status() != null && topicArn.equals(t.status().topicArn()))
        .toList();
  }

  private static boolean names(List<RetiringKey> retiring, String keyArn) {
    return retiring.stream().anyMatch(entry -> entry.keyArn().equals(keyArn));
  }

  @Override
  public List<Resource<TopicSubscriptionSpec, TopicSubscriptionStatus>> subscriptionsOf(
      String ns, String topicName) {
    var topic = new ObjectName(Kind.ENCRYPTED_TOPIC, ns, topicName);
    return subscriptions(topic, s -> Optional.ofNullable(s.spec().topicRef()));
  }

  @Override
  public List<Resource<TopicSubscriptionSpec, TopicSubscriptionStatus>> subscriptionsTo(
      String ns, String queueName) {
    var queue = new ObjectName(Kind.ENCRYPTED_QUEUE, ns, queueName);
    return subscriptions(queue, s -> Optional.of(s.spec().queueRef()));
  }

  private List<Resource<TopicSubscriptionSpec, TopicSubscriptionStatus>> subscriptions(
      ObjectName target,
      Function<Resource<TopicSubscriptionSpec, ?>, Optional<ObjectReference>> reference) {
    return this.<TopicSubscriptionSpec, TopicSubscriptionStatus>all(Kind.TOPIC_SUBSCRIPTION)
        .filter(s -> reference.apply(s).filter(r -> is(target, s.name(), r)).isPresent())
        .toList();
  }

  private boolean is(ObjectName target, ObjectName from, ObjectReference reference) {
    return References.name(target.kind(), from, reference).equals(target) && mayRefer(target, from);
  }

  @Override
  public List<Resource<TopicSubscriptionSpec, TopicSubscriptionStatus>> subscriptionsFailingTo(
      String ns, String queueName) {
    return this.<TopicSubscriptionSpec, TopicSubscriptionStatus>all(Kind.TOPIC_SUBSCRIPTION)
        .filter(
            s ->
                Optional.ofNullable(s.spec().deadLetter())
                    .filter(d -> isQueue(ns, queueName, s.name(), d.queueRef(), d.queueArn()))
                    .isPresent())
        .toList();
  }

  private boolean isQueue(
      String ns,
      String queueName,
      ObjectName from,
      @Nullable ObjectReference ref,
      @Nullable String arn) {
    var queue = new ObjectName(Kind.ENCRYPTED_QUEUE, ns, queueName);
    return ref == null
        ? queuesOf(String.valueOf(arn)).stream().anyMatch(q -> q.name().equals(queue))
            && mayRefer(queue, from)
        : is(queue, from, ref);
  }

  @Override
  public List<Resource<EncryptedQueueSpec, EncryptedQueueStatus>> queuesOf(String queueArn) {
    return this.<EncryptedQueueSpec, EncryptedQueueStatus>all(Kind.ENCRYPTED_QUEUE)
        .filter(q -> q.status() != null && queueArn.equals(q.status().queueArn()))
        .toList();
  }

  @Override
  public List<Resource<EncryptedQueueSpec, EncryptedQueueStatus>> deadLetterSourcesOf(
      String ns, String queueName) {
    return this.<EncryptedQueueSpec, EncryptedQueueStatus>all(Kind.ENCRYPTED_QUEUE)
        .filter(
            q ->
                Optional.ofNullable(q.spec().deadLetter())
                    .filter(d -> isQueue(ns, queueName, q.name(), d.queueRef(), d.queueArn()))
                    .isPresent())
        .toList();
  }

  @Override
  public List<Resource<EncryptionKeySpec, EncryptionKeyStatus>> keysMovedTo(String queueArn) {
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
    return !objects().containsKey(name);
  }

  private <S, T> Optional<Resource<S, T>> get(Kind kind, String ns, String name) {
    return Optional.ofNullable(objects().get(new ObjectName(kind, ns, name)))
        .map(ListedWanted::typed);
  }

  // A copy: passes change objects while they go through them.
  protected <S, T> Stream<Resource<S, T>> all(Kind kind) {
    return List.copyOf(objects().values()).stream()
        .filter(r -> r.name().kind() == kind)
        .sorted(Comparator.comparing((Resource<?, ?> r) -> r.createdAt()))
        .map(ListedWanted::typed);
  }

  // The kind of an object's name says the types of its spec and status.
  @SuppressWarnings("unchecked")
  public static <S, T> Resource<S, T> typed(Resource<?, ?> resource) {
    return (Resource<S, T>) resource;
  }
}
