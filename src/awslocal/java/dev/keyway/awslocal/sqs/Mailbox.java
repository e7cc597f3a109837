package dev.keyway.awslocal.sqs;

import dev.keyway.awslocal.sqs.Message.Content;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The messages of a queue, oldest first, and what FIFO remembers of past ones. */
final class Mailbox {

  private record Sent(Content content, Instant at) {}

  private static final Duration DEDUPLICATION = Duration.ofMinutes(5);

  private final Map<String, Message> messages = new LinkedHashMap<>();
  private final Map<String, Sent> deduplication = new HashMap<>();

  void add(Message message) {
    messages.put(message.content.id(), message);
  }

  Optional<Message> find(String messageId) {
    return Optional.ofNullable(messages.get(messageId));
  }

  void remove(Message message) {
    messages.remove(message.content.id());
  }

  void clear() {
    messages.clear();
  }

  List<Message> all() {
    return List.copyOf(messages.values());
  }

  /** Drops what is older than the retention period. */
  void expire(Instant now, int retentionSeconds) {
    Instant oldest = now.minusSeconds(retentionSeconds);
    messages.values().removeIf(message -> message.retainedFrom.isBefore(oldest));
  }

  /** The message of the last five minutes with that deduplication id. */
  Optional<Content> duplicateOf(String scopedId, Instant now) {
    deduplication.values().removeIf(sent -> !now.isBefore(sent.at().plus(DEDUPLICATION)));
    return Optional.ofNullable(deduplication.get(scopedId)).map(Sent::content);
  }

  void remember(String scopedId, Content content, Instant now) {
    deduplication.put(scopedId, new Sent(content, now));
  }

  /**
   * What may be received now, in order. In a FIFO queue a message that is in flight or delayed
   * holds back its group.
   */
  List<Message> receivable(boolean fifo, Instant now) {
    List<Message> receivable = new ArrayList<>();
    Set<String> held = new HashSet<>();
    for (Message message : messages.values()) {
      String group = message.content.groupId();
      boolean free = !fifo || group == null || !held.contains(group);
      if (free && message.isVisible(now)) {
        receivable.add(message);
      } else if (fifo && group != null) {
        held.add(group);
      }
    }
    return receivable;
  }

  int countVisible(Instant now) {
    return (int) messages.values().stream().filter(m -> m.isVisible(now)).count();
  }

  int countInFlight(Instant now) {
    return (int) messages.values().stream().filter(m -> m.isInFlight(now)).count();
  }

  int countDelayed(Instant now) {
    return messages.size() - countVisible(now) - countInFlight(now);
  }
}
