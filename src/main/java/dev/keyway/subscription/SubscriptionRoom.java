package dev.keyway.subscription;

import dev.keyway.api.v1alpha1.TopicSubscriptionSpec;
import dev.keyway.api.v1alpha1.TopicSubscriptionStatus;
import dev.keyway.aws.Aws;
import dev.keyway.aws.AwsException;
import dev.keyway.aws.TopicService;
import dev.keyway.reconcile.Freshness;
import dev.keyway.reconcile.Observations;
import dev.keyway.reconcile.Observations.Aspect;
import dev.keyway.reconcile.Plan;
import dev.keyway.reconcile.Report;
import dev.keyway.reconcile.Resource;
import dev.keyway.reconcile.Room;
import dev.keyway.reconcile.Settings;
import dev.keyway.reconcile.Wanted;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The room of TopicSubscription: the only one that writes subscriptions. */
public final class SubscriptionRoom
    implements Room<
        TopicSubscriptionSpec,
        TopicSubscriptionStatus,
        SubscriptionObservation,
        SubscriptionAction> {
  private final Aws aws;
  private final Observations observations;
  private final SubscriptionPlanner planner;
  private final SubscriptionObserver observer;
  private final ReplayIntents intents = new ReplayIntents();

  /** Keep subscriptions right. */
  public SubscriptionRoom(Aws aws, Observations observations, Wanted wanted, Settings settings) {
    this.aws = aws;
    this.observations = observations;
    this.planner = new SubscriptionPlanner(settings);
    this.observer = new SubscriptionObserver(observations, wanted, settings, intents);
  }

  @Override
  public SubscriptionObservation observe(
      Resource<TopicSubscriptionSpec, TopicSubscriptionStatus> resource, Freshness freshness) {
    return observer.observe(resource, freshness);
  }

  @Override
  public Plan<SubscriptionAction> plan(
      Resource<TopicSubscriptionSpec, TopicSubscriptionStatus> resource,
      SubscriptionObservation observation,
      Instant now) {
    var plan = planner.plan(resource, observation, now);
    if (plan.released()) {
      observation.subscriptionArn().ifPresent(observations::forget);
    }
    return plan;
  }

  @Override
  public void apply(
      Resource<TopicSubscriptionSpec, TopicSubscriptionStatus> resource,
      SubscriptionObservation observation,
      SubscriptionAction action) {
    var sns = aws.topics(observation.region());
    switch (action) {
      case SubscriptionAction.Subscribe(var attributes) -> {
        var topicArn = observation.topicArn().orElseThrow();
        var queueArn = observation.queueArn().orElseThrow();
        var arn = observer.subscribe(sns, topicArn, queueArn, attributes);
        observations.wrote(Aspect.SUBSCRIPTION, arn, Map.of());
      }
      case SubscriptionAction.SetAttribute(String arn, String name, String value) -> {
        sns.setSubscriptionAttribute(arn, name, value);
        observations.wrote(Aspect.SUBSCRIPTION, arn, Map.of(name, value));
      }
      case SubscriptionAction.StartReplay(String arn, String policy) ->
          startReplay(sns, resource, arn, policy);
      case SubscriptionAction.Unsubscribe(String arn) -> {
        sns.unsubscribe(arn);
        observations.wrote(Aspect.SUBSCRIPTION, arn, Map.of());
        observation
            .topicArn()
            .ifPresent(topic -> observations.wrote(Aspect.SUBSCRIPTIONS_OF_TOPIC, topic, Map.of()));
      }
    }
  }

  @Override
  public TopicSubscriptionStatus report(
      Resource<TopicSubscriptionSpec, TopicSubscriptionStatus> resource,
      @Nullable SubscriptionObservation observation,
      Report report) {
    var status = SubscriptionReport.of(resource, Optional.ofNullable(observation), report);
    if (ReplayReport.isWriteAhead(report.outcome())) {
      intents.intend(resource, status.replay());
    }
    return status;
  }

  private void startReplay(
      TopicService sns,
      Resource<TopicSubscriptionSpec, TopicSubscriptionStatus> resource,
      String arn,
      String policy) {
    var recorded = Replay.recorded(resource).orElse(null);
    intents.attempted(resource, recorded);
    observations.wrote(Aspect.SUBSCRIPTION, arn, Map.of());
    try {
      sns.startReplay(arn, policy);
    } catch (AwsException e) {
      if (!e.failure().mayHaveTakenEffect()) {
        intents.intend(resource, recorded);
      }
      throw e;
    }
    observations.wrote(Aspect.SUBSCRIPTION, arn, Map.of(ReplayPolicy.NAME, policy));
  }
}
