package dev.keyway.awslocal.sns;

import java.time.Instant;

/**
 * One attempt of SNS to deliver one message to one subscription, as a delivery status log tells it
 * ("Amazon SNS message delivery status").
 *
 * @param destination the queue's ARN
 * @param statusCode the HTTP status of the answer; 0 when the message was filtered out
 * @param providerResponse the answer itself, JSON
 */
public record Delivery(
    long sequence,
    Instant time,
    String topicArn,
    String subscriptionArn,
    String destination,
    String messageId,
    Status status,
    int statusCode,
    String providerResponse) {

  /** How it ended. */
  public enum Status {
    /** The message is in the queue. */
    SUCCESS,
    /** The filter policy did not want it. */
    FILTERED_OUT,
    /** The message is gone: SNS does not try again after a client-side error. */
    FAILURE,
    /** It could not be delivered and is in the subscription's dead-letter queue. */
    REDRIVEN
  }
}
