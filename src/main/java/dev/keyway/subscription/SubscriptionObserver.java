package dev.keyway.subscription;

import dev.keyway.api.v1alpha1.TopicSubscriptionSpec;
import dev.keyway.api.v1alpha1.TopicSubscriptionStatus;
import dev.keyway.api.v1alpha1.Verdict;
import dev.keyway.aws.AwsException;
import dev.keyway.aws.AwsFailure;
import dev.keyway.aws.SubscriptionSummary;
import dev.keyway.aws.TopicService;
import dev.keyway.delivery.Chain;
import dev.keyway.delivery.DeliveryProof;
import dev.keyway.reconcile.AwsNames;
import dev.keyway.reconcile.Freshness;
import dev.keyway.reconcile.Observations;
import dev.keyway.reconcile.Reading;
import dev.keyway.reconcile.Resource;
import dev.keyway.reconcile.Settings;
import dev.keyway.reconcile.Wanted;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Reads what the subscription's plan depends on. */
final class SubscriptionObserver {
  private final Observations observations;
  private final Wanted wanted;
  private final Settings settings;
  private final ReplayIntents intents;
  private final ChainReader chains;
  private final DeadLetterObserver deadLetters;
  private final Map<String, String> subscribedHere = new ConcurrentHashMap<>();

  SubscriptionObserver(
      Observations observations, Wanted wanted, Settings settings, ReplayIntents intents) {
    this.intents = intents;
    this.observations = observations;
    this.wanted = wanted;
    this.settings = settings;
    this.chains = new ChainReader(observations);
    this.deadLetters = new DeadLetterObserver(wanted, chains);
  }

  SubscriptionObservation observe(
      Resource<TopicSubscriptionSpec, TopicSubscriptionStatus> resource, Freshness freshness) {
    var spec = resource.spec();
    var topic =
        Optional.ofNullable(spec.topicRef()).flatMap(ref -> wanted.topic(resource.name(), ref));
    var queue = wanted.queue(resource.name(), spec.queueRef());
    var ends = new SubscriptionEnds(wanted, settings, resource, topic, queue);
    var status = Optional.ofNullable(resource.status());
    var topicArn = ends.topicArn();
    var queueArn = ends.queueArn();
    var region = ends.region();
    var subscriptionArn = subscriptionArn(status, topicArn, queueArn, resource, freshness);
    var subscription =
        subscriptionArn.map(arn -> observations.subscription(arn, freshness.notBefore()));
    var found = subscription.flatMap(Reading::orThrow);
    var attributes =
        found.filter(
            a -> spec.adopt() == null || AdoptedSubscription.connects(a, topicArn, queueArn));
    boolean stray = found.isPresent() && attributes.isEmpty();
    var chain =
        topicArn
            .filter(_ -> !resource.deleting())
            .flatMap(t -> queueArn.map(q -> chains.read(t, q, attributes, freshness)));
    var missing = new ArrayList<>(ends.missing());
    if (attributes.isEmpty() && !resource.deleting()) {
      missing.addAll(new Impostors(observations, settings, freshness).among(topic, queue));
    }
    return new SubscriptionObservation(
        region,
        missing,
        ends.waitsOn(),
        ends.olderTwin(),
        ends.mismatch().or(() -> ends.strays(stray)),
        topicArn,
        queueArn,
        ends.isGranted(topicArn),
        subscriptionArn.filter(_ -> spec.adopt() == null || attributes.isPresent()),
        attributes,
        chain,
        chain.map(DeliveryProof::of).orElse(List.of()),
        subscriptionArn
            .map(arn -> observations.recentWrites(arn, settings.propagation()))
            .orElse(Map.of()),
        ends.holds(),
        replay(resource, chain, attributes.orElse(Map.of()), freshness),
        deadLetters.observe(resource, topicArn, queueArn, attributes, freshness),
        queue
            .filter(q -> q.spec().adopt() != null)
            .filter(_ -> subscriptionArn.isEmpty() && !resource.deleting())
            .flatMap(_ -> topicArn)
            .flatMap(t -> queueArn.flatMap(q -> rival(t, q, freshness))));
  }

  private Optional<Map<String, String>> rival(
      String topicArn, String queueArn, Freshness freshness) {
    return find(topicArn, queueArn, freshness)
        .flatMap(arn -> observations.subscription(arn, freshness.notBefore()).orThrow());
  }

  private Optional<String> find(String topicArn, String queueArn, Freshness freshness) {
    var subscriptions =
        observations.subscriptionsBetween(topicArn, queueArn, freshness.notBefore());
    return find(subscriptions.orThrow().orElse(List.of()), queueArn);
  }

  // The topic's key is looked at only where a replay is due.
  private ReplayView replay(
      Resource<TopicSubscriptionSpec, TopicSubscriptionStatus> resource,
      Optional<Chain> chain,
      Map<String, String> attributes,
      Freshness freshness) {
    var archive =
        chain
            .filter(_ -> Replay.isDue(resource, attributes))
            .map(c -> ArchiveProof.of(observations, c, freshness.notBefore()))
            .orElse(Verdict.UNKNOWN);
    var recorded = Replay.recorded(resource).orElse(null);
    return new ReplayView(intents.isUntried(resource, recorded), archive);
  }

  /**
   * Subscribe. The call is idempotent only for equal attributes: an existing subscription to a
   * queue that Keyway made is taken over and its attributes are set afterwards.
   */
  String subscribe(
      TopicService sns, String topicArn, String queueArn, Map<String, String> attributes) {
    String arn;
    try {
      arn = sns.subscribe(topicArn, queueArn, attributes);
    } catch (AwsException e) {
      arn =
          e.failure().cause() == AwsFailure.Cause.ALREADY_EXISTS
              ? find(existing(sns, topicArn, queueArn), queueArn).orElseThrow(() -> e)
              : rethrow(e);
    }
    subscribedHere.put(topicArn + " " + queueArn, arn);
    return arn;
  }

  private static List<SubscriptionSummary> existing(
      TopicService sns, String topicArn, String queueArn) {
    return AwsNames.accountOf(topicArn).equals(AwsNames.accountOf(queueArn))
        ? sns.subscriptions(topicArn).orElse(List.of())
        : sns.ownSubscriptions(topicArn);
  }

  private static String rethrow(AwsException e) {
    throw e;
  }

  private static Optional<String> find(List<SubscriptionSummary> subscriptions, String queueArn) {
    return subscriptions.stream()
        .filter(s -> s.endpoint().equals(queueArn))
        .map(SubscriptionSummary::subscriptionArn)
        .filter(arn -> !arn.equals(SubscriptionSummary.PENDING))
        .findFirst();
  }

  // While an object is being deleted, a Subscribe whose answer was lost has to be found, too.
  private Optional<String> subscriptionArn(
      Optional<TopicSubscriptionStatus> status,
      Optional<String> topicArn,
      Optional<String> queueArn,
      Resource<TopicSubscriptionSpec, ?> resource,
      Freshness freshness) {
    var adopt = resource.spec().adopt();
    if (adopt != null) {
      return Optional.of(adopt.arn());
    }
    var here =
        topicArn.flatMap(t -> queueArn.map(q -> subscribedHere.getOrDefault(t + " " + q, "")));
    var known =
        here.filter(arn -> !arn.isEmpty())
            .or(() -> status.map(TopicSubscriptionStatus::subscriptionArn));
    boolean lookUp =
        known.isEmpty() && resource.deleting() && topicArn.isPresent() && queueArn.isPresent();
    return lookUp ? find(topicArn.get(), queueArn.get(), freshness) : known;
  }
}
