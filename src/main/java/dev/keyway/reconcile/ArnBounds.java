package dev.keyway.reconcile;

import dev.keyway.api.v1alpha1.Guardrails;
import dev.keyway.policy.Glob;
import java.util.List;

/**
 * Which AWS objects of the binding's account may be named by their ARNs; pure. Those of other
 * accounts are for their owners to guard.
 */
public record ArnBounds(String ownAccount, Guardrails guardrails) {
  /** Return whether the AWS object of that ARN may be named. */
  public boolean admits(String arn) {
    return !AwsNames.accountOf(arn).equals(ownAccount)
        || patterns(arn).stream().anyMatch(pattern -> Glob.of(pattern).matches(arn));
  }

  /** Return the guardrail's list that an ARN would have to be on. */
  public static String list(String arn) {
    return switch (service(arn)) {
      case "kms" -> "keyArns";
      case "sns" -> "topicArns";
      default -> "queueArns";
    };
  }

  private List<String> patterns(String arn) {
    return switch (service(arn)) {
      case "kms" -> guardrails.keyArns();
      case "sns" -> guardrails.topicArns();
      default -> guardrails.queueArns();
    };
  }

  private static String service(String arn) {
    return arn.split(":", 4)[2];
  }
}
