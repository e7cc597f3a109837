package dev.keyway.demo;

import dev.keyway.api.v1alpha1.EncryptedQueue;
import dev.keyway.api.v1alpha1.EncryptedTopic;
import dev.keyway.api.v1alpha1.EncryptionKey;
import dev.keyway.api.v1alpha1.TopicSubscription;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Objects;

/** Everything that a chapter needs. */
record Stage(
    Terminal terminal,
    Kubectl kubectl,
    KubernetesClient admin,
    Place place,
    Backstage backstage,
    Cast cast,
    Child operator) {
  /** Name of all four objects. */
  static final String NAME = "payments";

  /**
   * What Keyway made in AWS, as the four objects tell.
   *
   * @param alias of the key, with {@code alias/} before it
   */
  record Channel(
      String keyArn,
      String alias,
      String topicArn,
      String queueArn,
      String queueUrl,
      String subscriptionArn) {
    String keyId() {
      return keyArn.substring(keyArn.lastIndexOf('/') + 1);
    }
  }

  String namespace() {
    return place.namespace();
  }

  Channel channel() {
    var key = Objects.requireNonNull(get(EncryptionKey.class).getStatus());
    var topic = Objects.requireNonNull(get(EncryptedTopic.class).getStatus());
    var queue = Objects.requireNonNull(get(EncryptedQueue.class).getStatus());
    var subscription = Objects.requireNonNull(get(TopicSubscription.class).getStatus());
    return new Channel(
        Objects.requireNonNull(key.keyArn()),
        Objects.requireNonNull(key.alias()),
        Objects.requireNonNull(topic.topicArn()),
        Objects.requireNonNull(queue.queueArn()),
        Objects.requireNonNull(queue.queueUrl()),
        Objects.requireNonNull(subscription.subscriptionArn()));
  }

  /** Return the object of that kind as it stands in Kubernetes. */
  <R extends HasMetadata> R get(Class<R> kind) {
    return Objects.requireNonNull(
        admin.resources(kind).inNamespace(namespace()).withName(NAME).get(),
        () -> "There is no " + kind.getSimpleName() + " " + NAME + ".");
  }
}
