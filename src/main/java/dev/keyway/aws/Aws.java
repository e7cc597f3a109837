package dev.keyway.aws;

/**
 * The AWS account that Keyway works in, region by region.
 *
 * <p>Every method of the services it hands out answers synchronously and throws {@link
 * AwsException}, which carries the cause; absence that a caller has to expect is an empty {@code
 * Optional} instead. Implementations are thread-safe.
 */
public interface Aws {
  /** Return who Keyway is for AWS (STS GetCallerIdentity), cached after the first answer. */
  AccountIdentity identity();

  /** Return KMS in that region. */
  KeyService keys(String region);

  /** Return SNS in that region. */
  TopicService topics(String region);

  /** Return SQS in that region. */
  QueueService queues(String region);
}
