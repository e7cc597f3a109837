package dev.keyway.awslocal.sns;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyway.awslocal.base.Json;
import java.util.Optional;

/**
 * The attribute ArchivePolicy: {@code {"MessageRetentionPeriod": "30"}}, or {@code {}} for none.
 */
final class ArchivePolicy {

  static final String NAME = "ArchivePolicy";

  private static final String DAYS = "MessageRetentionPeriod";
  private static final int LONGEST = 365;

  private ArchivePolicy() {}

  /** For how many days messages are kept; empty for an empty policy. */
  static Optional<Integer> days(String text) {
    ObjectNode policy =
        Json.readObject(text)
            .orElseThrow(() -> SnsErrors.invalid("ArchivePolicy: Unable to parse JSON"));
    if (policy.isEmpty()) {
      return Optional.empty();
    }
    JsonNode given = policy.path(DAYS);
    if (given.isMissingNode()) {
      throw SnsErrors.invalid("ArchivePolicy: JSON is missing required fields");
    }
    if (!given.asText().matches("[1-9]\\d{0,2}") || given.asInt() > LONGEST) {
      throw SnsErrors.invalid("ArchivePolicy: MessageRetentionPeriod value is invalid");
    }
    return Optional.of(given.asInt());
  }
}
