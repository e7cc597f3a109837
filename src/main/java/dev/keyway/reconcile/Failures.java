package dev.keyway.reconcile;

import dev.keyway.aws.AwsFailure;

/** What people are told about a failed AWS call: the cause, what AWS said, what to do. */
public final class Failures {
  private Failures() {}

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
          "AWS denies "
              + action(failure)
              + " on "
              + failure.resource()
              + ". Allow it in the policies of the operator's role"
              + (failure.operation().equals("Subscribe")
                  ? " and, for a topic of another account, let that account's topic policy allow"
                      + " sns:Subscribe to this account"
                  : "")
              + "; tried again every few minutes.";
      case CREDENTIALS ->
          "The operator has no valid AWS credentials ("
              + failure.code()
              + "). Check the role of its service account; tried again every few minutes.";
      case THROTTLED -> "AWS throttles " + action(failure) + "; goes on by itself.";
      case UNREACHABLE ->
          "AWS cannot be reached for "
              + action(failure)
              + " ("
              + failure.code()
              + "); goes on by itself.";
      case RECENTLY_DELETED ->
          "A queue of this name was deleted less than 60 seconds ago; goes on by itself.";
      default -> failure.describe();
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

  private static String action(AwsFailure failure) {
    return failure.service() + ":" + failure.operation();
  }
}
