package dev.keyway.awslocal.call;

import dev.keyway.awslocal.base.AwsError;
import java.util.Locale;

/** The four services, and how each words the errors that all have. */
public enum AwsService {
  SQS,
  SNS,
  KMS,
  STS;

  /** The name in credential scopes, actions and ARNs. */
  public String scope() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Too many calls. */
  public AwsError throttled() {
    return switch (this) {
      case SQS -> AwsError.sender("RequestThrottled", "Rate exceeded");
      case SNS, STS -> AwsError.sender("Throttling", "Rate exceeded");
      case KMS ->
          AwsError.sender(
              "ThrottlingException",
              "You have exceeded the rate at which you may call KMS. Reduce the frequency of your"
                  + " calls.");
    };
  }

  /** Not permitted. */
  public AwsError accessDenied(String message) {
    return switch (this) {
      case SQS -> AwsError.of(403, "AccessDeniedException", message).queryCode("AccessDenied");
      case SNS -> AwsError.of(403, "AuthorizationError", message);
      case KMS -> AwsError.sender("AccessDeniedException", message);
      case STS -> AwsError.of(403, "AccessDenied", message);
    };
  }

  /** AWS's own failure. */
  public AwsError internalFailure() {
    String message = "We encountered an internal error. Please try again.";
    return switch (this) {
      case SQS, STS -> AwsError.of(500, "InternalFailure", message);
      case SNS -> AwsError.of(500, "InternalError", message);
      case KMS -> AwsError.of(500, "KMSInternalException", message);
    };
  }

  /** Credentials that AWS does not know. */
  public AwsError unknownCaller() {
    String message = "The security token included in the request is invalid.";
    return switch (this) {
      case SQS ->
          AwsError.of(403, "UnrecognizedClientException", message)
              .queryCode("InvalidClientTokenId");
      case KMS -> AwsError.sender("UnrecognizedClientException", message);
      case SNS, STS -> AwsError.of(403, "InvalidClientTokenId", message);
    };
  }

  /** No such operation here. */
  public AwsError unknownOperation(String operation) {
    String message = "The action " + operation + " is not valid for this endpoint.";
    return switch (this) {
      case SQS, KMS -> AwsError.sender("UnknownOperationException", message);
      case SNS, STS -> AwsError.sender("InvalidAction", message);
    };
  }

  /** The service's own word for a missing parameter. */
  public AwsError worded(AwsError error) {
    if (!error.code().equals("MissingParameter")) {
      return error;
    }
    return switch (this) {
      case SQS -> error;
      case SNS -> AwsError.sender("InvalidParameter", "Invalid parameter: " + error.message());
      case KMS, STS -> AwsError.sender("ValidationException", error.message());
    };
  }
}
