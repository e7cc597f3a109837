package dev.keyway.queue;

import dev.keyway.api.v1alpha1.EncryptedQueueSpec;
import dev.keyway.api.v1alpha1.EncryptedQueueStatus;
import dev.keyway.aws.Aws;
import dev.keyway.reconcile.ChildKeyMode;
import dev.keyway.reconcile.ChildKeys;
import dev.keyway.reconcile.Freshness;
import dev.keyway.reconcile.KeyReferences;
import dev.keyway.reconcile.Observations;
import dev.keyway.reconcile.Observations.Aspect;
import dev.keyway.reconcile.Plan;
import dev.keyway.reconcile.RefusedPrincipals;
import dev.keyway.reconcile.Report;
import dev.keyway.reconcile.Resource;
import dev.keyway.reconcile.Room;
import dev.keyway.reconcile.Settings;
import dev.keyway.reconcile.Wanted;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The room of EncryptedQueue: the only one that writes queues. */
public final class QueueRoom
    implements Room<EncryptedQueueSpec, EncryptedQueueStatus, QueueObservation, QueueAction> {
  private final Aws aws;
  private final Observations observations;
  private final ChildKeys childKeys;
  private final Wanted wanted;
  private final QueuePlanner planner;
  private final QueueReport reporter;
  private final QueueObserver observer;
  private final RefusedPrincipals refused;

  /** Keep queues right. */
  public QueueRoom(
      Aws aws,
      Observations observations,
      Wanted wanted,
      ChildKeys childKeys,
      Settings settings,
      Clock clock) {
    this.aws = aws;
    this.observations = observations;
    this.childKeys = childKeys;
    this.wanted = wanted;
    this.planner = new QueuePlanner(settings);
    this.reporter = new QueueReport(settings);
    this.refused = new RefusedPrincipals(clock, settings);
    this.observer = new QueueObserver(aws, observations, wanted, settings, refused);
  }

  @Override
  public QueueObservation observe(
      Resource<EncryptedQueueSpec, EncryptedQueueStatus> resource, Freshness freshness) {
    return observer.observe(resource, freshness);
  }

  @Override
  public Plan<QueueAction> plan(
      Resource<EncryptedQueueSpec, EncryptedQueueStatus> resource,
      QueueObservation observation,
      Instant now) {
    var plan = planner.plan(resource, observation, now);
    if (plan.released()) {
      observations.forget(observation.queueArn());
    }
    return plan;
  }

  @Override
  public void apply(
      Resource<EncryptedQueueSpec, EncryptedQueueStatus> resource,
      QueueObservation observation,
      QueueAction action) {
    var sqs = aws.queues(observation.region());
    var arn = observation.queueArn();
    var url = observation.url().orElse("");
    switch (action) {
      case QueueAction.ApplyChildKey(String keyName, var spec) ->
          childKeys.apply(resource.name(), resource.uid(), keyName, spec);
      case QueueAction.RemoveChildKey(String keyName) ->
          childKeys.remove(resource.name(), resource.uid(), keyName);
      case QueueAction.CreateQueue(String name, var attributes, var tags) ->
          writePolicy(
              resource,
              observation,
              attributes,
              () -> observations.createdQueue(arn, sqs.create(name, attributes, tags), tags));
      case QueueAction.SetAttributes(var attributes) -> {
        sqs.setAttributes(url, attributes);
        observations.wrote(Aspect.QUEUE, arn, attributes);
      }
      case QueueAction.SetPolicy(String policy) -> {
        var attributes = Map.of(QueueAttributes.POLICY, policy);
        writePolicy(resource, observation, attributes, () -> sqs.setAttributes(url, attributes));
      }
      case QueueAction.Tag(var tags) -> {
        sqs.tag(url, tags);
        observations.wrote(Aspect.TAGS, arn, Map.of("Tags", tags.toString()));
      }
      case QueueAction.DeleteQueue _ -> {
        sqs.delete(url);
        observations.wrote(Aspect.QUEUE, arn, Map.of(QueueAttributes.QUEUE_ARN, "deleted"));
      }
    }
  }

  @Override
  public void handOn(Resource<EncryptedQueueSpec, EncryptedQueueStatus> resource) {
    var keyName = KeyReferences.ownKeyOfQueue(resource.name().name());
    ChildKeyMode.handOn(wanted, childKeys, resource, keyName);
  }

  @Override
  public boolean isInKubernetes(QueueAction action) {
    return action instanceof QueueAction.ApplyChildKey;
  }

  @Override
  public EncryptedQueueStatus report(
      Resource<EncryptedQueueSpec, EncryptedQueueStatus> resource,
      @Nullable QueueObservation observation,
      Report report) {
    return reporter.of(resource, Optional.ofNullable(observation), report);
  }

  private void writePolicy(
      Resource<?, ?> resource,
      QueueObservation observation,
      Map<String, String> attributes,
      Runnable write) {
    var arn = observation.queueArn();
    observations.wrote(Aspect.QUEUE, arn, Map.of());
    var policy = attributes.getOrDefault(QueueAttributes.POLICY, "");
    if (refused.attempt(resource.uid(), policy, QueuePolicy.text(observation), write)) {
      observations.wrote(Aspect.QUEUE, arn, attributes);
    }
  }
}
