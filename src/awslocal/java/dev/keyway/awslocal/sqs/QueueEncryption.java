package dev.keyway.awslocal.sqs;

import dev.keyway.awslocal.base.Timing;
import dev.keyway.awslocal.iam.Caller;
import dev.keyway.awslocal.kms.DataKeys;
import dev.keyway.awslocal.kms.DataKeys.Purpose;
import java.util.Optional;

/** SSE-KMS: which key a queue names, and what KMS says to its use ("Encryption at rest"). */
final class QueueEncryption {

  private final DataKeys dataKeys;
  private final Timing timing;

  QueueEncryption(DataKeys dataKeys, Timing timing) {
    this.dataKeys = dataKeys;
    this.timing = timing;
  }

  /** The key that a message is stored under; throws KMS's refusal. */
  Optional<String> encrypt(Queue queue, Caller caller) {
    return timing
        .inForce(queue.attributes)
        .text(QueueAttributes.KMS_KEY)
        .map(
            keyId ->
                dataKeys.encrypt(keyId, queue.account, purpose(queue.arn, queue.region, caller)));
  }

  /** Throws KMS's refusal when the caller may not read the message. */
  void decrypt(Queue queue, Message message, Caller caller) {
    String key = message.content.keyArn();
    if (key != null) {
      dataKeys.decrypt(key, purpose(message.content.queueArn(), queue.region, caller));
    }
  }

  /** The context is the queue that the message was sent to, also in a dead-letter queue. */
  private static Purpose purpose(String queueArn, String region, Caller caller) {
    return new Purpose(caller, "sqs", "aws:sqs:arn", queueArn, region);
  }
}
