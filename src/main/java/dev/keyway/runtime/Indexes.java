package dev.keyway.runtime;

import dev.keyway.api.v1alpha1.EncryptedQueue;
import dev.keyway.api.v1alpha1.EncryptedQueueSpec;
import dev.keyway.api.v1alpha1.EncryptedTopic;
import dev.keyway.api.v1alpha1.EncryptedTopicSpec;
import dev.keyway.api.v1alpha1.EncryptionKey;
import dev.keyway.api.v1alpha1.KeyDeadLetter;
import dev.keyway.api.v1alpha1.ObjectReference;
import dev.keyway.api.v1alpha1.RetiringKey;
import dev.keyway.api.v1alpha1.TopicSubscription;
import dev.keyway.api.v1alpha1.TopicSubscriptionSpec;
import dev.keyway.reconcile.KeyReferences;
import dev.keyway.reconcile.Kind;
import dev.keyway.reconcile.ObjectName;
import dev.keyway.reconcile.References;
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

  /** Keys, topics and queues by the ARN of their object in AWS. */
  static final String BY_ARN = "arn";

  /** Queues and subscriptions by the name or ARN of their dead-letter queue. */
  static final String BY_DEAD_LETTER = "deadLetter";

  /** Keys by the ARNs of the dead-letter queues that hold messages under them. */
  static final String BY_MOVED_TO = "movedTo";

  /** Subscriptions by their topic. */
  static final String BY_TOPIC = "topic";

  /** Subscriptions by their queue. */
  static final String BY_QUEUE = "queue";

  private static final String ARN = "arn:";

  private Indexes() {}

  /** Return the index entry of a name in a namespace. */
  static String entry(String namespace, String name) {
    return namespace + "/" + name;
  }

  /** Return the index entry of a reference: an ARN is one in every namespace. */
  private static String entryOf(String namespace, String reference) {
    if (reference.startsWith(ARN)) {
      return reference;
    }
    var name = References.name(Kind.ENCRYPTION_KEY, namespace, reference);
    return entry(name.namespace(), name.name());
  }

  static List<String> keyOf(EncryptedTopic topic) {
    var spec = topic.getSpec();
    return entries(topic, topicKey(name(topic), spec).or(() -> topicKeyArn(spec)));
  }

  static List<String> keyOf(EncryptedQueue queue) {
    var spec = queue.getSpec();
    return entries(queue, queueKey(name(queue), spec).or(() -> queueKeyArn(spec)));
  }

  private static ObjectName name(EncryptedTopic topic) {
    var metadata = topic.getMetadata();
    return new ObjectName(Kind.ENCRYPTED_TOPIC, metadata.getNamespace(), metadata.getName());
  }

  private static ObjectName name(EncryptedQueue queue) {
    var metadata = queue.getMetadata();
    return new ObjectName(Kind.ENCRYPTED_QUEUE, metadata.getNamespace(), metadata.getName());
  }

  static List<String> retiringKeysOf(EncryptedTopic topic) {
    var status = topic.getStatus();
    return arns(status == null ? List.of() : status.retiringKeys());
  }

  static List<String> retiringKeysOf(EncryptedQueue queue) {
    var status = queue.getStatus();
    return arns(status == null ? List.of() : status.retiringKeys());
  }

  static List<String> arnOf(EncryptionKey key) {
    var status = key.getStatus();
    return entries(key, Optional.ofNullable(status == null ? null : status.keyArn()));
  }

  static List<String> arnOf(EncryptedTopic topic) {
    var status = topic.getStatus();
    return entries(topic, Optional.ofNullable(status == null ? null : status.topicArn()));
  }

  static List<String> arnOf(EncryptedQueue queue) {
    var status = queue.getStatus();
    return entries(queue, Optional.ofNullable(status == null ? null : status.queueArn()));
  }

  static List<String> deadLetterOf(EncryptedQueue queue) {
    return entries(queue, deadLetterOf(namespace(queue), queue.getSpec()));
  }

  /** Return a queue's dead-letter queue, as text or ARN. */
  static Optional<String> deadLetterOf(String namespace, @Nullable EncryptedQueueSpec spec) {
    return Optional.ofNullable(spec)
        .map(EncryptedQueueSpec::deadLetter)
        .flatMap(dead -> either(namespace, dead.queueRef(), dead.queueArn()));
  }

  static List<String> deadLetterOf(TopicSubscription subscription) {
    var namespace = namespace(subscription);
    return entries(
        subscription,
        tolerated(subscription, TopicSubscription::getSpec)
            .flatMap(spec -> failingTo(namespace, spec)));
  }

  /** Return a subscription's dead-letter queue, as text or ARN. */
  static Optional<String> failingTo(String namespace, TopicSubscriptionSpec spec) {
    return Optional.ofNullable(spec.deadLetter())
        .flatMap(dead -> either(namespace, dead.queueRef(), dead.queueArn()));
  }

  private static Optional<String> either(
      String namespace, @Nullable ObjectReference ref, @Nullable String arn) {
    return Optional.ofNullable(ref)
        .flatMap(found -> text(namespace, found))
        .or(() -> Optional.ofNullable(arn));
  }

  static List<String> movedTo(EncryptionKey key) {
    var status = key.getStatus();
    return status == null
        ? List.of()
        : status.deadLetters().stream().map(KeyDeadLetter::queueArn).toList();
  }

  private static List<String> arns(List<RetiringKey> retiring) {
    return retiring.stream().map(RetiringKey::keyArn).toList();
  }

  private static Optional<String> text(String namespace, ObjectReference reference) {
    return tolerated(reference, ObjectReference::name)
        .map(_ -> References.text(reference, namespace));
  }

  static List<String> topicOf(TopicSubscription subscription) {
    var topic =
        tolerated(subscription, found -> Optional.ofNullable(found.getSpec().topicRef()))
            .flatMap(Function.identity())
            .flatMap(reference -> text(namespace(subscription), reference));
    return entries(subscription, topic);
  }

  static List<String> queueOf(TopicSubscription subscription) {
    var queue =
        tolerated(subscription, found -> found.getSpec().queueRef())
            .flatMap(reference -> text(namespace(subscription), reference));
    return entries(subscription, queue);
  }

  /** Return the key object of a topic or queue, as text. */
  static Optional<String> keyOf(Resource<?, ?> resource) {
    return switch (resource.spec()) {
      case EncryptedTopicSpec spec -> topicKey(resource.name(), spec);
      case EncryptedQueueSpec spec -> queueKey(resource.name(), spec);
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

  private static Optional<String> topicKey(ObjectName name, EncryptedTopicSpec spec) {
    return tolerated(spec, found -> KeyReferences.of(name, found)).flatMap(Function.identity());
  }

  private static Optional<String> queueKey(ObjectName name, EncryptedQueueSpec spec) {
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

  private static String namespace(HasMetadata object) {
    return object.getMetadata().getNamespace();
  }

  private static List<String> entries(HasMetadata object, Optional<String> reference) {
    return reference.map(found -> List.of(entryOf(namespace(object), found))).orElse(List.of());
  }
}
