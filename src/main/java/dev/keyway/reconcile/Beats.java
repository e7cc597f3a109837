package dev.keyway.reconcile;

import dev.keyway.api.v1alpha1.KeywaySpec;
import dev.keyway.api.v1alpha1.KeywayStatus;
import dev.keyway.api.v1alpha1.Management;
import dev.keyway.api.v1alpha1.PlannedChange;
import dev.keyway.aws.AwsException;
import dev.keyway.aws.AwsFailure;
import dev.keyway.drift.Difference;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The one way through the code: observe, plan, apply, report, for any kind.
 *
 * <p>A pass looks and plans until the plan has no step left; what the last look saw is what the
 * status says. Before the first write of a pass everything is read anew.
 */
public final class Beats<S extends KeywaySpec, T extends KeywayStatus, O, A> implements Pass<S, T> {
  private static final int MAX_ROUNDS = 8;

  private static final Set<Reason> CREATIONS = Set.of(Reason.QueueCreated, Reason.TopicCreated);

  private final Room<S, T, O, A> room;
  private final Settings settings;
  private final Clock clock;
  private final Permit permit;

  /** Run passes of one kind over any object. */
  public Beats(Room<S, T, O, A> room, Settings settings, Clock clock) {
    this(room, settings, clock, Permit.ALWAYS);
  }

  /** Run passes of one kind over the objects that may be worked on. */
  public Beats(Room<S, T, O, A> room, Settings settings, Clock clock, Permit permit) {
    this.room = room;
    this.settings = settings;
    this.clock = clock;
    this.permit = permit;
  }

  @Override
  public PassResult<T> run(Resource<S, T> resource) {
    var round = new Round(resource);
    try {
      round.run();
    } catch (AwsException e) {
      round.fail(e.failure());
    }
    return round.result();
  }

  /** The state of one pass. */
  private final class Round {
    private final Resource<S, T> resource;
    private final Management mode;
    private final Instant start = clock.instant();
    private final List<Transition> transitions = new ArrayList<>();
    private final Map<String, Difference> found = new LinkedHashMap<>();
    private List<Difference> remaining = List.of();
    private List<PlannedChange> plan = List.of();
    private @Nullable O observation;
    private Outcome outcome =
        new Outcome.InProgress(Reason.Updating, "More steps than fit one pass.", Duration.ZERO);
    private boolean created;
    private boolean writeAhead;
    private boolean released;

    Round(Resource<S, T> resource) {
      this.resource = resource;
      this.mode = Management.of(resource.spec());
    }

    void run() {
      room.handOn(resource);
      if (mode == Management.ENFORCE || (mode == Management.REPORT && !resource.deleting())) {
        permit.refusal(resource).ifPresentOrElse(this::refuse, this::look);
      } else {
        released = resource.deleting();
        outcome = new Outcome.Paused();
      }
    }

    // What would leave AWS as it is anyway needs nobody's leave to go.
    private void refuse(Outcome.Refused refusal) {
      released = resource.deleting() && Deletions.isRetained(resource);
      outcome = refusal;
    }

    // A namespace must not wait for credentials, or for AWS, to let go of what nobody deletes.
    private void fail(AwsFailure failure) {
      released = resource.deleting() && !Deletions.deletes(resource);
      outcome = new Outcome.Failed(failure);
    }

    private void look() {
      boolean asked = CheckNow.isDue(resource);
      var check =
          asked ? new Freshness(start, start) : Freshness.ofCheck(start, interval(resource.spec()));
      // Letting an object go is as final as a write: it is decided on fresh reads only. And what
      // AWS did not show a moment ago has to be looked at again.
      boolean fresh = asked || resource.deleting() || isPropagating();
      var freshness = fresh && !asked ? check.atGate(start) : check;
      for (int i = 0; i < MAX_ROUNDS; i++) {
        var seen = room.observe(resource, freshness);
        observation = seen;
        var plan = guarded(room.plan(resource, seen, clock.instant()));
        boolean only = ReportOnly.holdsBack(room, mode, plan);
        if (only && fresh) {
          report(plan);
          return;
        }
        if (!only && plan.steps().isEmpty()) {
          end(plan);
          return;
        }
        if (fresh) {
          take(plan, seen);
        }
        freshness = freshness.atGate(start);
        fresh = true;
      }
    }

    private Plan<A> guarded(Plan<A> plan) {
      var record =
          Optional.<KeywayStatus>ofNullable(resource.status())
              .filter(status -> status.observedGeneration() == resource.generation())
              .map(KeywayStatus::drift)
              .orElse(List.of());
      return StormGuard.hold(plan, record, start, interval(resource.spec()));
    }

    private boolean isPropagating() {
      return Optional.<KeywayStatus>ofNullable(resource.status())
          .flatMap(status -> Conditions.find(status.conditions(), Conditions.READY))
          .filter(ready -> Reason.Propagating.name().equals(ready.reason()))
          .isPresent();
    }

    private void take(Plan<A> plan, O seen) {
      remember(plan.differences());
      for (var step : plan.steps()) {
        room.apply(resource, seen, step.action());
        created |= CREATIONS.contains(step.reason());
        transitions.add(new Transition(Transition.Type.NORMAL, step.reason(), step.message()));
      }
    }

    private void end(Plan<A> plan) {
      remember(plan.differences());
      outcome = plan.outcome();
      writeAhead = plan.writeAhead();
      released = plan.released();
    }

    private void report(Plan<A> held) {
      remember(held.differences());
      plan = ReportOnly.changes(held);
      outcome = ReportOnly.outcome(resource, plan);
    }

    private void remember(List<Difference> differences) {
      // What a new object lacks was lost with the old one, and is no drift of its own.
      if (!created) {
        differences.forEach(d -> found.putIfAbsent(d.path(), d));
      }
      remaining = differences;
    }

    // A call that AWS did not answer says nothing about an object that was proven before.
    private Optional<T> unchanged() {
      if (released && mode != Management.ENFORCE) {
        return Optional.ofNullable(resource.status());
      }
      boolean nothingLearnt =
          outcome instanceof Outcome.Failed(AwsFailure failure)
              && Failures.isPassing(failure)
              && found.isEmpty();
      return nothingLearnt
          ? Optional.ofNullable(resource.status())
              .filter(status -> status.observedGeneration() == resource.generation())
              .filter(status -> Conditions.isTrue(status.conditions(), Conditions.READY))
          : Optional.empty();
    }

    PassResult<T> result() {
      var all = List.copyOf(found.values());
      var report = new Report(outcome, all, remaining, clock.instant(), plan, mode);
      var status = unchanged().orElseGet(() -> room.report(resource, observation, report));
      transitions.addAll(Transitions.between(resource.status(), status, found.values(), outcome));
      return new PassResult<>(outcome, status, writeAhead, released, List.copyOf(transitions));
    }
  }

  private Duration interval(S spec) {
    var seconds = spec.checkIntervalSeconds();
    return seconds == null ? settings.checkInterval() : Duration.ofSeconds(seconds);
  }
}
