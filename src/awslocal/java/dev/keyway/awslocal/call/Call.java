package dev.keyway.awslocal.call;

import java.time.Instant;

/**
 * One call as it went.
 *
 * @param caller the caller's ARN, or the unknown access key
 * @param resource the ARN that the call was about; empty when it named none
 * @param errorCode empty when it succeeded
 * @param answered whether the caller got an answer at all
 */
public record Call(
    long sequence,
    Instant time,
    String caller,
    AwsService service,
    String operation,
    Operation.Kind kind,
    String region,
    String resource,
    String errorCode,
    boolean answered) {

  /** Whether the call may have changed configuration. */
  public boolean isMutating() {
    return kind == Operation.Kind.WRITE;
  }

  public boolean succeeded() {
    return errorCode.isEmpty();
  }
}
