package dev.keyway.reconcile;

import dev.keyway.api.v1alpha1.EncryptedQueue;
import dev.keyway.api.v1alpha1.EncryptedTopic;
import dev.keyway.api.v1alpha1.EncryptionKey;
import dev.keyway.api.v1alpha1.TopicSubscription;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.stream.Stream;

/** Objects that tests write as YAML. */
public abstract class YamlObjects extends ListedWanted {
  protected static final KubernetesSerialization YAML = new KubernetesSerialization();

  static {
    Stream.of(
            EncryptionKey.class,
            EncryptedTopic.class,
            EncryptedQueue.class,
            TopicSubscription.class)
        .forEach(YAML::registerKubernetesResource);
  }

  /** Return the objects of a YAML text. */
  protected static Stream<HasMetadata> documents(String yaml) {
    return Stream.of(yaml.split("(?m)^---$"))
        .filter(document -> document.contains("kind:"))
        .map(document -> YAML.<HasMetadata>unmarshal(document));
  }

  protected static Kind kind(HasMetadata object) {
    return switch (object) {
      case EncryptionKey _ -> Kind.ENCRYPTION_KEY;
      case EncryptedTopic _ -> Kind.ENCRYPTED_TOPIC;
      case EncryptedQueue _ -> Kind.ENCRYPTED_QUEUE;
      case TopicSubscription _ -> Kind.TOPIC_SUBSCRIPTION;
      default -> throw new IllegalArgumentException(object.getKind() + " is not Keyway's");
    };
  }
}
