package dev.keyway.reconcile;

import dev.keyway.aws.AwsFailure;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What people are told about a failed AWS call: the cause, what AWS said, what to do. */
public final class Failures {
  private static final Pattern PASS_ROLE =
      Pattern.compile("not authorized to perform: iam:PassRole on resource: (\\S+)");

  private Failures() {}

  /** Return whether retrying cannot help: AWS does not take what the spec says. */
  public static boolean isFinal(AwsFailure failure) {
    return Retry.of(failure.cause()).isFinal();
  }

  /** Return the reason that goes with a cause. */
  public static Reason reason(AwsFailure failure) {
    return Retry.of(failure.cause()).reason();
  }

  /** Return a message that stays the same as long as the failure does. */
  public static String message(AwsFailure failure) {
    return what(failure) + Retry.of(failure.cause()).ceiling();
  }

  private static String what(AwsFailure failure) {
    return switch (failure.cause()) {
      case ACCESS_DENIED ->
          "AWS denies %s. Allow it in the policies of the operator's role%s; "
              .formatted(denied(failure), elsewhere(failure));
      case CREDENTIALS ->
          "The operator has no valid AWS credentials (%s). Check the role of its service account; "
              .formatted(failure.code());
      // One text for both, or else it would change from pass to pass.
      case THROTTLED -> "AWS throttles " + action(failure) + ", or all its turns are taken; ";
      case UNREACHABLE ->
          "AWS cannot be reached for " + action(failure) + " (" + failure.code() + "); ";
      case RECENTLY_DELETED -> "A queue of this name was deleted less than 60 seconds ago; ";
      case INVALID,
          NOT_FOUND,
          ALREADY_EXISTS,
          INVALID_STATE,
          POLICY_REFUSED,
          LIMIT_EXCEEDED,
          OUTCOME_UNKNOWN,
          SERVICE_ERROR ->
          failure.describe() + "; ";
    };
  }

  /** Return whether the failure says nothing about the object itself. */
  public static boolean isPassing(AwsFailure failure) {
    return Retry.of(failure.cause()).passing();
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
