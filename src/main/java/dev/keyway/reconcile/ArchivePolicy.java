package dev.keyway.reconcile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;

/**
 * The attribute {@code ArchivePolicy} of a FIFO topic, which has SNS keep what is published (SNS
 * Developer Guide, "Message archiving for FIFO topic owners"); pure.
 */
public final class ArchivePolicy {
  /** The attribute's name. */
  public static final String NAME = "ArchivePolicy";

  /** What ends archiving, and SNS's default. */
  public static final String NONE = "{}";

  private static final String BEGINNING = "BeginningArchiveTime";
  private static final String DAYS = "MessageRetentionPeriod";
  private static final JsonMapper JSON = new JsonMapper();

  private ArchivePolicy() {}

  /** Return the attribute's value that keeps messages for so many days. */
  public static String of(int days) {
    return "{\"" + DAYS + "\":\"" + days + "\"}";
  }

  /** Return a value as Keyway writes it, for SNS may return it in other words. */
  public static String canonical(String text) {
    return days(text).map(ArchivePolicy::of).orElse(NONE);
  }

  /** Return for how many days the value has messages kept. */
  public static Optional<Integer> days(String text) {
    try {
      return Optional.ofNullable(JSON.readTree(text).get(DAYS))
          .map(days -> days.asInt())
          .filter(days -> days > 0);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** Return for how many days a topic with these attributes keeps messages. */
  public static Optional<Integer> daysOf(Map<String, String> attributes) {
    return Optional.ofNullable(attributes.get(NAME)).flatMap(ArchivePolicy::days);
  }

  /** Return whether a topic with these attributes keeps messages. */
  public static boolean isOn(Map<String, String> attributes) {
    return daysOf(attributes).isPresent();
  }

  /** Return since when a topic with these attributes has kept messages. */
  public static Optional<Instant> beginning(Map<String, String> attributes) {
    try {
      return Optional.ofNullable(attributes.get(BEGINNING))
          .map(text -> OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
