package dev.keyway.subscription;

import dev.keyway.api.v1alpha1.SubscriptionReplay;
import dev.keyway.api.v1alpha1.TopicSubscriptionSpec;
import dev.keyway.api.v1alpha1.TopicSubscriptionStatus;
import dev.keyway.api.v1alpha1.Verdict;
import dev.keyway.delivery.Chain;
import dev.keyway.delivery.Chain.Seen;
import dev.keyway.drift.Difference;
import dev.keyway.reconcile.ArchivePolicy;
import dev.keyway.reconcile.Outcome;
import dev.keyway.reconcile.Plan;
import dev.keyway.reconcile.Reason;
import dev.keyway.reconcile.Resource;
import dev.keyway.reconcile.Settings;
import dev.keyway.reconcile.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Starts the replay that a spec asks for, once. It is written down before its call; whoever finds
 * it written down, and not in AWS, waits until AWS must have shown it before it is tried anew;
 * pure.
 */
final class Replay {
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);

  private final Settings settings;
  private final Resource<TopicSubscriptionSpec, TopicSubscriptionStatus> resource;
  private final SubscriptionObservation o;
  private final Instant now;

  Replay(
      Settings settings,
      Resource<TopicSubscriptionSpec, TopicSubscriptionStatus> resource,
      SubscriptionObservation o,
      Instant now) {
    this.settings = settings;
    this.resource = resource;
    this.o = o;
    this.now = now;
  }

  /** Return whether a replay is asked for that nobody has started. */
  static boolean isDue(
      Resource<TopicSubscriptionSpec, TopicSubscriptionStatus> resource,
      Map<String, String> observed) {
    var from = resource.spec().replayFrom();
    var start = ReplayPolicy.time(from);
    boolean started =
        recorded(resource).filter(r -> r.startedAt() != null).isPresent()
            || (start.isPresent() && start.equals(ReplayPolicy.start(observed)));
    return from != null && !started;
  }

  /** Return what status remembers of the replay that is asked for now. */
  static Optional<SubscriptionReplay> recorded(
      Resource<TopicSubscriptionSpec, TopicSubscriptionStatus> resource) {
    return Optional.ofNullable(resource.status())
        .map(TopicSubscriptionStatus::replay)
        .filter(r -> isSame(r.from(), resource.spec()));
  }

  private static boolean isSame(String from, TopicSubscriptionSpec spec) {
    var time = ReplayPolicy.time(from);
    return time.isPresent() && time.equals(ReplayPolicy.time(spec.replayFrom()));
  }

  /** Return a replay in AWS that is not the one which was started; it is told and left alone. */
  static Optional<Difference> another(
      Resource<TopicSubscriptionSpec, TopicSubscriptionStatus> resource,
      Map<String, String> observed) {
    return recorded(resource)
        .filter(r -> r.startedAt() != null)
        .flatMap(
            r ->
                ReplayPolicy.start(observed)
                    .filter(start -> !ReplayPolicy.time(r.from()).equals(Optional.of(start)))
                    .map(
                        start ->
                            SubscriptionUpkeep.difference(
                                ReplayPolicy.NAME, r.from(), start.toString())));
  }

  /** Return what to do about it once everything else is in order; empty when nothing. */
  Optional<Plan<SubscriptionAction>> plan(List<Difference> drift) {
    if (!isDue(resource, o.attributes().orElse(Map.of()))) {
      return Optional.empty();
    }
    var start = ReplayPolicy.time(resource.spec().replayFrom());
    var obstacle =
        start.isEmpty()
            ? Optional.of(invalid("spec.replayFrom is a day that does not exist."))
            : obstacle(start.get());
    return Optional.of(
        obstacle
            .map(outcome -> Plan.<SubscriptionAction>of(List.of(), outcome, drift))
            .orElseGet(() -> begin(start.orElseThrow(), drift)));
  }

  private Plan<SubscriptionAction> begin(Instant start, List<Difference> drift) {
    var recordedAt = recorded(resource).flatMap(r -> ReplayPolicy.time(r.recordedAt()));
    boolean fresh =
        recordedAt.filter(at -> now.isBefore(at.plus(settings.propagation()))).isPresent();
    if (fresh && o.replay().untried()) {
      return start(start, drift);
    }
    return recordedAt
        .map(at -> at.plus(settings.keySearch()))
        .filter(now::isBefore)
        .map(shown -> Plan.<SubscriptionAction>of(List.of(), unknown(shown), drift))
        .orElseGet(() -> Plan.writeAhead(recording(start), drift));
  }

  private Plan<SubscriptionAction> start(Instant start, List<Difference> drift) {
    var arn = o.subscriptionArn().orElseThrow();
    var action = new SubscriptionAction.StartReplay(arn, ReplayPolicy.from(start));
    var message = "Started the replay of " + arn + " from " + start + ".";
    return Plan.of(
        List.of(new Step<>(action, Reason.ReplayStarted, message)),
        new Outcome.InProgress(Reason.ReplayStarting, message, Duration.ZERO),
        drift);
  }

  private Outcome unknown(Instant shown) {
    var left = Duration.between(now, shown);
    return new Outcome.InProgress(
        Reason.Propagating,
        "A replay may have been started, and AWS does not show it yet; it is not started twice.",
        left.compareTo(LOOK_AGAIN) < 0 ? left : LOOK_AGAIN);
  }

  private static Outcome recording(Instant start) {
    return new Outcome.InProgress(
        Reason.ReplayStarting,
        "The replay from " + start + " is written down before it is started.",
        Duration.ZERO);
  }

  private Optional<Outcome> obstacle(Instant start) {
    var on = new TreeSet<String>();
    o.topicArn().ifPresent(on::add);
    return o.chain()
        .map(Chain::topic)
        .flatMap(
            topic ->
                topic instanceof Seen.Value<Map<String, String>>(var attributes)
                    ? obstacle(start, attributes, on)
                    : Optional.empty());
  }

  private Optional<Outcome> obstacle(Instant start, Map<String, String> topic, Set<String> on) {
    if (!Boolean.parseBoolean(topic.get("FifoTopic"))) {
      return Optional.of(invalid("A standard topic keeps no messages; remove spec.replayFrom."));
    }
    if (!ArchivePolicy.isOn(topic)) {
      return Optional.of(
          new Outcome.Blocked(
              Reason.ReplayNotPossible,
              "The topic keeps no messages. Set its fifo.archiveRetentionDays.",
              Set.copyOf(on)));
    }
    if (start.isAfter(now)) {
      return Optional.of(invalid("spec.replayFrom lies in the future."));
    }
    if (ArchivePolicy.beginning(topic).filter(start::isBefore).isPresent()) {
      return Optional.of(
          invalid("spec.replayFrom lies before everything that the topic's archive holds."));
    }
    if (o.replay().archive() == Verdict.BROKEN) {
      return Optional.of(
          new Outcome.Blocked(
              Reason.KeyGrantPending,
              "The topic's key does not let SNS read the archive.",
              Set.copyOf(on)));
    }
    return Optional.empty();
  }

  private static Outcome invalid(String message) {
    return new Outcome.Invalid(Reason.ReplayNotPossible, message);
  }
}
