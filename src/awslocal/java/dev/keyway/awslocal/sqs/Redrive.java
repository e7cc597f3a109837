package dev.keyway.awslocal.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyway.awslocal.base.Arn;
import dev.keyway.awslocal.base.Json;
import dev.keyway.awslocal.base.Timing;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Dead-letter queues ("Using dead-letter queues in Amazon SQS"). */
final class Redrive {

  /** Where messages go after how many receives. */
  record Policy(String targetArn, int maxReceiveCount) {}

  private static final int DEFAULT_RECEIVES = 10;
  private static final int MAX_RECEIVES = 1000;
  private static final int MAX_SOURCES = 10;

  private final QueueStore store;
  private final Timing timing;

  Redrive(QueueStore store, Timing timing) {
    this.store = store;
    this.timing = timing;
  }

  /** Judges the redrive attributes of a change, for a queue of that ARN. */
  void check(Map<String, String> change, String sourceArn, boolean fifo) {
    String policy = change.getOrDefault(QueueAttributes.REDRIVE, "");
    if (!policy.isEmpty()) {
      checkPolicy(policy, sourceArn, fifo);
    }
    String allow = change.getOrDefault(QueueAttributes.REDRIVE_ALLOW, "");
    if (!allow.isEmpty()) {
      checkAllow(allow);
    }
  }

  private void checkPolicy(String text, String sourceArn, boolean fifo) {
    Policy policy = read(text).orElseThrow(() -> invalid(text, "Invalid JSON."));
    if (policy.maxReceiveCount() < 1 || policy.maxReceiveCount() > MAX_RECEIVES) {
      throw invalid(text, "Invalid value for maxReceiveCount: " + policy.maxReceiveCount() + ".");
    }
    Arn source = Arn.parse(sourceArn).orElseThrow();
    Arn target =
        Arn.parse(policy.targetArn())
            .filter(arn -> arn.service().equals("sqs"))
            .orElseThrow(() -> invalid(text, "Invalid value for deadLetterTargetArn."));
    if (!target.region().equals(source.region())) {
      throw invalid(text, "Dead-letter target must be in the same region.");
    }
    Queue queue =
        store
            .find(policy.targetArn())
            .orElseThrow(() -> invalid(text, "Dead letter target does not exist."));
    if (queue.fifo != fifo) {
      throw invalid(text, "Dead-letter queue must be same type of queue as the source.");
    }
    if (!isAllowed(queue, sourceArn)) {
      throw invalid(text, "The dead-letter target's RedriveAllowPolicy does not allow the source.");
    }
  }

  private static RuntimeException invalid(String value, String reason) {
    return SqsErrors.invalidParameter(QueueAttributes.REDRIVE, value, reason);
  }

  private static void checkAllow(String text) {
    ObjectNode node = Json.readObject(text).orElse(Json.object());
    String permission = node.path("redrivePermission").asText();
    int sources = node.path("sourceQueueArns").size();
    boolean byQueue = permission.equals("byQueue") && sources >= 1 && sources <= MAX_SOURCES;
    boolean plain = Set.of("allowAll", "denyAll").contains(permission) && sources == 0;
    if (!byQueue && !plain) {
      throw SqsErrors.invalidParameter(
          QueueAttributes.REDRIVE_ALLOW, text, "Invalid redrivePermission or sourceQueueArns.");
    }
  }

  /** Reads a RedrivePolicy; its count may be a number or a text. */
  static Optional<Policy> read(String text) {
    return Json.readObject(text)
        .filter(node -> node.path("deadLetterTargetArn").isTextual())
        .map(
            node ->
                new Policy(
                    node.path("deadLetterTargetArn").asText(),
                    node.path("maxReceiveCount").asInt(DEFAULT_RECEIVES)));
  }

  private static boolean isAllowed(Queue target, String sourceArn) {
    ObjectNode node =
        target
            .attributes
            .latest()
            .text(QueueAttributes.REDRIVE_ALLOW)
            .flatMap(Json::readObject)
            .orElse(Json.object());
    return switch (node.path("redrivePermission").asText("allowAll")) {
      case "denyAll" -> false;
      case "byQueue" -> contains(node.path("sourceQueueArns"), sourceArn);
      default -> true;
    };
  }

  private static boolean contains(JsonNode list, String text) {
    for (JsonNode item : list) {
      if (item.asText().equals(text)) {
        return true;
      }
    }
    return false;
  }

  /** Moves a message that was received too often; false when it stays. */
  boolean moved(Queue source, Message message) {
    Optional<Policy> policy =
        timing.inForce(source.attributes).text(QueueAttributes.REDRIVE).flatMap(Redrive::read);
    if (policy.isEmpty() || message.receives < policy.get().maxReceiveCount()) {
      return false;
    }
    Optional<Queue> target = store.find(policy.get().targetArn());
    if (target.isEmpty() || !isAllowed(target.get(), source.arn)) {
      return false;
    }
    source.mailbox.remove(message);
    Instant now = timing.now();
    // the clock of a standard message runs on, that of a FIFO message starts anew
    Instant retainedFrom = source.fifo ? now : message.retainedFrom;
    Message dead = new Message(message.content, retainedFrom, now, source.arn);
    dead.receives = message.receives;
    dead.firstReceivedAt = message.firstReceivedAt;
    target.get().mailbox.add(dead);
    return true;
  }
}
