package dev.keyway.aws;

import org.jspecify.annotations.Nullable;

/**
 * A failed AWS call, judged by cause.
 *
 * @param cause what to do about it depends on this alone
 * @param service {@code sqs}, {@code sns}, {@code kms} or {@code sts}
 * @param operation the API operation, such as {@code PutKeyPolicy}
 * @param resource the ARN, URL or name that the call was about
 * @param code AWS's error code, or the exception's name where AWS did not answer
 * @param message AWS's text without request ids, so that equal failures read equal
 * @param requestId AWS's request id, for logs only
 */
public record AwsFailure(
    Cause cause,
    String service,
    String operation,
    String resource,
    String code,
    String message,
    @Nullable String requestId) {

  /** Why a call failed. */
  public enum Cause {
    /** The resource is not there. */
    NOT_FOUND,
    /** A resource of that name is there, with other settings. */
    ALREADY_EXISTS,
    /** The credentials may not do this. */
    ACCESS_DENIED,
    /** There are no usable credentials. */
    CREDENTIALS,
    /** Too many calls; the same call may succeed later. */
    THROTTLED,
    /** AWS refuses the request as it is, whenever it is made. */
    INVALID,
    /** AWS refuses a policy, most often because a principal in it does not exist. */
    POLICY_REFUSED,
    /** The resource is in a state that does not allow this, such as a disabled key. */
    INVALID_STATE,
    /** A quota is used up. */
    LIMIT_EXCEEDED,
    /** A queue of that name was deleted less than 60 seconds ago. */
    RECENTLY_DELETED,
    /** AWS could not be reached; the call had no effect. */
    UNREACHABLE,
    /** The call was sent and no answer came: it may have had its effect. */
    OUTCOME_UNKNOWN,
    /** AWS failed (5xx, or an answer that makes no sense). */
    SERVICE_ERROR
  }

  /**
   * Return whether a mutating call that failed like this may nevertheless have had its effect: no
   * answer came, or AWS failed while it worked on it.
   */
  public boolean mayHaveTakenEffect() {
    return cause == Cause.OUTCOME_UNKNOWN || cause == Cause.SERVICE_ERROR;
  }

  /** Return one sentence for people: operation, resource, and what AWS said. */
  public String describe() {
    return operation + " on " + resource + ": " + code + ": " + message;
  }
}
