package dev.keyway.awslocal.sns;

import java.util.regex.Pattern;

/** Attributes that have deliveries logged ("Amazon SNS message delivery status"). */
final class Feedback {

  static final Pattern NAME =
      Pattern.compile(
          "(HTTP|Firehose|Lambda|Application|SQS)"
              + "(SuccessFeedbackRoleArn|FailureFeedbackRoleArn|SuccessFeedbackSampleRate)");

  private static final Pattern ROLE =
      Pattern.compile("arn:aws[a-z-]*:iam::\\d{12}:role/[\\w+=,.@/-]+");
  private static final Pattern RATE = Pattern.compile("\\d{1,2}|100");

  private Feedback() {}

  /** Whether the attribute names a role that SNS is to take on. */
  static boolean isRole(String attribute) {
    return NAME.matcher(attribute).matches() && attribute.endsWith("RoleArn");
  }

  /** Refuses what is neither a role nor a percentage; nothing at all ends the logging. */
  static void check(String attribute, String value) {
    Pattern wanted = isRole(attribute) ? ROLE : RATE;
    if (!value.isEmpty() && !wanted.matcher(value).matches()) {
      throw SnsErrors.invalid("Attributes", "Invalid value for attribute " + attribute);
    }
  }
}
