package dev.keyway.awslocal.sqs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyway.awslocal.base.Json;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The attributes that SQS gives a message ("ReceiveMessage", API reference). */
final class SystemAttributes {

  private SystemAttributes() {}

  static ObjectNode of(Message message, List<String> wanted) {
    ObjectNode node = Json.object();
    all(message)
        .forEach(
            (name, value) -> {
              if (wanted.contains("All") || wanted.contains(name)) {
                node.put(name, value);
              }
            });
    return node;
  }

  private static Map<String, String> all(Message message) {
    Message.Content content = message.content;
    Map<String, String> all = new LinkedHashMap<>();
    all.put("SenderId", content.senderId());
    all.put("SentTimestamp", Long.toString(content.sentAt().toEpochMilli()));
    all.put("ApproximateReceiveCount", Integer.toString(message.receives));
    Instant first = message.firstReceivedAt;
    put(
        all,
        "ApproximateFirstReceiveTimestamp",
        first == null ? null : Long.toString(first.toEpochMilli()));
    put(all, "SequenceNumber", content.sequenceNumber());
    put(all, "MessageDeduplicationId", content.deduplicationId());
    put(all, "MessageGroupId", content.groupId());
    put(all, "DeadLetterQueueSourceArn", message.deadLetterSource);
    content.systemAttributes().values().forEach((name, value) -> all.put(name, value.value()));
    return all;
  }

  private static void put(Map<String, String> all, String name, @Nullable String value) {
    if (value != null) {
      all.put(name, value);
    }
  }
}
