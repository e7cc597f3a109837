package dev.keyway.aws;

/**
 * A row of ListSubscriptionsByTopic.
 *
 * @param subscriptionArn the ARN, or {@code PendingConfirmation}
 * @param protocol {@code sqs} for queues
 * @param endpoint the queue's ARN for {@code sqs}
 * @param owner the subscribing account
 */
public record SubscriptionSummary(
    String subscriptionArn, String protocol, String endpoint, String owner) {
  public static final String PENDING = "PendingConfirmation";
}
