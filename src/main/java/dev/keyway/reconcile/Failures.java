package dev.keyway.reconcile;

import dev.keyway.aws.AwsFailure;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What people are told about a failed AWS call: the cause, what AWS said, what to do. */
public final class Failures {
  private static final String AGAIN = "it is tried again, after 5 minutes at the latest.";

  private static final Pattern PASS_ROLE =
      Pattern.compile("not authorized to perform: iam:PassRole on resource: (\\S+)");

  private Failures() {}

  /** Return whether retrying cannot help: AWS does not take what the spec says. */
  public static boolean isFinal(AwsFailure failure) {
    return failure.cause() == AwsFailure.Cause.INVALID;
  }

  /** Return the reason that goes with a cause. */
  public static Reason reason(AwsFailure failure) {
    return switch (failure.cause()) {
      case ACCESS_DENIED -> Reason.AccessDenied;
      case CREDENTIALS -> Reason.NoCredentials;
      case THROTTLED -> Reason.Throttled;
      case INVALID, ALREADY_EXISTS, INVALID_STATE, NOT_FOUND -> Reason.RefusedByAws;
      case POLICY_REFUSED -> Reason.PolicyRefused;
      case LIMIT_EXCEEDED -> Reason.QuotaExceeded;
      case RECENTLY_DELETED -> Reason.RecentlyDeleted;
      case UNREACHABLE -> Reason.AwsUnreachable;
      case OUTCOME_UNKNOWN, SERVICE_ERROR -> Reason.AwsFailed;
    };
  }

  /** Return a message that stays the same as long as the failure does. */
  public static String message(AwsFailure failure) {
    return switch (failure.cause()) {
      case ACCESS_DENIED ->
          "AWS denies %s. Allow it in the policies of the operator's role%s; %s"
              .formatted(denied(failure), elsewhere(failure), AGAIN);
      case CREDENTIALS ->
          "The operator has no valid AWS credentials (%s). Check the role of its service account; %s"
              .formatted(failure.code(), AGAIN);
      case THROTTLED -> "AWS throttles " + action(failure) + "; " + AGAIN;
      case UNREACHABLE ->
          "AWS cannot be reached for " + action(failure) + " (" + failure.code() + "); " + AGAIN;
      case RECENTLY_DELETED ->
          "A queue of this name was deleted less than 60 seconds ago; tried again within a minute.";
      case INVALID ->
          failure.describe()
              + "; this waits for a change of the spec, and is looked at again at each check.";
      case NOT_FOUND,
          ALREADY_EXISTS,
          INVALID_STATE,
          POLICY_REFUSED,
          LIMIT_EXCEEDED,
          OUTCOME_UNKNOWN,
          SERVICE_ERROR ->
          failure.describe() + "; " + AGAIN;
    };
  }

  /** Return whether the failure says nothing about the object itself. */
  public static boolean isPassing(AwsFailure failure) {
    return switch (failure.cause()) {
      case THROTTLED, UNREACHABLE, OUTCOME_UNKNOWN, SERVICE_ERROR -> true;
      case NOT_FOUND,
          ALREADY_EXISTS,
          ACCESS_DENIED,
          CREDENTIALS,
          INVALID,
          POLICY_REFUSED,
          INVALID_STATE,
          LIMIT_EXCEEDED,
          RECENTLY_DELETED ->
          false;
    };
  }

  private static String elsewhere(AwsFailure failure) {
    return failure.operation().equals("Subscribe")
        ? " and, for a topic of another account, let that account's topic policy allow"
            + " sns:Subscribe to this account"
        : "";
  }

  private static String action(AwsFailure failure) {
    return failure.service() + ":" + failure.operation();
  }

  // What a call needs besides its own permission, only AWS's text tells.
  private static Optional<String> passedRole(AwsFailure failure) {
    return Optional.of(PASS_ROLE.matcher(failure.message()))
        .filter(Matcher::find)
        .map(text -> text.group(1));
  }

  private static String denied(AwsFailure failure) {
    return passedRole(failure)
        .map(role -> "iam:PassRole on " + role + ", which " + action(failure) + " needs")
        .orElseGet(() -> action(failure) + " on " + failure.resource());
  }
}
