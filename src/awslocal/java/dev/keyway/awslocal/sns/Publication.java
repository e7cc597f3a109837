package dev.keyway.awslocal.sns;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyway.awslocal.base.Json;
import dev.keyway.awslocal.sqs.MessageAttributes;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/** A message that a topic accepted. */
record Publication(
    String messageId,
    Instant time,
    String body,
    Optional<String> subject,
    MessageAttributes attributes,
    Optional<String> groupId,
    Optional<String> deduplicationId,
    Optional<String> sequenceNumber,
    boolean replayed) {

  /** The same message, sent again from the archive. */
  Publication replay() {
    return new Publication(
        messageId, time, body, subject, attributes, groupId, deduplicationId, sequenceNumber, true);
  }

  /** The attributes as filter policies see them. */
  ObjectNode attributeTree() {
    ObjectNode tree = Json.object();
    attributes
        .values()
        .forEach(
            (name, value) -> {
              switch (value.type()) {
                case "Number" -> tree.put(name, new BigDecimal(value.value()));
                case "String.Array" ->
                    Json.read(value.value()).ifPresent(list -> tree.set(name, list));
                default -> {
                  if (!value.isBinary()) {
                    tree.put(name, value.value());
                  }
                }
              }
            });
    return tree;
  }
}
