package dev.keyway.awslocal.sqs;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.keyway.awslocal.base.Ids;
import dev.keyway.awslocal.base.Timing;
import dev.keyway.awslocal.iam.Caller;
import dev.keyway.awslocal.sqs.Message.Content;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Puts messages into queues, once it is known that the sender may. */
final class Sender {

  /** What is sent. */
  record Letter(
      String body,
      MessageAttributes attributes,
      MessageAttributes systemAttributes,
      Optional<String> groupId,
      Optional<String> deduplicationId,
      Optional<Integer> delaySeconds) {}

  private static final Pattern TOKEN =
      Pattern.compile("[a-zA-Z0-9!\"#$%&'()*+,\\-./:;<=>?@\\[\\\\\\]^_`{|}~]{1,128}");
  private static final int MAX_DELAY = 900;

  private final QueueEncryption encryption;
  private final Timing timing;
  private final Ids ids;
  private final Runnable arrival;

  Sender(QueueEncryption encryption, Timing timing, Ids ids, Runnable arrival) {
    this.encryption = encryption;
    this.timing = timing;
    this.ids = ids;
    this.arrival = arrival;
  }

  /** Sends; a duplicate answers what was sent before. Throws KMS's refusal. */
  Content send(Queue queue, Letter letter, Caller sender) {
    QueueAttributes attributes = timing.inForce(queue.attributes);
    check(queue, attributes, letter);
    Optional<String> key = encryption.encrypt(queue, sender);
    Instant now = timing.now();
    if (!queue.fifo) {
      return deliver(queue, attributes, letter, content(queue, letter, sender, key, null, null));
    }
    String id = deduplicationId(attributes, letter);
    String scoped = attributes.isMessageGroupScope() ? letter.groupId().orElse("") + '\n' + id : id;
    Optional<Content> former = queue.mailbox.duplicateOf(scoped, now);
    if (former.isPresent()) {
      return former.get();
    }
    Content content = content(queue, letter, sender, key, id, ids.sequenceNumber());
    queue.mailbox.remember(scoped, content, now);
    return deliver(queue, attributes, letter, content);
  }

  private Content content(
      Queue queue,
      Letter letter,
      Caller sender,
      Optional<String> key,
      @Nullable String deduplicationId,
      @Nullable String sequenceNumber) {
    return new Content(
        ids.uuid(),
        letter.body(),
        letter.attributes(),
        letter.systemAttributes(),
        sender.userId(),
        timing.now(),
        letter.groupId().orElse(null),
        deduplicationId,
        sequenceNumber,
        key.orElse(null),
        queue.arn);
  }

  private Content deliver(Queue queue, QueueAttributes attributes, Letter letter, Content content) {
    int delay = letter.delaySeconds().orElse(attributes.number("DelaySeconds"));
    Instant visibleAt = content.sentAt().plusSeconds(delay);
    queue.mailbox.add(new Message(content, content.sentAt(), visibleAt, null));
    arrival.run();
    return content;
  }

  private static void check(Queue queue, QueueAttributes attributes, Letter letter) {
    if (letter.body().isEmpty()) {
      throw SqsErrors.missingParameter("The request must contain the parameter MessageBody.");
    }
    int size = letter.body().getBytes(UTF_8).length + letter.attributes().checked().size();
    int max = attributes.number("MaximumMessageSize");
    if (size > max) {
      throw SqsErrors.invalidParameter(
          "One or more parameters are invalid. Reason: Message must be shorter than %d bytes."
              .formatted(max));
    }
    letter.groupId().ifPresent(id -> checkToken("MessageGroupId", id));
    letter.deduplicationId().ifPresent(id -> checkToken("MessageDeduplicationId", id));
    letter.delaySeconds().ifPresent(seconds -> checkDelay(queue, seconds));
    if (!queue.fifo && letter.deduplicationId().isPresent()) {
      throw SqsErrors.invalidParameter(
          "The request includes a parameter that is not valid for this queue type");
    }
    if (queue.fifo && letter.groupId().isEmpty()) {
      throw SqsErrors.missingParameter("The request must contain the parameter MessageGroupId.");
    }
  }

  private static void checkToken(String name, String value) {
    if (!TOKEN.matcher(value).matches()) {
      throw SqsErrors.invalidParameter(
          name,
          value,
          name + " can only include alphanumeric and punctuation characters. 1 to 128 in length.");
    }
  }

  private static void checkDelay(Queue queue, int seconds) {
    if (seconds < 0 || seconds > MAX_DELAY) {
      throw SqsErrors.invalidParameter(
          "DelaySeconds", Integer.toString(seconds), "DelaySeconds must be >= 0 and <= 900.");
    }
    if (queue.fifo && seconds > 0) {
      throw SqsErrors.invalidParameter(
          "DelaySeconds",
          Integer.toString(seconds),
          "The request include parameter that is not valid for this queue type.");
    }
  }

  private static String deduplicationId(QueueAttributes attributes, Letter letter) {
    if (letter.deduplicationId().isPresent()) {
      return letter.deduplicationId().get();
    }
    if (!attributes.deduplicatesByContent()) {
      throw SqsErrors.invalidParameter(
          "The queue should either have ContentBasedDeduplication enabled or"
              + " MessageDeduplicationId provided explicitly");
    }
    return Ids.sha256(letter.body());
  }
}
