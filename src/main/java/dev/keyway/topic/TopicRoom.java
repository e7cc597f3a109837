package dev.keyway.topic;

import dev.keyway.api.v1alpha1.EncryptedTopicSpec;
import dev.keyway.api.v1alpha1.EncryptedTopicStatus;
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

/** The room of EncryptedTopic: the only one that writes topics. */
public final class TopicRoom
    implements Room<EncryptedTopicSpec, EncryptedTopicStatus, TopicObservation, TopicAction> {
  private final Aws aws;
  private final Observations observations;
  private final ChildKeys childKeys;
  private final Wanted wanted;
  private final TopicPlanner planner;
  private final TopicReport reporter;
  private final TopicObserver observer;
  private final RefusedPrincipals refused;

  /** Keep topics right. */
  public TopicRoom(
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
    this.planner = new TopicPlanner(settings);
    this.reporter = new TopicReport(settings);
    this.refused = new RefusedPrincipals(clock, settings);
    this.observer = new TopicObserver(aws, observations, wanted, settings, refused);
  }

  @Override
  public TopicObservation observe(
      Resource<EncryptedTopicSpec, EncryptedTopicStatus> resource, Freshness freshness) {
    return observer.observe(resource, freshness);
  }

  @Override
  public Plan<TopicAction> plan(
      Resource<EncryptedTopicSpec, EncryptedTopicStatus> resource,
      TopicObservation observation,
      Instant now) {
    var plan = planner.plan(resource, observation, now);
    if (plan.released()) {
      observations.forget(observation.topicArn());
    }
    return plan;
  }

  @Override
  public void apply(
      Resource<EncryptedTopicSpec, EncryptedTopicStatus> resource,
      TopicObservation observation,
      TopicAction action) {
    var sns = aws.topics(observation.region());
    var arn = observation.topicArn();
    switch (action) {
      case TopicAction.ApplyChildKey(String keyName, var spec) ->
          childKeys.apply(resource.name(), resource.uid(), keyName, spec);
      case TopicAction.RemoveChildKey(String keyName) ->
          childKeys.remove(resource.name(), resource.uid(), keyName);
      case TopicAction.CreateTopic(String name, var attributes, var tags) ->
          writePolicy(
              resource,
              observation,
              attributes,
              () -> {
                sns.create(name, attributes, tags);
                observations.createdTopic(arn, tags);
              });
      case TopicAction.SetAttribute(String name, String value) -> {
        sns.setAttribute(arn, name, value);
        observations.wrote(Aspect.TOPIC, arn, Map.of(name, value));
      }
      case TopicAction.SetPolicy(String policy) ->
          writePolicy(
              resource,
              observation,
              Map.of(TopicAttributes.POLICY, policy),
              () -> sns.setAttribute(arn, TopicAttributes.POLICY, policy));
      case TopicAction.Tag(var tags) -> {
        sns.tag(arn, tags);
        observations.wrote(Aspect.TAGS, arn, Map.of("Tags", tags.toString()));
      }
      case TopicAction.DeleteTopic _ -> {
        sns.delete(arn);
        observations.wrote(Aspect.TOPIC, arn, Map.of(TopicAttributes.TOPIC_ARN, "deleted"));
      }
    }
  }

  @Override
  public void handOn(Resource<EncryptedTopicSpec, EncryptedTopicStatus> resource) {
    var keyName = KeyReferences.ownKeyOfTopic(resource.name().name());
    ChildKeyMode.handOn(wanted, childKeys, resource, keyName);
  }

  @Override
  public boolean isInKubernetes(TopicAction action) {
    return action instanceof TopicAction.ApplyChildKey;
  }

  @Override
  public EncryptedTopicStatus report(
      Resource<EncryptedTopicSpec, EncryptedTopicStatus> resource,
      @Nullable TopicObservation observation,
      Report report) {
    return reporter.of(resource, Optional.ofNullable(observation), report);
  }

  private void writePolicy(
      Resource<?, ?> resource,
      TopicObservation observation,
      Map<String, String> attributes,
      Runnable write) {
    var arn = observation.topicArn();
    observations.wrote(Aspect.TOPIC, arn, Map.of());
    var policy = attributes.getOrDefault(TopicAttributes.POLICY, "");
    if (refused.attempt(resource.uid(), policy, TopicPolicy.text(observation), write)) {
      observations.wrote(Aspect.TOPIC, arn, attributes);
    }
  }
}
