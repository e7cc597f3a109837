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

  InformerWanted(Caches caches, KubernetesClient client) {
    this.caches = caches;
    this.client = client;
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
  public List<Resource<EncryptedTopicSpec, EncryptedTopicStatus>> topicsLeaving(
      String namespace, String keyArn) {
    return byIndex(ResourceTypes.TOPIC, Indexes.BY_RETIRING_KEY, namespace, keyArn);
  }

  @Override
  public List<Resource<EncryptedQueueSpec, EncryptedQueueStatus>> queuesLeaving(
      String namespace, String keyArn) {
    return byIndex(ResourceTypes.QUEUE, Indexes.BY_RETIRING_KEY, namespace, keyArn);
  }

  @Override
  public Optional<Resource<EncryptionKeySpec, EncryptionKeyStatus>> keyOf(
      String namespace, String keyArn) {
    return byIndex(ResourceTypes.KEY, Indexes.BY_ARN, namespace, keyArn).stream().findFirst();
  }

  @Override
  public List<Resource<TopicSubscriptionSpec, TopicSubscriptionStatus>> subscriptionsOf(
      String namespace, String topicName) {
    return byIndex(ResourceTypes.SUBSCRIPTION, Indexes.BY_TOPIC, namespace, topicName);
  }

  @Override
  public List<Resource<TopicSubscriptionSpec, TopicSubscriptionStatus>> subscriptionsTo(
      String namespace, String queueName) {
    return byIndex(ResourceTypes.SUBSCRIPTION, Indexes.BY_QUEUE, namespace, queueName);
  }

  @Override
  public List<Resource<TopicSubscriptionSpec, TopicSubscriptionStatus>> subscriptionsFailingTo(
      String namespace, String queueName) {
    return intoDeadLetter(ResourceTypes.SUBSCRIPTION, namespace, queueName);
  }

  @Override
  public Optional<Resource<EncryptedQueueSpec, EncryptedQueueStatus>> queueOf(
      String namespace, String queueArn) {
    return byIndex(ResourceTypes.QUEUE, Indexes.BY_ARN, namespace, queueArn).stream().findFirst();
  }

  @Override
  public List<Resource<EncryptedQueueSpec, EncryptedQueueStatus>> deadLetterSourcesOf(
      String namespace, String queueName) {
    return intoDeadLetter(ResourceTypes.QUEUE, namespace, queueName);
  }

  @Override
  public List<Resource<EncryptionKeySpec, EncryptionKeyStatus>> keysMovedTo(
      String namespace, String queueArn) {
    return byIndex(ResourceTypes.KEY, Indexes.BY_MOVED_TO, namespace, queueArn);
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
    var arn = key(namespace, keyName).map(Resource::status).map(EncryptionKeyStatus::keyArn);
    return byIndex(
        type, Indexes.BY_KEY, namespace, Stream.concat(Stream.of(keyName), arn.stream()));
  }

  // By the name of the queue object, or by the ARN of its queue.
  private <S extends KeywaySpec, T extends KeywayStatus, R extends CustomResource<S, @Nullable T>>
      List<Resource<S, T>> intoDeadLetter(
          ResourceType<S, T, R> type, String namespace, String queueName) {
    var arn = queue(namespace, queueName).map(Resource::status).map(EncryptedQueueStatus::queueArn);
    return byIndex(
        type, Indexes.BY_DEAD_LETTER, namespace, Stream.concat(Stream.of(queueName), arn.stream()));
  }

  private <S extends KeywaySpec, T extends KeywayStatus, R extends CustomResource<S, @Nullable T>>
      List<Resource<S, T>> byIndex(
          ResourceType<S, T, R> type, String index, String namespace, String name) {
    return byIndex(type, index, namespace, Stream.of(name));
  }

  private <S extends KeywaySpec, T extends KeywayStatus, R extends CustomResource<S, @Nullable T>>
      List<Resource<S, T>> byIndex(
          ResourceType<S, T, R> type, String index, String namespace, Stream<String> names) {
    return names
        .flatMap(name -> caches.byIndex(type, index, Indexes.entry(namespace, name)))
        .map(type::resource)
        .sorted(
            comparing((Resource<S, T> found) -> found.createdAt())
                .thenComparing(found -> found.name().name()))
        .toList();
  }
}
