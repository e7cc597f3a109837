package dev.keyway.awslocal.sqs;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A message in a queue. What was sent never changes; where it stands does. */
final class Message {

  /**
   * What was sent.
   *
   * @param keyArn the key it is encrypted under, for as long as it exists; null without SSE-KMS
   * @param queueArn the queue it was sent to, which is its encryption context
   */
  record Content(
      String id,
      String body,
      MessageAttributes attributes,
      MessageAttributes systemAttributes,
      String senderId,
      Instant sentAt,
      @Nullable String groupId,
      @Nullable String deduplicationId,
      @Nullable String sequenceNumber,
      @Nullable String keyArn,
      String queueArn) {}

  final Content content;
  final Instant retainedFrom;
  final @Nullable String deadLetterSource;

  Instant visibleAt;
  int receives;
  @Nullable Instant firstReceivedAt;
  boolean inFlight;

  Message(
      Content content, Instant retainedFrom, Instant visibleAt, @Nullable String deadLetterSource) {
    this.content = content;
    this.retainedFrom = retainedFrom;
    this.visibleAt = visibleAt;
    this.deadLetterSource = deadLetterSource;
  }

  boolean isVisible(Instant now) {
    return !now.isBefore(visibleAt);
  }

  /** Received, and its visibility timeout not over. */
  boolean isInFlight(Instant now) {
    return inFlight && !isVisible(now);
  }

  String receiptHandle(String queueArn) {
    return ReceiptHandle.write(queueArn, content.id(), receives);
  }
}
