package dev.keyway.reconcile;

import dev.keyway.api.v1alpha1.EncryptedQueueSpec;
import dev.keyway.api.v1alpha1.EncryptedTopicSpec;
import dev.keyway.api.v1alpha1.ObjectReference;
import dev.keyway.api.v1alpha1.QueueEncryption;
import dev.keyway.api.v1alpha1.TopicEncryption;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The name of the EncryptionKey object that a topic or queue is encrypted with. */
public final class KeyReferences {
  private KeyReferences() {}

  /** Return the key object's name, in the topic's own namespace; empty without one. */
  public static Optional<String> of(String topicName, EncryptedTopicSpec spec) {
    var encryption = spec.encryption();
    if (encryption == null) {
      return Optional.empty();
    }
    return switch (encryption.mode()) {
      case OWN_KEY -> Optional.of(ownKeyOfTopic(topicName));
      case SHARED_KEY -> named(encryption.keyRef(), encryption.keyArn());
      case AWS_MANAGED_KEY -> Optional.empty();
    };
  }

  /** Return the key object's name, in the queue's own namespace; empty without one. */
  public static Optional<String> of(String queueName, EncryptedQueueSpec spec) {
    var encryption = spec.encryption();
    if (encryption == null) {
      return Optional.empty();
    }
    return switch (encryption.mode()) {
      case OWN_KEY -> Optional.of(ownKeyOfQueue(queueName));
      case SHARED_KEY -> named(encryption.keyRef(), encryption.keyArn());
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
      @Nullable ObjectReference reference, @Nullable String keyArn) {
    return keyArn == null
        ? Optional.of(Objects.requireNonNull(reference, "SharedKey needs a key").name())
        : Optional.empty();
  }
}
