package dev.keyway.dryrun;

import dev.keyway.api.v1alpha1.EncryptedQueueSpec;
import dev.keyway.api.v1alpha1.EncryptedQueueStatus;
import dev.keyway.api.v1alpha1.EncryptedTopicSpec;
import dev.keyway.api.v1alpha1.EncryptedTopicStatus;
import dev.keyway.api.v1alpha1.EncryptionKeySpec;
import dev.keyway.api.v1alpha1.EncryptionKeyStatus;
import dev.keyway.api.v1alpha1.ObjectReference;
import dev.keyway.api.v1alpha1.TopicSubscriptionSpec;
import dev.keyway.api.v1alpha1.TopicSubscriptionStatus;
import dev.keyway.reconcile.KeyReferences;
import dev.keyway.reconcile.Kind;
import dev.keyway.reconcile.ObjectName;
import dev.keyway.reconcile.Resource;
import dev.keyway.reconcile.Wanted;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Objects of the four kinds, in memory, in the order in which they were declared. */
public final class DeclaredObjects extends DeclaredStore implements Wanted {
  @Override
  public Optional<Resource<EncryptionKeySpec, EncryptionKeyStatus>> key(
      String namespace, String name) {
    return get(Kind.ENCRYPTION_KEY, namespace, name);
  }

  @Override
  public Optional<Resource<EncryptedTopicSpec, EncryptedTopicStatus>> topic(
      String namespace, String name) {
    return get(Kind.ENCRYPTED_TOPIC, namespace, name);
  }

  @Override
  public Optional<Resource<EncryptedQueueSpec, EncryptedQueueStatus>> queue(
      String namespace, String name) {
    return get(Kind.ENCRYPTED_QUEUE, namespace, name);
  }

  @Override
  public List<Resource<EncryptedTopicSpec, EncryptedTopicStatus>> topicsUnder(
      String namespace, String keyName) {
    return topics(namespace)
        .filter(
            t ->
                isUnder(
                    namespace,
                    keyName,
                    KeyReferences.of(t.name().name(), t.spec()),
                    KeyReferences.arnOf(t.spec())))
        .toList();
  }

  @Override
  public List<Resource<EncryptedQueueSpec, EncryptedQueueStatus>> queuesUnder(
      String namespace, String keyName) {
    return queues(namespace)
        .filter(
            q ->
                isUnder(
                    namespace,
                    keyName,
                    KeyReferences.of(q.name().name(), q.spec()),
                    KeyReferences.arnOf(q.spec())))
        .toList();
  }

  private boolean isUnder(
      String namespace, String keyName, Optional<String> reference, Optional<String> keyArn) {
    return reference
        .or(() -> keyArn.flatMap(arn -> keyOf(namespace, arn)).map(key -> key.name().name()))
        .filter(keyName::equals)
        .isPresent();
  }

  @Override
  public List<Resource<EncryptedTopicSpec, EncryptedTopicStatus>> topicsLeaving(
      String namespace, String keyArn) {
    return topics(namespace)
        .filter(
            t ->
                Stream.ofNullable(t.status())
                    .flatMap(status -> status.retiringKeys().stream())
                    .anyMatch(key -> key.keyArn().equals(keyArn)))
        .toList();
  }

  @Override
  public List<Resource<EncryptedQueueSpec, EncryptedQueueStatus>> queuesLeaving(
      String namespace, String keyArn) {
    return queues(namespace)
        .filter(
            q ->
                Stream.ofNullable(q.status())
                    .flatMap(status -> status.retiringKeys().stream())
                    .anyMatch(key -> key.keyArn().equals(keyArn)))
        .toList();
  }

  @Override
  public Optional<Resource<EncryptionKeySpec, EncryptionKeyStatus>> keyOf(
      String namespace, String keyArn) {
    return keys(namespace)
        .filter(k -> k.status() != null && keyArn.equals(k.status().keyArn()))
        .findFirst();
  }

  @Override
  public List<Resource<TopicSubscriptionSpec, TopicSubscriptionStatus>> subscriptionsOf(
      String namespace, String topicName) {
    return subscriptions(namespace)
        .filter(s -> s.spec().topicRef() != null && s.spec().topicRef().name().equals(topicName))
        .toList();
  }

  @Override
  public List<Resource<TopicSubscriptionSpec, TopicSubscriptionStatus>> subscriptionsTo(
      String namespace, String queueName) {
    return subscriptions(namespace)
        .filter(s -> s.spec().queueRef().name().equals(queueName))
        .toList();
  }

  @Override
  public Optional<Resource<EncryptedQueueSpec, EncryptedQueueStatus>> queueOf(
      String namespace, String queueArn) {
    return queues(namespace)
        .filter(q -> q.status() != null && queueArn.equals(q.status().queueArn()))
        .findFirst();
  }

  @Override
  public List<Resource<EncryptedQueueSpec, EncryptedQueueStatus>> deadLetterSourcesOf(
      String namespace, String queueName) {
    return queues(namespace)
        .filter(
            q ->
                Stream.ofNullable(q.spec().deadLetter())
                    .anyMatch(d -> isQueue(namespace, queueName, d.queueRef(), d.queueArn())))
        .toList();
  }

  @Override
  public List<Resource<TopicSubscriptionSpec, TopicSubscriptionStatus>> subscriptionsFailingTo(
      String namespace, String queueName) {
    return subscriptions(namespace)
        .filter(
            s ->
                Stream.ofNullable(s.spec().deadLetter())
                    .anyMatch(d -> isQueue(namespace, queueName, d.queueRef(), d.queueArn())))
        .toList();
  }

  private boolean isQueue(
      String namespace, String queueName, @Nullable ObjectReference ref, @Nullable String arn) {
    return ref == null
        ? queueOf(namespace, String.valueOf(arn)).filter(q -> is(q, queueName)).isPresent()
        : ref.name().equals(queueName);
  }

  private static boolean is(Resource<?, ?> object, String name) {
    return object.name().name().equals(name);
  }

  @Override
  public List<Resource<EncryptionKeySpec, EncryptionKeyStatus>> keysMovedTo(
      String namespace, String queueArn) {
    return keys(namespace)
        .filter(
            k ->
                Stream.ofNullable(k.status())
                    .flatMap(status -> status.deadLetters().stream())
                    .anyMatch(dead -> dead.queueArn().equals(queueArn)))
        .toList();
  }

  @Override
  public boolean isGone(ObjectName name) {
    return find(name).isEmpty();
  }
}
