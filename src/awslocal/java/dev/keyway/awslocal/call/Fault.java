package dev.keyway.awslocal.call;

/**
 * A scripted misfortune.
 *
 * @param operation {@code SendMessage}, {@code sqs:SendMessage}, {@code sqs:*} or {@code *}
 * @param caller a part of the caller's ARN; empty means everybody
 * @param resource a part of the request's text, such as a queue's name; empty means everything
 * @param skip how many matching calls pass first
 * @param times how many then suffer
 */
public record Fault(
    String operation, String caller, String resource, int skip, int times, Effect effect) {

  /** What happens to the call. */
  public sealed interface Effect {

    /** The service's throttling error; nothing is done. */
    record Throttle() implements Effect {}

    /** The service's access denied; nothing is done. */
    record AccessDenied() implements Effect {}

    /** The service's HTTP 500; nothing is done. */
    record InternalFailure() implements Effect {}

    /** Any other error; nothing is done. */
    record Fail(int status, String code, String message) implements Effect {}

    /** The connection is closed without an answer; nothing is done. */
    record TimeoutBefore() implements Effect {}

    /** The call is carried out, then the connection is closed without an answer. */
    record TimeoutAfter() implements Effect {}
  }

  /** The next call of an operation. */
  public static Fault next(String operation, Effect effect) {
    return new Fault(operation, "", "", 0, 1, effect);
  }

  /** The n-th call of an operation from now on, 1 being the next. */
  public static Fault nth(int n, String operation, Effect effect) {
    return new Fault(operation, "", "", n - 1, 1, effect);
  }

  /** Every call of an operation until the faults are cleared. */
  public static Fault always(String operation, Effect effect) {
    return new Fault(operation, "", "", 0, Integer.MAX_VALUE, effect);
  }

  /** The same, for callers whose ARN contains the text. */
  public Fault forCaller(String part) {
    return new Fault(operation, part, resource, skip, times, effect);
  }

  /** The same, for requests that contain the text. */
  public Fault about(String part) {
    return new Fault(operation, caller, part, skip, times, effect);
  }

  /** The same, so many times in a row. */
  public Fault times(int count) {
    return new Fault(operation, caller, resource, skip, count, effect);
  }
}
