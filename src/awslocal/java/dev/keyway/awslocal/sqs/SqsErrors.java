package dev.keyway.awslocal.sqs;

import dev.keyway.awslocal.base.AwsError;
import dev.keyway.awslocal.kms.KmsRefusal;

/** SQS's errors: the JSON protocol's name, and the Query protocol's code that clients still see. */
final class SqsErrors {

  private static final String LEGACY = "AWS.SimpleQueueService.";

  private SqsErrors() {}

  static AwsError queueDoesNotExist() {
    return AwsError.sender("QueueDoesNotExist", "The specified queue does not exist.")
        .queryCode(LEGACY + "NonExistentQueue");
  }

  static AwsError queueDeletedRecently() {
    return AwsError.sender(
            "QueueDeletedRecently",
            "You must wait 60 seconds after deleting a queue before you can create another with"
                + " the same name.")
        .queryCode(LEGACY + "QueueDeletedRecently");
  }

  static AwsError queueNameExists(String attribute) {
    return AwsError.sender(
            "QueueNameExists",
            "A queue already exists with the same name and a different value for attribute "
                + attribute)
        .queryCode("QueueAlreadyExists");
  }

  static AwsError unknownAttribute(String name) {
    return AwsError.sender("InvalidAttributeName", "Unknown Attribute " + name + ".");
  }

  static AwsError invalidAttribute(String name) {
    return AwsError.sender(
        "InvalidAttributeValue", "Invalid value for the parameter " + name + ".");
  }

  static AwsError invalidAttribute(String name, String reason) {
    return AwsError.sender(
        "InvalidAttributeValue",
        "Invalid value for the parameter " + name + ". Reason: " + reason + ".");
  }

  static AwsError invalidParameter(String message) {
    return AwsError.sender("InvalidParameterValue", message);
  }

  static AwsError invalidParameter(String name, String value, String reason) {
    return invalidParameter(
        "Value %s for parameter %s is invalid. Reason: %s".formatted(value, name, reason));
  }

  static AwsError missingParameter(String message) {
    return AwsError.sender("MissingParameter", message);
  }

  static AwsError receiptHandleIsInvalid(String handle) {
    return AwsError.sender(
        "ReceiptHandleIsInvalid", "The input receipt handle \"" + handle + "\" is not valid.");
  }

  static AwsError messageNotInflight() {
    return AwsError.sender("MessageNotInflight", "Message is not in flight.")
        .queryCode(LEGACY + "MessageNotInflight");
  }

  static AwsError resourceNotFound(String parameter) {
    return AwsError.sender(
        "ResourceNotFoundException",
        "The resource that you specified for the " + parameter + " parameter doesn't exist.");
  }

  static AwsError unsupportedOperation(String message) {
    return AwsError.sender("UnsupportedOperation", message)
        .queryCode(LEGACY + "UnsupportedOperation");
  }

  static AwsError purgeInProgress(String queue) {
    return AwsError.sender(
            "PurgeQueueInProgress",
            "Only one PurgeQueue operation on " + queue + " is allowed every 60 seconds.")
        .queryCode(LEGACY + "PurgeQueueInProgress");
  }

  static AwsError kms(KmsRefusal refusal) {
    String name =
        switch (refusal.kind()) {
          case ACCESS_DENIED -> "KmsAccessDenied";
          case DISABLED -> "KmsDisabled";
          case INVALID_STATE -> "KmsInvalidState";
          case NOT_FOUND -> "KmsNotFound";
          case INVALID_KEY_USAGE -> "KmsInvalidKeyUsage";
        };
    return AwsError.sender(name, refusal.message()).queryCode("KMS." + refusal.kind().code());
  }
}
