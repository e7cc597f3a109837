package dev.keyway.awslocal.kms;

import dev.keyway.awslocal.base.AwsError;

/** KMS's own errors (API reference). */
final class KmsErrors {

  private KmsErrors() {}

  static AwsError notFound(String what, String name) {
    return AwsError.sender("NotFoundException", "%s '%s' does not exist".formatted(what, name));
  }

  static AwsError disabled(Key key) {
    return AwsError.sender("DisabledException", key.arn() + " is disabled.");
  }

  static AwsError invalidState(Key key) {
    return AwsError.sender(
        "KMSInvalidStateException", "%s is %s.".formatted(key.arn(), words(key.state.latest())));
  }

  private static String words(KeyState state) {
    return switch (state) {
      case ENABLED -> "enabled";
      case DISABLED -> "disabled";
      case PENDING_DELETION -> "pending deletion";
    };
  }

  static AwsError validation(String message) {
    return AwsError.sender("ValidationException", message);
  }

  static AwsError malformedPolicy(String message) {
    return AwsError.sender("MalformedPolicyDocumentException", message);
  }

  static AwsError limit(String message) {
    return AwsError.sender("LimitExceededException", message);
  }

  static AwsError unsupported(String message) {
    return AwsError.sender("UnsupportedOperationException", message);
  }
}
