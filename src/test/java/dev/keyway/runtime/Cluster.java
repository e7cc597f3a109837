package dev.keyway.runtime;

import dev.keyway.api.v1alpha1.EncryptedQueue;
import dev.keyway.api.v1alpha1.EncryptedTopic;
import dev.keyway.api.v1alpha1.EncryptionKey;
import dev.keyway.api.v1alpha1.TopicSubscription;
import dev.keyway.support.ControlPlane;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.Objects;

/** What users do in one namespace, as its admin. */
final class Cluster {
  private final KubernetesClient client = ControlPlane.client();
  private final String namespace;

  Cluster(String namespace) {
    this.namespace = namespace;
  }

  EncryptionKey createKey(String name) {
    return create(EncryptionKey.class, "EncryptionKey", name, "{}");
  }

  EncryptedTopic createTopic(String name, String key) {
    return create(EncryptedTopic.class, "EncryptedTopic", name, encryptedWith(key));
  }

  EncryptedQueue createQueue(String name, String key) {
    return create(EncryptedQueue.class, "EncryptedQueue", name, encryptedWith(key));
  }

  EncryptedQueue createQueueWithArn(String name, String keyArn) {
    return create(
        EncryptedQueue.class,
        "EncryptedQueue",
        name,
        "{\"encryption\":{\"mode\":\"SharedKey\",\"keyArn\":\"%s\"}}".formatted(keyArn));
  }

  /** Let the status of a key say that ARN. */
  void keyArn(String name, String arn) {
    at(EncryptionKey.class, name)
        .subresource("status")
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            "{\"status\":{\"observedGeneration\":1,\"keyArn\":\"%s\"}}".formatted(arn));
  }

  TopicSubscription createSubscription(String name, String topic, String queue) {
    return create(
        TopicSubscription.class,
        "TopicSubscription",
        name,
        "{\"topicRef\":{\"name\":\"%s\"},\"queueRef\":{\"name\":\"%s\"}}".formatted(topic, queue));
  }

  /** Create a subscription whose spec says more than topic and queue. */
  TopicSubscription createSubscription(String name, String topic, String queue, String more) {
    return create(
        TopicSubscription.class,
        "TopicSubscription",
        name,
        "{\"topicRef\":{\"name\":\"%s\"},\"queueRef\":{\"name\":\"%s\"},%s}"
            .formatted(topic, queue, more));
  }

  /** Let the status of a queue say that ARN. */
  void queueArn(String name, String arn) {
    at(EncryptedQueue.class, name)
        .subresource("status")
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            "{\"status\":{\"observedGeneration\":1,\"queueArn\":\"%s\"}}".formatted(arn));
  }

  /** The handle of an object. */
  <R extends HasMetadata> Resource<R> at(Class<R> type, String name) {
    return client.resources(type).inNamespace(namespace).withName(name);
  }

  /** The object, which must be there. */
  <R extends HasMetadata> R get(Class<R> type, String name) {
    return Objects.requireNonNull(at(type, name).get(), name + " is gone");
  }

  boolean isGone(Class<? extends HasMetadata> type, String name) {
    return at(type, name).get() == null;
  }

  /** Set a label, which is no change of the spec. */
  <R extends HasMetadata> R label(Class<R> type, String name, String value) {
    return at(type, name)
        .edit(
            object -> {
              object.getMetadata().getLabels().put("touched", value);
              return object;
            });
  }

  /** Change a spec, so that there is a new generation. */
  <R extends HasMetadata> void changeTags(Class<R> type, String name, String value) {
    merge(type, name, "{\"spec\":{\"tags\":{\"changed\":\"%s\"}}}".formatted(value));
  }

  /** Ask for a check, which is no change of the spec either. */
  <R extends HasMetadata> void checkNow(Class<R> type, String name, String value) {
    merge(
        type,
        name,
        "{\"metadata\":{\"annotations\":{\"keyway.dev/check-now\":\"%s\"}}}".formatted(value));
  }

  /** Take all finalizers off. */
  <R extends HasMetadata> void force(Class<R> type, String name) {
    merge(type, name, "{\"metadata\":{\"finalizers\":[]}}");
  }

  <R extends HasMetadata> void merge(Class<R> type, String name, String patch) {
    at(type, name).patch(PatchContext.of(PatchType.JSON_MERGE), patch);
  }

  <R extends HasMetadata> R create(Class<R> type, String kind, String name, String spec) {
    String json =
        """
        {"apiVersion":"keyway.dev/v1alpha1","kind":"%s",
        "metadata":{"name":"%s","namespace":"%s"},"spec":%s}
        """
            .formatted(kind, name, namespace, spec);
    var object = client.getKubernetesSerialization().unmarshal(json, type);
    return client.resource(object).create();
  }

  private static String encryptedWith(String key) {
    return "{\"encryption\":{\"mode\":\"SharedKey\",\"keyRef\":{\"name\":\"%s\"}}}".formatted(key);
  }
}
