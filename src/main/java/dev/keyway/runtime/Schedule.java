package dev.keyway.runtime;

import dev.keyway.aws.AwsFailure;
import dev.keyway.reconcile.Outcome;
import dev.keyway.reconcile.Retry;
import java.time.Duration;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * When an object is looked at again.
 *
 * @param checkInterval of objects whose spec names none
 * @param random between 0 (inclusive) and 1
 */
record Schedule(Duration checkInterval, DoubleSupplier random) {
  private static final Duration SOON = Duration.ofSeconds(1);
  private static final Duration LATER = Duration.ofSeconds(30);
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final Duration SHORTEST = Duration.ofMillis(100);
  private static final double JITTER = 0.1;
  private static final int MOST_DOUBLINGS = 30;

  /**
   * Return how long to wait after a pass.
   *
   * @param repeats how many passes before this one ended in the same way, without a new generation
   * @param checkIntervalSeconds as the spec has it
   */
  Duration after(Outcome outcome, int repeats, @Nullable Integer checkIntervalSeconds) {
    Duration interval = interval(checkIntervalSeconds);
    return switch (outcome) {
      case Outcome.Done _ -> jittered(interval);
      case Outcome.Invalid _, Outcome.Reported _, Outcome.Refused _, Outcome.Paused _ ->
          jittered(interval);
      case Outcome.InProgress(_, _, Duration after) -> longer(after, SHORTEST);
      case Outcome.Blocked _ -> growing(LATER, longer(interval, LATER), repeats);
      case Outcome.Failed(AwsFailure failure) -> afterFailure(failure.cause(), interval, repeats);
    };
  }

  /** Return how long to wait after something that nobody expected. */
  Duration afterUnexpected(int repeats) {
    return growing(SOON, LONGEST, repeats);
  }

  /** Return when an object comes again for which there was no lane. */
  Duration untilLane() {
    return jittered(SOON);
  }

  /** Return when, after a start, an object is checked that needs nothing. */
  Duration firstCheck(@Nullable Integer checkIntervalSeconds) {
    return scaled(interval(checkIntervalSeconds), random.getAsDouble());
  }

  private Duration afterFailure(AwsFailure.Cause cause, Duration interval, int repeats) {
    Retry retry = Retry.of(cause);
    return growing(retry.first(), retry.longest().orElse(longer(interval, LATER)), repeats);
  }

  /** Return how often an object is checked that needs nothing. */
  Duration interval(@Nullable Integer checkIntervalSeconds) {
    return checkIntervalSeconds == null ? checkInterval : Duration.ofSeconds(checkIntervalSeconds);
  }

  private Duration growing(Duration first, Duration longest, int repeats) {
    double wanted = first.toMillis() * Math.pow(2, Math.min(repeats, MOST_DOUBLINGS));
    var bounded = Duration.ofMillis(Math.min((long) wanted, longest.toMillis()));
    // What the message names as the longest wait is not exceeded by the jitter.
    return shorter(jittered(bounded), longest);
  }

  private Duration jittered(Duration duration) {
    return scaled(duration, 1 - JITTER + 2 * JITTER * random.getAsDouble());
  }

  private static Duration scaled(Duration duration, double factor) {
    return Duration.ofMillis((long) (duration.toMillis() * factor));
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
