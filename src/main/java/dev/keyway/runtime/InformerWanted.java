package dev.keyway.runtime;

import static java.util.Comparator.comparing;

import dev.keyway.api.v1alpha1.EncryptedQueueSpec;
import dev.keyway.api.v1alpha1.EncryptedQueueStatus;
import dev.keyway.api.v1alpha1.EncryptedTopicSpec;
import dev.keyway.api.v1alpha1.EncryptedTopicStatus;
import dev.keyway.api.v1alpha1.EncryptionKeySpec;
import dev.keyway.api.v1alpha1.EncryptionKeyStatus;
import dev.keyway.api.v1alpha1.KeywaySpec;
import dev.keyway.api.v1alpha1.KeywayStatus;
import dev.keyway.api.v1alpha1.TopicSubscriptionSpec;
import dev.keyway.api.v1alpha1.TopicSubscriptionStatus;
import dev.keyway.reconcile.ObjectName;
import dev.keyway.reconcile.References;
import dev.keyway.reconcile.Resource;
import dev.keyway.reconcile.Wanted;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * {@link Wanted} over the primary informers of the four JOSDK controllers (see {@link Caches}):
 * JOSDK offers its primary cache to event sources with {@code addIndexers}, so that the process
 * keeps each object once and holds one watch a kind.
 */
final class InformerWanted implements Wanted {
  private static final Logger LOG = Logger.getLogger(InformerWanted.class);

  private final Caches caches;
  private final KubernetesClient client;
  private final boolean everybody;

  InformerWanted(Caches caches, KubernetesClient client) {
    this(caches, client, false);
  }

  private InformerWanted(Caches caches, KubernetesClient client, boolean everybody) {
    this.caches = caches;
    this.client = client;
    this.everybody = everybody;
  }

  @Override
  public Wanted everybody() {
    return new InformerWanted(caches, client, true);
  }

  @Override
  public Optional<Resource<EncryptionKeySpec, EncryptionKeyStatus>> key(
      String namespace, String name) {
    return find(ResourceTypes.KEY, namespace, name);
  }

  @Override
  public Optional<Resource<EncryptedTopicSpec, EncryptedTopicStatus>> topic(
      String namespace, String name) {
    return find(ResourceTypes.TOPIC, namespace, name);
  }

  @Override
  public Optional<Resource<EncryptedQueueSpec, EncryptedQueueStatus>> queue(
      String namespace, String name) {
    return find(ResourceTypes.QUEUE, namespace, name);
  }

  @Override
  public List<Resource<EncryptedTopicSpec, EncryptedTopicStatus>> topicsUnder(
      String namespace, String keyName) {
    return underKey(ResourceTypes.TOPIC, namespace, keyName);
  }

  @Override
  public List<Resource<EncryptedQueueSpec, EncryptedQueueStatus>> queuesUnder(
      String namespace, String keyName) {
    return underKey(ResourceTypes.QUEUE, namespace, keyName);
  }

  @Override
  public List<Resource<EncryptedTopicSpec, EncryptedTopicStatus>> topicsLeaving(String keyArn) {
    return byArn(ResourceTypes.TOPIC, Indexes.BY_RETIRING_KEY, keyArn);
  }

  @Override
  public List<Resource<EncryptedQueueSpec, EncryptedQueueStatus>> queuesLeaving(String keyArn) {
    return byArn(ResourceTypes.QUEUE, Indexes.BY_RETIRING_KEY, keyArn);
  }

  @Override
  public List<Resource<EncryptionKeySpec, EncryptionKeyStatus>> keysOf(String keyArn) {
    return byArn(ResourceTypes.KEY, Indexes.BY_ARN, keyArn);
  }

  @Override
  public List<Resource<EncryptedTopicSpec, EncryptedTopicStatus>> topicsOf(String topicArn) {
    return byArn(ResourceTypes.TOPIC, Indexes.BY_ARN, topicArn);
  }

  @Override
  public List<Resource<TopicSubscriptionSpec, TopicSubscriptionStatus>> subscriptionsOf(
      String namespace, String topicName) {
    var topic = topic(namespace, topicName);
    return referring(
        ResourceTypes.SUBSCRIPTION,
        Indexes.BY_TOPIC,
        namespace,
        topicName,
        topic,
        Optional.empty());
  }

