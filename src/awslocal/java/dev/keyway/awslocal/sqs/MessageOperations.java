package dev.keyway.awslocal.sqs;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyway.awslocal.base.Ids;
import dev.keyway.awslocal.base.Json;
import dev.keyway.awslocal.base.Params;
import dev.keyway.awslocal.base.Timing;
import dev.keyway.awslocal.call.Batch;
import dev.keyway.awslocal.call.Invocation;
import dev.keyway.awslocal.call.Operation;
import dev.keyway.awslocal.kms.KmsRefusal;
import dev.keyway.awslocal.sqs.Message.Content;
import dev.keyway.awslocal.sqs.Sender.Letter;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Sending and deleting messages, one by one or in batches, and their visibility. */
final class MessageOperations {

  private static final int MAX_VISIBILITY = 43_200;

  private final SqsGuard guard;
  private final Timing timing;
  private final Sender sender;
  private final Runnable arrival;

  MessageOperations(SqsGuard guard, Timing timing, Sender sender, Runnable arrival) {
    this.guard = guard;
    this.timing = timing;
    this.sender = sender;
    this.arrival = arrival;
  }

  Map<String, Operation> operations() {
    return Map.of(
        "SendMessage", Operation.data(this::sendMessage),
        "SendMessageBatch", Operation.data(this::sendMessageBatch),
        "DeleteMessage", Operation.data(this::deleteMessage),
        "DeleteMessageBatch", Operation.data(this::deleteMessageBatch),
        "ChangeMessageVisibility", Operation.data(this::changeMessageVisibility));
  }

  private ObjectNode sendMessage(Invocation call) {
    Queue queue = guard.queue(call, "sqs:SendMessage");
    return send(call, queue, call.params());
  }

  private ObjectNode send(Invocation call, Queue queue, Params params) {
    MessageAttributes attributes = MessageAttributes.read(params.structureMap("MessageAttributes"));
    MessageAttributes system =
        MessageAttributes.read(params.structureMap("MessageSystemAttributes"));
    Letter letter =
        new Letter(
            params.text("MessageBody").orElse(""),
            attributes,
            system,
            params.text("MessageGroupId"),
            params.text("MessageDeduplicationId"),
            params.number("DelaySeconds"));
    try {
      return sent(sender.send(queue, letter, call.caller()), letter);
    } catch (KmsRefusal refusal) {
      throw SqsErrors.kms(refusal);
    }
  }

  private static ObjectNode sent(Content content, Letter letter) {
    ObjectNode answer =
        Json.object()
            .put("MessageId", content.id())
            .put("MD5OfMessageBody", Ids.md5(letter.body().getBytes(UTF_8)));
    if (!letter.attributes().isEmpty()) {
      answer.put("MD5OfMessageAttributes", letter.attributes().md5());
    }
    if (!letter.systemAttributes().isEmpty()) {
      answer.put("MD5OfMessageSystemAttributes", letter.systemAttributes().md5());
    }
    if (content.sequenceNumber() != null) {
      answer.put("SequenceNumber", content.sequenceNumber());
    }
    return answer;
  }

  private ObjectNode sendMessageBatch(Invocation call) {
    Queue queue = guard.queue(call, "sqs:SendMessage");
    return Batch.run(call.params().structures("Entries"), entry -> send(call, queue, entry));
  }

  private ObjectNode deleteMessage(Invocation call) {
    Queue queue = guard.queue(call, "sqs:DeleteMessage");
    return delete(queue, call.params());
  }

  private ObjectNode deleteMessageBatch(Invocation call) {
    Queue queue = guard.queue(call, "sqs:DeleteMessage");
    return Batch.run(call.params().structures("Entries"), entry -> delete(queue, entry));
  }

  /** Deleting a message that is gone succeeds. */
  private ObjectNode delete(Queue queue, Params params) {
    ReceiptHandle handle = handle(queue, params);
    Optional<Message> message = queue.mailbox.find(handle.messageId());
    if (message.isPresent()) {
      requireNotExpired(queue, message.get(), handle, params);
      queue.mailbox.remove(message.get());
      // the next message of the group may come now
      arrival.run();
    }
    return Json.object();
  }

  private void requireNotExpired(
      Queue queue, Message message, ReceiptHandle handle, Params params) {
    boolean current = handle.receive() == message.receives && message.isInFlight(timing.now());
    if (queue.fifo && !current) {
      throw SqsErrors.invalidParameter(
          "ReceiptHandle", params.require("ReceiptHandle"), "The receipt handle has expired.");
    }
  }

  private static ReceiptHandle handle(Queue queue, Params params) {
    String text = params.require("ReceiptHandle");
    return ReceiptHandle.read(text)
        .filter(handle -> handle.queueArn().equals(queue.arn))
        .orElseThrow(() -> SqsErrors.receiptHandleIsInvalid(text));
  }

  private ObjectNode changeMessageVisibility(Invocation call) {
    Queue queue = guard.queue(call, "sqs:ChangeMessageVisibility");
    ReceiptHandle handle = handle(queue, call.params());
    int seconds = visibility(call.params()).orElse(0);
    Instant now = timing.now();
    Message message =
        queue
            .mailbox
            .find(handle.messageId())
            .filter(m -> m.isInFlight(now) && m.receives == handle.receive())
            .orElseThrow(SqsErrors::messageNotInflight);
    message.visibleAt = now.plusSeconds(seconds);
    message.inFlight = seconds > 0;
    arrival.run();
    return Json.object();
  }

  static Optional<Integer> visibility(Params params) {
    Optional<Integer> seconds = params.number("VisibilityTimeout");
    seconds
        .filter(s -> s < 0 || s > MAX_VISIBILITY)
        .ifPresent(
            s -> {
              throw SqsErrors.invalidParameter(
                  "VisibilityTimeout",
                  Integer.toString(s),
                  "VisibilityTimeout must be an integer between 0 and 43200");
            });
    return seconds;
  }
}
