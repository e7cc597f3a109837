package dev.keyway.awslocal.sns;

import dev.keyway.awslocal.base.AwsError;
import dev.keyway.awslocal.kms.KmsRefusal;

/** SNS's errors (API reference). */
final class SnsErrors {

  private static final int NOT_FOUND = 404;

  private SnsErrors() {}

  static AwsError topicNotFound() {
    return AwsError.of(NOT_FOUND, "NotFound", "Topic does not exist");
  }

  static AwsError subscriptionNotFound() {
    return AwsError.of(NOT_FOUND, "NotFound", "Subscription does not exist");
  }

  static AwsError invalid(String what) {
    return AwsError.sender("InvalidParameter", "Invalid parameter: " + what);
  }

  static AwsError invalid(String what, String reason) {
    return invalid(what + " Reason: " + reason);
  }

  static AwsError kms(KmsRefusal refusal) {
    String code =
        switch (refusal.kind()) {
          case ACCESS_DENIED -> "KMSAccessDenied";
          case DISABLED -> "KMSDisabled";
          case INVALID_STATE, INVALID_KEY_USAGE -> "KMSInvalidState";
          case NOT_FOUND -> "KMSNotFound";
        };
    return AwsError.sender(code, refusal.message());
  }
}
