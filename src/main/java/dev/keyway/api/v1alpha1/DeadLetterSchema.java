package dev.keyway.api.v1alpha1;

/** Rules of dead-letter queues, which queues and subscriptions share. */
final class DeadLetterSchema {
  static final String ONE_QUEUE_MESSAGE =
      "set exactly one of `queueRef`, for an EncryptedQueue of this namespace, and `queueArn`, for"
          + " a queue that Keyway does not manage";
  private static final String ARN =
      "'^arn:(aws|aws-cn|aws-us-gov):sqs:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]{1,80}([.]fifo)?$'";

  static final String ARN_RULE = "self.matches(" + ARN + ")";
  static final String ARN_MESSAGE =
      "must be the ARN of an SQS queue, such as"
          + " 'arn:aws:sqs:eu-central-1:111122223333:orders-failed', not a URL";

  static final String ARNS_RULE = "self.all(a, a.matches(" + ARN + "))";
  static final String ARNS_MESSAGE =
      "every entry must be the ARN of an SQS queue, such as"
          + " 'arn:aws:sqs:eu-central-1:111122223333:orders', not a URL";

  private DeadLetterSchema() {}
}
