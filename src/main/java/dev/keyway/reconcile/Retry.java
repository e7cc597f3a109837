package dev.keyway.reconcile;

import dev.keyway.aws.AwsFailure.Cause;
import java.time.Duration;
import java.util.Optional;

/**
 * What follows from a failed AWS call, by its cause; schedule and messages both go by it. Waits
 * double from the first to the longest. A change of the spec, a deletion and a request for a check
 * end any wait.
 *
 * @param reason what conditions and Events say
 * @param first how long to wait after the first failure
 * @param longest how long to wait at most; absent for the object's check interval
 * @param passing whether the failure says nothing about the object itself
 */
public record Retry(Reason reason, Duration first, Optional<Duration> longest, boolean passing) {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration HALF_MINUTE = Duration.ofSeconds(30);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

  /** Return what follows from that cause. */
  public static Retry of(Cause cause) {
    return switch (cause) {
      // The turns of the operation protect AWS; an object only has to come by for one.
      case THROTTLED -> passing(Reason.Throttled, HALF_MINUTE);
      case UNREACHABLE -> passing(Reason.AwsUnreachable, FIVE_MINUTES);
      case OUTCOME_UNKNOWN, SERVICE_ERROR -> passing(Reason.AwsFailed, FIVE_MINUTES);
      case NOT_FOUND, ALREADY_EXISTS, INVALID_STATE ->
          standing(Reason.RefusedByAws, SECOND, FIVE_MINUTES);
      case RECENTLY_DELETED -> standing(Reason.RecentlyDeleted, HALF_MINUTE, MINUTE);
      case ACCESS_DENIED -> standing(Reason.AccessDenied, HALF_MINUTE, FIVE_MINUTES);
      case CREDENTIALS -> standing(Reason.NoCredentials, HALF_MINUTE, FIVE_MINUTES);
      case POLICY_REFUSED -> standing(Reason.PolicyRefused, HALF_MINUTE, FIVE_MINUTES);
      case LIMIT_EXCEEDED -> standing(Reason.QuotaExceeded, HALF_MINUTE, FIVE_MINUTES);
      case INVALID -> new Retry(Reason.RefusedByAws, HALF_MINUTE, Optional.empty(), false);
    };
  }

  /** Return whether retrying cannot help: AWS does not take what the spec says. */
  public boolean isFinal() {
    return longest.isEmpty();
  }

  /** Return when it is tried again, for people. */
  String ceiling() {
    return longest
        .map(wait -> "it is tried again, after " + inWords(wait) + " at the latest.")
        .orElse("this waits for a change of the spec, and is looked at again at each check.");
  }

  private static String inWords(Duration wait) {
    long minutes = wait.toMinutes();
    if (minutes == 0) {
      return wait.toSeconds() + " seconds";
    }
    return minutes == 1 ? "a minute" : minutes + " minutes";
  }

  private static Retry passing(Reason reason, Duration longest) {
    return new Retry(reason, SECOND, Optional.of(longest), true);
  }

  private static Retry standing(Reason reason, Duration first, Duration longest) {
    return new Retry(reason, first, Optional.of(longest), false);
  }
}
