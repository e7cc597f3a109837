package dev.keyway.runtime;

import dev.keyway.api.v1alpha1.EncryptedQueueSpec;
import dev.keyway.api.v1alpha1.EncryptedQueueStatus;
import dev.keyway.api.v1alpha1.EncryptedTopicSpec;
import dev.keyway.api.v1alpha1.EncryptedTopicStatus;
import dev.keyway.api.v1alpha1.EncryptionKeySpec;
import dev.keyway.api.v1alpha1.EncryptionKeyStatus;
import dev.keyway.api.v1alpha1.TopicSubscriptionSpec;
import dev.keyway.api.v1alpha1.TopicSubscriptionStatus;
import dev.keyway.reconcile.ObjectName;
import dev.keyway.reconcile.Resource;
import dev.keyway.reconcile.Wanted;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What users want in the namespaces of one tenant: those that one AccountBinding serves, or those
 * that none does. Names, account and region of an AWS object follow from the binding, so objects of
 * other tenants are as good as absent, whoever lets whom refer to them; what stands of them stays,
 * since they are not gone.
 *
 * @param all what users want anywhere
 * @param isOurs whether a namespace is of the tenant
 */
record TenantWanted(Wanted all, Predicate<String> isOurs) implements Wanted {
  @Override
  public Optional<Resource<EncryptionKeySpec, EncryptionKeyStatus>> key(
      String namespace, String name) {
    return all.key(namespace, name).filter(this::isOurs);
  }

  @Override
  public Optional<Resource<EncryptedTopicSpec, EncryptedTopicStatus>> topic(
      String namespace, String name) {
    return all.topic(namespace, name).filter(this::isOurs);
  }

  @Override
  public Optional<Resource<EncryptedQueueSpec, EncryptedQueueStatus>> queue(
      String namespace, String name) {
    return all.queue(namespace, name).filter(this::isOurs);
  }

  @Override
  public List<Resource<EncryptedTopicSpec, EncryptedTopicStatus>> topicsUnder(
      String namespace, String keyName) {
    return ours(all.topicsUnder(namespace, keyName));
  }

  @Override
  public List<Resource<EncryptedQueueSpec, EncryptedQueueStatus>> queuesUnder(
      String namespace, String keyName) {
    return ours(all.queuesUnder(namespace, keyName));
  }

  @Override
  public List<Resource<EncryptedTopicSpec, EncryptedTopicStatus>> topicsLeaving(String keyArn) {
    return ours(all.topicsLeaving(keyArn));
  }

  @Override
  public List<Resource<EncryptedQueueSpec, EncryptedQueueStatus>> queuesLeaving(String keyArn) {
    return ours(all.queuesLeaving(keyArn));
  }

  @Override
  public List<Resource<EncryptionKeySpec, EncryptionKeyStatus>> keysOf(String keyArn) {
    return ours(all.keysOf(keyArn));
  }

  @Override
  public List<Resource<EncryptedTopicSpec, EncryptedTopicStatus>> topicsOf(String topicArn) {
    return ours(all.topicsOf(topicArn));
  }

  @Override
  public List<Resource<TopicSubscriptionSpec, TopicSubscriptionStatus>> subscriptionsOf(
      String namespace, String topicName) {
    return ours(all.subscriptionsOf(namespace, topicName));
  }

  @Override
  public List<Resource<TopicSubscriptionSpec, TopicSubscriptionStatus>> subscriptionsTo(
      String namespace, String queueName) {
    return ours(all.subscriptionsTo(namespace, queueName));
  }

  @Override
  public List<Resource<TopicSubscriptionSpec, TopicSubscriptionStatus>> subscriptionsFailingTo(
      String namespace, String queueName) {
    return ours(all.subscriptionsFailingTo(namespace, queueName));
  }

  @Override
  public List<Resource<EncryptedQueueSpec, EncryptedQueueStatus>> queuesOf(String queueArn) {
    return ours(all.queuesOf(queueArn));
  }

  @Override
  public List<Resource<EncryptedQueueSpec, EncryptedQueueStatus>> deadLetterSourcesOf(
      String namespace, String queueName) {
    return ours(all.deadLetterSourcesOf(namespace, queueName));
  }

  @Override
  public List<Resource<EncryptionKeySpec, EncryptionKeyStatus>> keysMovedTo(String queueArn) {
    return ours(all.keysMovedTo(queueArn));
  }

  @Override
  public Wanted everybody() {
    return new TenantWanted(all.everybody(), isOurs);
  }

  @Override
  public boolean isGone(ObjectName name) {
    return all.isGone(name);
  }

  private <S, T> List<Resource<S, T>> ours(List<Resource<S, T>> found) {
    var known = new HashMap<String, Boolean>();
    return found.stream()
        .filter(resource -> known.computeIfAbsent(resource.namespace(), isOurs::test))
        .toList();
  }

  private boolean isOurs(Resource<?, ?> resource) {
    return isOurs.test(resource.namespace());
  }
}
