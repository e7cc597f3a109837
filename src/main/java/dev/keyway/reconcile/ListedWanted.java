package dev.keyway.reconcile;

import dev.keyway.api.v1alpha1.EncryptedQueueSpec;
import dev.keyway.api.v1alpha1.EncryptedQueueStatus;
import dev.keyway.api.v1alpha1.EncryptedTopicSpec;
import dev.keyway.api.v1alpha1.EncryptedTopicStatus;
import dev.keyway.api.v1alpha1.EncryptionKeySpec;
import dev.keyway.api.v1alpha1.EncryptionKeyStatus;
import dev.keyway.api.v1alpha1.ObjectReference;
import dev.keyway.api.v1alpha1.RetiringKey;
import dev.keyway.api.v1alpha1.TopicSubscriptionSpec;
import dev.keyway.api.v1alpha1.TopicSubscriptionStatus;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  public List<Resource<TopicSubscriptionSpec, TopicSubscriptionStatus>> subscriptionsFailingTo(
      String ns, String queueName) {
    return this.<TopicSubscriptionSpec, TopicSubscriptionStatus>all(Kind.TOPIC_SUBSCRIPTION, ns)
        .filter(
            s ->
                Optional.ofNullable(s.spec().deadLetter())
                    .filter(dead -> isQueue(ns, queueName, dead.queueRef(), dead.queueArn()))
                    .isPresent())
        .toList();
  }

  private boolean isQueue(
      String ns, String queueName, @Nullable ObjectReference ref, @Nullable String arn) {
    return ref == null
        ? queueOf(ns, String.valueOf(arn))
            .filter(q -> q.name().name().equals(queueName))
            .isPresent()
        : ref.name().equals(queueName);
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
                    .filter(dead -> isQueue(ns, queueName, dead.queueRef(), dead.queueArn()))
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
    return !objects().containsKey(name);
  }

  private <S, T> Optional<Resource<S, T>> get(Kind kind, String ns, String name) {
    return Optional.ofNullable(objects().get(new ObjectName(kind, ns, name)))
        .map(ListedWanted::typed);
  }

  // A copy: passes change objects while they go through them.
  protected <S, T> Stream<Resource<S, T>> all(Kind kind, String ns) {
    return List.copyOf(objects().values()).stream()
        .filter(r -> r.name().kind() == kind && r.namespace().equals(ns))
        .sorted(Comparator.comparing((Resource<?, ?> r) -> r.createdAt()))
        .map(ListedWanted::typed);
  }

  // The kind of an object's name says the types of its spec and status.
  @SuppressWarnings("unchecked")
  public static <S, T> Resource<S, T> typed(Resource<?, ?> resource) {
    return (Resource<S, T>) resource;
  }
}
