package dev.keyway.awslocal.sqs;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyway.awslocal.base.Ids;
import dev.keyway.awslocal.base.Json;
import dev.keyway.awslocal.base.Params;
import dev.keyway.awslocal.base.Timing;
import dev.keyway.awslocal.call.Invocation;
import dev.keyway.awslocal.call.Operation;
import dev.keyway.awslocal.iam.Caller;
import dev.keyway.awslocal.kms.KmsRefusal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;

/** Receiving messages, by short or long poll. */
final class Receiver {

  private static final int MAX_MESSAGES = 10;
  private static final int MAX_WAIT = 20;
  private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final SqsGuard guard;
  private final Timing timing;
  private final QueueEncryption encryption;
  private final Redrive redrive;
  private final Condition arrival;
  private final Duration longestPoll;

  Receiver(
      SqsGuard guard,
      Timing timing,
      QueueEncryption encryption,
      Redrive redrive,
      Condition arrival,
      Duration longestPoll) {
    this.guard = guard;
    this.timing = timing;
    this.encryption = encryption;
    this.redrive = redrive;
    this.arrival = arrival;
    this.longestPoll = longestPoll;
  }

  Map<String, Operation> operations() {
    return Map.of("ReceiveMessage", Operation.data(this::receiveMessage));
  }

  private ObjectNode receiveMessage(Invocation call) {
    Queue queue = guard.queue(call, "sqs:ReceiveMessage");
    int wait = within("WaitTimeSeconds", call.params(), defaultWait(queue), 0, MAX_WAIT);
    int max = within("MaxNumberOfMessages", call.params(), 1, 1, MAX_MESSAGES);
    Instant end = timing.now().plusSeconds(wait);
    long machineEnd =
        System.nanoTime() + Math.min(Duration.ofSeconds(wait).toNanos(), longestPoll.toNanos());
    List<Message> received = receive(queue, call, max);
    try {
      while (received.isEmpty() && timing.now().isBefore(end) && System.nanoTime() < machineEnd) {
        arrival.awaitNanos(LOOK_AGAIN_NANOS);
        // the queue may have gone, or the caller's right to it
        received = receive(guard.queue(call, "sqs:ReceiveMessage"), call, max);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return described(queue, received, call.params());
  }

  private int defaultWait(Queue queue) {
    return timing.inForce(queue.attributes).number("ReceiveMessageWaitTimeSeconds");
  }

  private static int within(String name, Params params, int otherwise, int min, int max) {
    int value = params.number(name).orElse(otherwise);
    if (value < min || value > max) {
      throw SqsErrors.invalidParameter(
          name,
          Integer.toString(value),
          "Must be between %d and %d, if provided.".formatted(min, max));
    }
    return value;
  }

  private List<Message> receive(Queue queue, Invocation call, int max) {
    QueueAttributes attributes = timing.inForce(queue.attributes);
    int visibility =
        MessageOperations.visibility(call.params()).orElse(attributes.number("VisibilityTimeout"));
    Instant now = timing.now();
    queue.mailbox.expire(now, attributes.number("MessageRetentionPeriod"));
    List<Message> received = new ArrayList<>();
    for (Message message : queue.mailbox.receivable(queue.fifo, now)) {
      if (received.size() == max || !isReadable(queue, message, call.caller(), received)) {
        break;
      }
      if (!redrive.moved(queue, message)) {
        hand(message, now, visibility);
        received.add(message);
      }
    }
    return received;
  }

  /** KMS's refusal of the first message fails the call, of a later one ends it. */
  private boolean isReadable(Queue queue, Message message, Caller caller, List<Message> received) {
    try {
      encryption.decrypt(queue, message, caller);
      return true;
    } catch (KmsRefusal refusal) {
      if (received.isEmpty()) {
        throw SqsErrors.kms(refusal);
      }
      return false;
    }
  }

  private static void hand(Message message, Instant now, int visibility) {
    message.receives++;
    message.inFlight = true;
    message.visibleAt = now.plusSeconds(visibility);
    if (message.firstReceivedAt == null) {
      message.firstReceivedAt = now;
    }
  }

  private static ObjectNode described(Queue queue, List<Message> received, Params params) {
    if (received.isEmpty()) {
      return Json.object();
    }
    List<String> systemNames = new ArrayList<>(params.list("AttributeNames"));
    systemNames.addAll(params.list("MessageSystemAttributeNames"));
    List<String> names = params.list("MessageAttributeNames");
    ArrayNode messages = Json.array();
    received.forEach(m -> messages.add(described(queue, m, systemNames, names)));
    return Json.object().set("Messages", messages);
  }

  private static ObjectNode described(
      Queue queue, Message message, List<String> systemNames, List<String> names) {
    Message.Content content = message.content;
    ObjectNode node =
        Json.object()
            .put("MessageId", content.id())
            .put("ReceiptHandle", message.receiptHandle(queue.arn))
            .put("MD5OfBody", Ids.md5(content.body().getBytes(UTF_8)))
            .put("Body", content.body());
    ObjectNode system = SystemAttributes.of(message, systemNames);
    if (!system.isEmpty()) {
      node.set("Attributes", system);
    }
    MessageAttributes attributes = content.attributes().only(names);
    if (!attributes.isEmpty()) {
      node.set("MessageAttributes", attributes.toJson());
      node.put("MD5OfMessageAttributes", attributes.md5());
    }
    return node;
  }
}
