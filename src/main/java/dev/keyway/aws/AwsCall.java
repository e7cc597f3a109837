package dev.keyway.aws;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One request to AWS and its answer. A repeated request is a call of its own, and so is each page.
 *
 * @param service {@code sqs}, {@code sns}, {@code kms} or {@code sts}
 * @param operation the API operation, such as {@code PutKeyPolicy}
 * @param region the region it went to
 * @param resource the ARN, URL or name that it was about
 * @param mutating whether it changes something
 * @param took from sending to the answer, without the wait for its turn
 * @param failure what went wrong; absence that the caller expects is here too
 * @param requestId AWS's request id, if AWS answered
 */
public record AwsCall(
    String service,
    String operation,
    String region,
    String resource,
    boolean mutating,
    Duration took,
    @Nullable AwsFailure failure,
    @Nullable String requestId) {}
