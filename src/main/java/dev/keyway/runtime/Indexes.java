package dev.keyway.runtime;

import dev.keyway.api.v1alpha1.EncryptedQueue;
import dev.keyway.api.v1alpha1.EncryptedQueueSpec;
import dev.keyway.api.v1alpha1.EncryptedTopic;
import dev.keyway.api.v1alpha1.EncryptedTopicSpec;
import dev.keyway.api.v1alpha1.EncryptionKey;
import dev.keyway.api.v1alpha1.ObjectReference;
import dev.keyway.api.v1alpha1.RetiringKey;
import dev.keyway.api.v1alpha1.TopicSubscription;
import dev.keyway.api.v1alpha1.TopicSubscriptionSpec;
import dev.keyway.reconcile.KeyReferences;
import dev.keyway.reconcile.Resource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * By what the caches are searched. An index function must never throw, since that would end its
 * informer; so it takes even objects that the schema would refuse today.
 */
final class Indexes {
  /** Topics and queues by the key object that they name, or by the ARN of the key. */
  static final String BY_KEY = "key";

  /** Topics and queues by the ARNs of the keys that they leave. */
  static final String BY_RETIRING_KEY = "retiringKey";

  /** Keys by the ARN of their key in AWS. */
  static final String BY_ARN = "arn";

  /** Queues and subscriptions by the name or ARN of their dead-letter queue. */
  static final String BY_DEAD_LETTER = "deadLetter";

  /** Keys by the ARNs of the dead-letter queues that hold messages under them. */
  static final String BY_MOVED_TO = "movedTo";

  /** Subscriptions by their topic. */
  static final String BY_TOPIC = "topic";

  /** Subscriptions by their queue. */
  static final String BY_QUEUE = "queue";

  private Indexes() {}

  /** Return the index entry of a name in a namespace. */
  static String entry(String namespace, String name) {
    return namespace + "/" + name;
  }

  static List<String> keyOf(EncryptedTopic topic) {
    var name = topic.getMetadata().getName();
    var spec = topic.getSpec();
    return entries(
        topic.getMetadata().getNamespace(), topicKey(name, spec).or(() -> topicKeyArn(spec)));
  }

  static List<String> keyOf(EncryptedQueue queue) {
    var name = queue.getMetadata().getName();
    var spec = queue.getSpec();
    return entries(
        queue.getMetadata().getNamespace(), queueKey(name, spec).or(() -> queueKeyArn(spec)));
  }

  static List<String> retiringKeysOf(EncryptedTopic topic) {
    var status = topic.getStatus();
    return arns(topic, status == null ? List.of() : status.retiringKeys());
  }

  static List<String> retiringKeysOf(EncryptedQueue queue) {
    var status = queue.getStatus();
    return arns(queue, status == null ? List.of() : status.retiringKeys());
  }

  static List<String> arnOf(EncryptionKey key) {
    var status = key.getStatus();
    return entries(
        key.getMetadata().getNamespace(),
        Optional.ofNullable(status == null ? null : status.keyArn()));
  }

  static List<String> arnOf(EncryptedQueue queue) {
    var status = queue.getStatus();
    return entries(
        queue.getMetadata().getNamespace(),
        Optional.ofNullable(status == null ? null : status.queueArn()));
  }

  static List<String> deadLetterOf(EncryptedQueue queue) {
    return entries(queue.getMetadata().getNamespace(), deadLetterOf(queue.getSpec()));
  }

  /** Return the name or ARN of a queue's dead-letter queue. */
  static Optional<String> deadLetterOf(@Nullable EncryptedQueueSpec spec) {
    return Optional.ofNullable(spec)
        .map(EncryptedQueueSpec::deadLetter)
        .flatMap(dead -> either(dead.queueRef(), dead.queueArn()));
  }

  static List<String> deadLetterOf(TopicSubscription subscription) {
    return entries(
        subscription.getMetadata().getNamespace(),
        tolerated(subscription, TopicSubscription::getSpec).flatMap(Indexes::failingTo));
  }

  /** Return the name or ARN of a subscription's dead-letter queue. */
  static Optional<String> failingTo(TopicSubscriptionSpec spec) {
    return Optional.ofNullable(spec.deadLetter())
        .flatMap(dead -> either(dead.queueRef(), dead.queueArn()));
  }

  private static Optional<String> either(@Nullable ObjectReference ref, @Nullable String arn) {
    return Optional.ofNullable(ref)
        .flatMap(found -> tolerated(found, ObjectReference::name))
        .or(() -> Optional.ofNullable(arn));
  }

  static List<String> movedTo(EncryptionKey key) {
    var status = key.getStatus();
    var namespace = key.getMetadata().getNamespace();
    return status == null
        ? List.of()
        : status.deadLetters().stream().map(dead -> entry(namespace, dead.queueArn())).toList();
  }

  private static List<String> arns(HasMetadata user, List<RetiringKey> retiring) {
    var namespace = user.getMetadata().getNamespace();
    return retiring.stream().map(key -> entry(namespace, key.keyArn())).toList();
  }

  static List<String> topicOf(TopicSubscription subscription) {
    var topic =
        tolerated(subscription, found -> Optional.ofNullable(found.getSpec().topicRef()))
            .flatMap(Function.identity())
            .map(ObjectReference::name);
    return entries(subscription.getMetadata().getNamespace(), topic);
  }

  static List<String> queueOf(TopicSubscription subscription) {
    var queue = tolerated(subscription, found -> found.getSpec().queueRef().name());
    return entries(subscription.getMetadata().getNamespace(), queue);
  }

  /** Return the name of the key object of a topic or queue. */
  static Optional<String> keyOf(Resource<?, ?> resource) {
    return switch (resource.spec()) {
      case EncryptedTopicSpec spec -> topicKey(resource.name().name(), spec);
      case EncryptedQueueSpec spec -> queueKey(resource.name().name(), spec);
      default -> Optional.empty();
    };
  }

  /** Return the ARN by which a topic or queue names its key. */
  static Optional<String> keyArnOf(Resource<?, ?> resource) {
    return switch (resource.spec()) {
      case EncryptedTopicSpec spec -> topicKeyArn(spec);
      case EncryptedQueueSpec spec -> queueKeyArn(spec);
      default -> Optional.empty();
    };
  }

  private static Optional<String> topicKeyArn(EncryptedTopicSpec spec) {
    return tolerated(spec, KeyReferences::arnOf).flatMap(Function.identity());
  }

  private static Optional<String> queueKeyArn(EncryptedQueueSpec spec) {
    return tolerated(spec, KeyReferences::arnOf).flatMap(Function.identity());
  }

  private static Optional<String> topicKey(String name, EncryptedTopicSpec spec) {
    return tolerated(spec, found -> KeyReferences.of(name, found)).flatMap(Function.identity());
  }

  private static Optional<String> queueKey(String name, EncryptedQueueSpec spec) {
    return tolerated(spec, found -> KeyReferences.of(name, found)).flatMap(Function.identity());
  }

  @SuppressWarnings("NullAway") // reads what older schemas may have let in
  private static <A, B> Optional<B> tolerated(A from, Function<A, B> read) {
    try {
      return Optional.ofNullable(read.apply(from));
    } catch (NullPointerException e) {
      return Optional.empty();
    }
  }

  private static List<String> entries(String namespace, Optional<String> name) {
    return name.map(found -> List.of(entry(namespace, found))).orElse(List.of());
  }
}
