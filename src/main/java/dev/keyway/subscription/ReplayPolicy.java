package dev.keyway.subscription;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The attribute {@code ReplayPolicy} of a subscription (SNS Developer Guide, "Message replay for
 * FIFO topic subscribers"); pure.
 */
final class ReplayPolicy {
  static final String NAME = "ReplayPolicy";

  /** What ends a replay, and SNS's default. */
  static final String NONE = "{}";

  private static final String STATUS = "ReplayStatus";
  private static final int LONGEST_STATE = 64;
  private static final String START = "StartingPoint";
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
  private static final JsonMapper JSON = new JsonMapper();

  private ReplayPolicy() {}

  /** Return the policy that replays everything since then. */
  static String from(Instant start) {
    return "{\"PointType\":\"Timestamp\",\"" + START + "\":\"" + MILLIS.format(start) + "\"}";
  }

  /** Return a time as users and SNS write it; empty where there is no such time. */
  static Optional<Instant> time(@Nullable String text) {
    try {
      return Optional.ofNullable(text).map(t -> OffsetDateTime.parse(t).toInstant());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** Return since when a subscription with these attributes is, or was, replayed to. */
  static Optional<Instant> start(Map<String, String> attributes) {
    try {
      return Optional.ofNullable(JSON.readTree(attributes.getOrDefault(NAME, NONE)).get(START))
          .map(JsonNode::asText)
          .flatMap(ReplayPolicy::time);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** Return how far the replay is, in SNS's word. */
  static @Nullable String state(Map<String, String> attributes) {
    var state = attributes.get(STATUS);
    return state == null ? null : state.substring(0, Math.min(LONGEST_STATE, state.length()));
  }
}
