package dev.keyway.runtime;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a restart would help: when a pass does not end, or when the watches have been dead for so
 * long that it is not the API server's pause. Neither AWS nor a short absence of the API server
 * makes the process unhealthy.
 */
@Singleton
class OperatorHealth {
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final KeywayApplication application;
  private final Clock clock;
  private @Nullable Instant unhealthySince;

  @Inject
  OperatorHealth(KeywayApplication application, Clock clock) {
    this.application = application;
    this.clock = clock;
  }

  /** Return where the process stands. */
  OperatorProcess.Phase phase() {
    return application.process().map(OperatorProcess::phase).orElse(OperatorProcess.Phase.STARTING);
  }

  /** Return what a restart would help against; empty when all is well. */
  Optional<String> complaint() {
    return application
        .process()
        .filter(process -> process.phase() == OperatorProcess.Phase.RUNNING)
        .flatMap(process -> stuckPass(process).or(() -> deadWatch(process)));
  }

  private Optional<String> stuckPass(OperatorProcess process) {
    return process
        .oldestPass()
        .filter(this::isTooLongAgo)
        .map(since -> "a pass has been running since " + since);
  }

  private synchronized Optional<String> deadWatch(OperatorProcess process) {
    var unhealthy = process.runtimeInfo().unhealthyEventSources();
    if (unhealthy.values().stream().allMatch(Map::isEmpty)) {
      unhealthySince = null;
      return Optional.empty();
    }
    if (unhealthySince == null) {
      unhealthySince = clock.instant();
    }
    return Optional.of(unhealthySince)
        .filter(this::isTooLongAgo)
        .map(since -> "no changes have arrived since " + since + ": " + unhealthy);
  }

  private boolean isTooLongAgo(Instant since) {
    return since.plus(PATIENCE).isBefore(clock.instant());
  }
}
