package dev.keyway.aws.sdk;

import dev.keyway.aws.AwsFailure;
import dev.keyway.aws.AwsFailure.Cause;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.thirdparty.jackson.core.JsonProcessingException;

/** Judges the SDK's exceptions by cause; everything else sees causes only. */
final class SdkFailures {
  private SdkFailures() {}

  /**
   * Judge an exception.
   *
   * @param exception what the SDK threw
   * @param site what the call was about
   * @param sent whether any of the request's body left the process
   */
  static AwsFailure translate(SdkException exception, CallSite site, boolean sent) {
    return switch (exception) {
      case AwsServiceException answer -> answered(answer, site);
      case SdkServiceException answer ->
          failure(
              site,
              ErrorCodes.byStatus(answer.statusCode()),
              "HTTP" + answer.statusCode(),
              answer.rawMessage(),
              answer.requestId());
      default -> unanswered(exception, site, sent);
    };
  }

  private static AwsFailure answered(AwsServiceException answer, CallSite site) {
    var details = answer.awsErrorDetails();
    String code = details == null ? null : details.errorCode();
    String text = details == null ? answer.rawMessage() : details.errorMessage();
    String named =
        code == null ? "HTTP" + answer.statusCode() : ErrorCodes.withoutLegacyPrefix(code);
    return failure(
        site, ErrorCodes.cause(named, text, answer.statusCode()), named, text, answer.requestId());
  }

  private static AwsFailure unanswered(SdkException exception, CallSite site, boolean sent) {
    Throwable origin = origin(exception);
    return failure(
        site,
        switch (exception) {
          case GuardedCredentials.CredentialsUnavailableException _ -> Cause.CREDENTIALS;
          case SdkException _ when isTransport(exception) ->
              sent && site.mutating() ? Cause.OUTCOME_UNKNOWN : Cause.UNREACHABLE;
          // After sending, it is the answer that the SDK cannot read; before, it is the request.
          default -> sent ? Cause.SERVICE_ERROR : Cause.INVALID;
        },
        origin.getClass().getSimpleName(),
        origin instanceof SdkException sdk ? sdk.rawMessage() : origin.getMessage(),
        null);
  }

  private static boolean isTransport(SdkException exception) {
    return switch (exception) {
      case ApiCallAttemptTimeoutException _, ApiCallTimeoutException _, AbortedException _ -> true;
      default -> isTransport(origin(exception));
    };
  }

  /** The SDK's JSON parser reports nonsense as an IOException too. */
  private static boolean isTransport(Throwable origin) {
    return origin instanceof IOException && !(origin instanceof JsonProcessingException);
  }

  /** What says most: a time-out itself, whatever it interrupted, or else what the SDK wrapped. */
  private static Throwable origin(SdkException exception) {
    return switch (exception) {
      case ApiCallAttemptTimeoutException _,
          ApiCallTimeoutException _,
          AbortedException _,
          GuardedCredentials.CredentialsUnavailableException _ ->
          exception;
      default -> firstIoExceptionOrRoot(exception);
    };
  }

  private static Throwable firstIoExceptionOrRoot(Throwable exception) {
    Throwable current = exception;
    while (!(current instanceof IOException)) {
      Throwable cause = current.getCause();
      if (cause == null) {
        return current;
      }
      current = cause;
    }
    return current;
  }

  private static AwsFailure failure(
      CallSite site, Cause cause, String code, @Nullable String text, @Nullable String requestId) {
    return new AwsFailure(
        cause,
        site.api().service(),
        site.api().operation(),
        site.resource(),
        code,
        FailureText.clean(text, requestId),
        requestId);
  }
}
