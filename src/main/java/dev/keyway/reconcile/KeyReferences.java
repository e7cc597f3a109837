package dev.keyway.reconcile;

import dev.keyway.api.v1alpha1.EncryptedQueueSpec;
import dev.keyway.api.v1alpha1.EncryptedTopicSpec;
import dev.keyway.api.v1alpha1.ObjectReference;
import dev.keyway.api.v1alpha1.QueueEncryption;
import dev.keyway.api.v1alpha1.TopicEncryption;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The EncryptionKey object that a topic or queue is encrypted with, as a reference's text. */
public final class KeyReferences {
  private KeyReferences() {}

  /** Return the key object; empty without one. */
  public static Optional<String> of(ObjectName topic, EncryptedTopicSpec spec) {
    var encryption = spec.encryption();
    if (encryption == null) {
      return Optional.empty();
    }
    return switch (encryption.mode()) {
      case OWN_KEY -> Optional.of(ownKeyOfTopic(topic.name()));
      case SHARED_KEY -> named(topic, encryption.keyRef(), encryption.keyArn());
      case AWS_MANAGED_KEY -> Optional.empty();
    };
  }

  /** Return the key object; empty without one. */
  public static Optional<String> of(ObjectName queue, EncryptedQueueSpec spec) {
    var encryption = spec.encryption();
    if (encryption == null) {
      return Optional.empty();
    }
    return switch (encryption.mode()) {
      case OWN_KEY -> Optional.of(ownKeyOfQueue(queue.name()));
      case SHARED_KEY -> named(queue, encryption.keyRef(), encryption.keyArn());
      case SERVICE_MANAGED, AWS_MANAGED_KEY -> Optional.empty();
    };
  }

  /** Return the name of a topic's own key. */
  public static String ownKeyOfTopic(String topicName) {
    return topicName + "-topic";
  }

  /** Return the name of a queue's own key. */
  public static String ownKeyOfQueue(String queueName) {
    return queueName + "-queue";
  }

  /** Return the ARN by which a topic names its key; empty where it names none so. */
  public static Optional<String> arnOf(EncryptedTopicSpec spec) {
    return Optional.ofNullable(spec.encryption()).map(TopicEncryption::keyArn);
  }

  /** Return the ARN by which a queue names its key; empty where it names none so. */
  public static Optional<String> arnOf(EncryptedQueueSpec spec) {
    return Optional.ofNullable(spec.encryption()).map(QueueEncryption::keyArn);
  }

  private static Optional<String> named(
      ObjectName user, @Nullable ObjectReference reference, @Nullable String keyArn) {
    return keyArn == null
        ? Optional.of(
            References.text(
                Objects.requireNonNull(reference, "SharedKey needs a key"), user.namespace()))
        : Optional.empty();
  }
}
