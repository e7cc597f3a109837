package dev.keyway.reconcile;

import dev.keyway.api.v1alpha1.EncryptedQueueSpec;
import dev.keyway.api.v1alpha1.EncryptedTopicSpec;
import dev.keyway.api.v1alpha1.ObjectReference;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The name of the EncryptionKey object that a topic or queue is encrypted with. */
public final class KeyReferences {
  private KeyReferences() {}

  /** Return the key object's name, in the topic's own namespace; empty without one. */
  public static Optional<String> of(String topicName, EncryptedTopicSpec spec) {
    return switch (spec.encryption().mode()) {
      case OWN_KEY -> Optional.of(ownKeyOfTopic(topicName));
      case SHARED_KEY -> Optional.of(required(spec.encryption().keyRef()));
      case AWS_MANAGED_KEY -> Optional.empty();
    };
  }

  /** Return the key object's name, in the queue's own namespace; empty without one. */
  public static Optional<String> of(String queueName, EncryptedQueueSpec spec) {
    return switch (spec.encryption().mode()) {
      case OWN_KEY -> Optional.of(ownKeyOfQueue(queueName));
      case SHARED_KEY -> Optional.of(required(spec.encryption().keyRef()));
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

  private static String required(@Nullable ObjectReference reference) {
    return Objects.requireNonNull(reference, "SharedKey needs keyRef").name();
  }
}
