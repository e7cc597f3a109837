package dev.keyway.awslocal.sqs;

import dev.keyway.awslocal.base.Timing;
import dev.keyway.awslocal.iam.Accounts;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What GetQueueAttributes answers for "All". */
final class QueueDescription {

  private static final Set<String> NOT_ALWAYS_PRESENT =
      Set.of(
          "Policy",
          QueueAttributes.REDRIVE,
          QueueAttributes.REDRIVE_ALLOW,
          QueueAttributes.KMS_KEY,
          QueueAttributes.REUSE_PERIOD,
          QueueAttributes.FIFO_QUEUE,
          QueueAttributes.CONTENT_DEDUPLICATION,
          QueueAttributes.DEDUPLICATION_SCOPE,
          QueueAttributes.THROUGHPUT_LIMIT);
  private static final Set<String> ALWAYS_PRESENT =
      Set.of(
          "QueueArn",
          "CreatedTimestamp",
          "LastModifiedTimestamp",
          "ApproximateNumberOfMessages",
          "ApproximateNumberOfMessagesNotVisible",
          "ApproximateNumberOfMessagesDelayed",
          "DelaySeconds",
          "MaximumMessageSize",
          "MessageRetentionPeriod",
          "ReceiveMessageWaitTimeSeconds",
          "VisibilityTimeout",
          QueueAttributes.MANAGED_SSE);

  private QueueDescription() {}

  static boolean isKnown(String name) {
    return ALWAYS_PRESENT.contains(name) || NOT_ALWAYS_PRESENT.contains(name);
  }

  static Map<String, String> of(Queue queue, Timing timing, Accounts accounts) {
    Instant now = timing.now();
    Mailbox mailbox = queue.mailbox;
    mailbox.expire(now, timing.inForce(queue.attributes).number("MessageRetentionPeriod"));
    Map<String, String> all = new LinkedHashMap<>();
    all.put("QueueArn", queue.arn);
    all.put("CreatedTimestamp", Long.toString(queue.createdAt.getEpochSecond()));
    all.put("LastModifiedTimestamp", Long.toString(queue.modifiedAt.getEpochSecond()));
    all.put("ApproximateNumberOfMessages", Integer.toString(mailbox.countVisible(now)));
    all.put("ApproximateNumberOfMessagesNotVisible", Integer.toString(mailbox.countInFlight(now)));
    all.put("ApproximateNumberOfMessagesDelayed", Integer.toString(mailbox.countDelayed(now)));
    all.putAll(timing.read(queue.attributes).described());
    timing
        .read(queue.policy)
        .ifPresent(policy -> all.put(QueuePolicies.POLICY, policy.textAsRead(accounts)));
    return all;
  }
}