  @Override
  public List<Resource<TopicSubscriptionSpec, TopicSubscriptionStatus>> subscriptionsTo(
      String namespace, String queueName) {
    var queue = queue(namespace, queueName);
    return referring(
        ResourceTypes.SUBSCRIPTION,
        Indexes.BY_QUEUE,
        namespace,
        queueName,
        queue,
        Optional.empty());
  }

  @Override
  public List<Resource<TopicSubscriptionSpec, TopicSubscriptionStatus>> subscriptionsFailingTo(
      String namespace, String queueName) {
    return intoDeadLetter(ResourceTypes.SUBSCRIPTION, namespace, queueName);
  }

  @Override
  public List<Resource<EncryptedQueueSpec, EncryptedQueueStatus>> queuesOf(String queueArn) {
    return byArn(ResourceTypes.QUEUE, Indexes.BY_ARN, queueArn);
  }

  @Override
  public List<Resource<EncryptedQueueSpec, EncryptedQueueStatus>> deadLetterSourcesOf(
      String namespace, String queueName) {
    return intoDeadLetter(ResourceTypes.QUEUE, namespace, queueName);
  }

  @Override
  public List<Resource<EncryptionKeySpec, EncryptionKeyStatus>> keysMovedTo(String queueArn) {
    return byArn(ResourceTypes.KEY, Indexes.BY_MOVED_TO, queueArn);
  }

  @Override
  public boolean isGone(ObjectName name) {
    try {
      return client
              .resources(ResourceTypes.of(name.kind()).type())
              .inNamespace(name.namespace())
              .withName(name.name())
              .get()
          == null;
    } catch (KubernetesClientException e) {
      LOG.debugf(e, "Cannot tell whether %s is gone", name);
      return e.getCode() == HttpURLConnection.HTTP_NOT_FOUND;
    }
  }

  private <S extends KeywaySpec, T extends KeywayStatus, R extends CustomResource<S, @Nullable T>>
      Optional<Resource<S, T>> find(ResourceType<S, T, R> type, String namespace, String name) {
    return caches.get(type, namespace, name).map(type::resource);
  }

  // By the name of the key object, or by the ARN of its key.
  private <S extends KeywaySpec, T extends KeywayStatus, R extends CustomResource<S, @Nullable T>>
      List<Resource<S, T>> underKey(ResourceType<S, T, R> type, String namespace, String keyName) {
    var key = key(namespace, keyName);
    var arn = key.map(Resource::status).map(EncryptionKeyStatus::keyArn);
    return referring(type, Indexes.BY_KEY, namespace, keyName, key, arn);
  }

  // By the name of the queue object, or by the ARN of its queue.
  private <S extends KeywaySpec, T extends KeywayStatus, R extends CustomResource<S, @Nullable T>>
      List<Resource<S, T>> intoDeadLetter(
          ResourceType<S, T, R> type, String namespace, String queueName) {
    var queue = queue(namespace, queueName);
    var arn = queue.map(Resource::status).map(EncryptedQueueStatus::queueArn);
    return referring(type, Indexes.BY_DEAD_LETTER, namespace, queueName, queue, arn);
  }

  // Within a namespace one may refer to what is not there yet.
  private <S extends KeywaySpec, T extends KeywayStatus, R extends CustomResource<S, @Nullable T>>
      List<Resource<S, T>> referring(
          ResourceType<S, T, R> type,
          String index,
          String namespace,
          String name,
          Optional<? extends Resource<? extends KeywaySpec, ?>> target,
          Optional<String> arn) {
    return byIndex(
            type, index, Stream.concat(Stream.of(Indexes.entry(namespace, name)), arn.stream()))
        .filter(
            from ->
                everybody
                    || from.namespace().equals(namespace)
                    || target.filter(t -> References.mayRefer(t, from.name())).isPresent())
        .toList();
  }

  private <S extends KeywaySpec, T extends KeywayStatus, R extends CustomResource<S, @Nullable T>>
      List<Resource<S, T>> byArn(ResourceType<S, T, R> type, String index, String arn) {
    return byIndex(type, index, Stream.of(arn)).toList();
  }

  private <S extends KeywaySpec, T extends KeywayStatus, R extends CustomResource<S, @Nullable T>>
      Stream<Resource<S, T>> byIndex(
          ResourceType<S, T, R> type, String index, Stream<String> entries) {
    return entries
        .flatMap(entry -> caches.byIndex(type, index, entry))
        .map(type::resource)
        .sorted(
            comparing((Resource<S, T> found) -> found.createdAt())
                .thenComparing(Resource::namespace)
                .thenComparing(found -> found.name().name()));
  }
}
