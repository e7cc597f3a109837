package dev.keyway.runtime;

import dev.keyway.api.v1alpha1.KeywaySpec;
import dev.keyway.api.v1alpha1.KeywayStatus;
import dev.keyway.reconcile.ObjectName;
import dev.keyway.reconcile.Outcome;
import dev.keyway.reconcile.Pass;
import dev.keyway.reconcile.PassResult;
import dev.keyway.runtime.StatusWriter.Written;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What the process does around a pass, for every kind: decide whether it is time, run it on the
 * newest version, write its status, tell its transitions, and say when to come again.
 */
final class Reconciliation<
    S extends KeywaySpec, T extends KeywayStatus, R extends CustomResource<S, @Nullable T>> {
  private static final Logger LOG = Logger.getLogger(Reconciliation.class);
  private static final Duration UNTIL_LEFT = Duration.ofMillis(200);
  private static final Duration UNTIL_CACHED = Duration.ofSeconds(1);

  /** A pass that asks for more than this in one go is made to wait like one that failed. */
  private static final int MOST_ROUNDS = 10;

  /** How a visit ended. */
  private sealed interface Ending<T, R> {
    record Ended<T, R>(R object, PassResult<T> result, long since) implements Ending<T, R> {}

    record NoFinalizer<T, R>(R object) implements Ending<T, R> {}

    record Gone<T, R>() implements Ending<T, R> {}
  }

  private final ResourceType<S, T, R> type;
  private final Pass<S, T> pass;
  private final Store<S, T, R> store;
  private final StatusWriter<S, T, R> writer;
  private final Surroundings surroundings;

  Reconciliation(
      ResourceType<S, T, R> type,
      Pass<S, T> pass,
      Store<S, T, R> store,
      StatusWriter<S, T, R> writer,
      Surroundings surroundings) {
    this.type = type;
    this.pass = pass;
    this.store = store;
    this.writer = writer;
    this.surroundings = surroundings;
  }

  /** Visit the object, which carries our finalizer, and return when it wants to be visited next. */
  Duration visit(R cached) {
    ObjectName name = type.name(cached);
    Optional<Agenda> entered = surroundings.agendas().enter(name, surroundings.clock().instant());
    if (entered.isEmpty()) {
      return UNTIL_LEFT;
    }
    Agenda agenda = entered.get();
    Duration next;
    boolean successorCame;
    try {
      next =
          PassScope.around(name, cached.getMetadata().getGeneration(), () -> visit(cached, agenda));
    } finally {
      if (agenda.isGone()) {
        surroundings.wakes().forget(name); // what its pass has noted since it was gone
      }
      successorCame = surroundings.agendas().leave(name, agenda);
    }
    // JOSDK has one timer for a name: setting it for this object would end the successor's.
    return successorCame ? UNTIL_LEFT : next;
  }

  @SuppressWarnings("CatchAndPrintStackTrace")
  private Duration visit(R cached, Agenda agenda) {
    try {
      return newest(cached, agenda)
          .map(object -> hold(object, agenda).orElseGet(() -> inLane(object, agenda)))
          .orElseGet(() -> finish(new Ending.Gone<>(), agenda));
    } catch (KubernetesClientException e) {
      return backOff(agenda, e.getClass(), complaint(agenda, e));
    } catch (Throwable e) { // an Error would leave the object locked in JOSDK for ever
      logOnce(agenda, e);
      return backOff(agenda, e.getClass(), Optional.empty());
    }
  }

  /** The cache may not have seen our last write yet, and nothing may act on what was before it. */
  private Optional<R> newest(R cached, Agenda agenda) {
    var written = agenda.written();
    if (written == null || !written.getMetadata().getUid().equals(cached.getMetadata().getUid())) {
      return Optional.of(cached);
    }
    return switch (ResourceVersions.compare(cached, written)) {
      case OLDER -> Optional.of(type.type().cast(written));
      case UNKNOWN -> store.read(cached);
      case NOT_OLDER -> {
        agenda.forgetWritten();
        yield Optional.of(cached);
      }
    };
  }

  private Optional<Duration> hold(R object, Agenda agenda) {
    boolean due = agenda.isWoken() || type.isCheckDue(object);
    if (agenda.isFirstVisit() && !due && type.isConverged(object)) {
      agenda.begin(object);
      return Optional.of(
          surroundings.schedule().firstCheck(object.getSpec().checkIntervalSeconds()));
    }
    return agenda.remaining(object, surroundings.clock().instant());
  }

  private Duration inLane(R object, Agenda agenda) {
    Lanes lanes = surroundings.lanes();
    if (isAwaited(object, agenda)) {
      return finish(run(object, agenda), agenda);
    }
    if (!lanes.tryEnter()) {
      agenda.turnedAway();
      return surroundings.schedule().untilLane();
    }
    try {
      return finish(run(object, agenda), agenda);
    } finally {
      lanes.leave();
    }
  }

  /** An edit, or what follows from one; not a check, a repetition, or what was there at a start. */
  private boolean isAwaited(R object, Agenda agenda) {
    boolean fromBefore =
        agenda.isFirstVisit() && type.isObserved(object) && !type.isCheckDue(object);
    return agenda.isWoken() || (agenda.isNews(object) && !fromBefore);
  }

  private Ending<T, R> run(R object, Agenda agenda) {
    R current = object;
    for (int round = 0; round < MOST_ROUNDS; round++) {
      if (!current.hasFinalizer(Store.FINALIZER)) {
        return new Ending.NoFinalizer<>(current);
      }
      agenda.begin(current);
      long since = surroundings.wakes().blocked().now();
      PassResult<T> result = pass.run(type.resource(current));
      switch (writer.write(current, result.status(), result.writeAhead())) {
        case Written.Gone<R> _ -> {
          return new Ending.Gone<>();
        }
        case Written.Outdated<R>(R present) -> current = present;
        case Written.Standing<R>(R written) -> {
          agenda.wrote(written);
          tell(current, written, result);
          if (!result.writeAhead()) {
            return new Ending.Ended<>(written, result, since);
          }
          current = written;
        }
      }
    }
    throw new IllegalStateException("no end after " + MOST_ROUNDS + " passes in a row");
  }

  private void tell(R before, R written, PassResult<T> result) {
    surroundings.metrics().passed(type, result.outcome());
    surroundings.metrics().drifted(type, before, result.status());
    surroundings.metrics().ready(type, before, result.status(), surroundings.clock().instant());
    surroundings.events().tell(written, result.transitions());
  }

  private Duration finish(Ending<T, R> ending, Agenda agenda) {
    return switch (ending) {
      case Ending.Gone<T, R> _ -> surroundings.schedule().checkInterval();
      case Ending.NoFinalizer<T, R>(R object) -> withoutFinalizer(object);
      case Ending.Ended<T, R>(R object, PassResult<T> result, long since) -> {
        if (object.isMarkedForDeletion() && result.released()) {
          store.removeFinalizer(object);
          yield surroundings.schedule().checkInterval();
        }
        yield next(object, result.outcome(), since, agenda);
      }
    };
  }

  /** Deleted means finished; else somebody took it off, and JOSDK adds it when its cache knows. */
  private Duration withoutFinalizer(R object) {
    return object.isMarkedForDeletion() ? surroundings.schedule().checkInterval() : UNTIL_CACHED;
  }

  private Duration next(R object, Outcome outcome, long since, Agenda agenda) {
    Duration next =
        surroundings
            .schedule()
            .after(outcome, agenda.repeatsOf(outcome), object.getSpec().checkIntervalSeconds());
    Set<String> on = outcome instanceof Outcome.Blocked(_, _, var names) ? names : Set.of();
    surroundings.wakes().blocked().waits(type.name(object), on, since);
    if (outcome instanceof Outcome.Failed(var failure)) {
      return backOff(agenda, next, Optional.of(failure.describe()));
    }
    agenda.release();
    agenda.satisfied();
    agenda.checked(surroundings.clock().instant());
    return next;
  }

  private Duration backOff(Agenda agenda, Class<?> cause, Optional<String> complaint) {
    surroundings.metrics().failedUnexpectedly(type);
    return backOff(
        agenda, surroundings.schedule().afterUnexpected(agenda.repeatsOf(cause)), complaint);
  }

  private Duration backOff(Agenda agenda, Duration delay, Optional<String> complaint) {
    complaint
        .filter(agenda::isNewComplaint)
        .ifPresent(
            text -> LOG.warnf("%s; it is tried again, next in %s ms", text, delay.toMillis()));
    agenda.holdUntil(surroundings.clock().instant().plus(delay));
    return delay;
  }

  private static Optional<String> complaint(Agenda agenda, KubernetesClientException e) {
    return Optional.of("Kubernetes refused: " + e.getMessage()).filter(agenda::isNewComplaint);
  }

  private static void logOnce(Agenda agenda, Throwable e) {
    if (agenda.isNewComplaint(e.toString())) {
      LOG.error("A pass failed in a way that nobody expected; it is tried again", e);
    }
  }
}
