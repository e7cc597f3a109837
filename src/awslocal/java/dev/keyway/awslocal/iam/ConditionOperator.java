package dev.keyway.awslocal.iam;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Condition operators ("IAM JSON policy elements: Condition operators", IAM user guide). A negated
 * operator is the opposite of its positive twin, also where the key is absent.
 */
public enum ConditionOperator {
  STRING_EQUALS("StringEquals", false),
  STRING_NOT_EQUALS("StringNotEquals", true),
  STRING_EQUALS_IGNORE_CASE("StringEqualsIgnoreCase", false),
  STRING_NOT_EQUALS_IGNORE_CASE("StringNotEqualsIgnoreCase", true),
  STRING_LIKE("StringLike", false),
  STRING_NOT_LIKE("StringNotLike", true),
  ARN_EQUALS("ArnEquals", false),
  ARN_NOT_EQUALS("ArnNotEquals", true),
  ARN_LIKE("ArnLike", false),
  ARN_NOT_LIKE("ArnNotLike", true),
  NUMERIC_EQUALS("NumericEquals", false),
  NUMERIC_NOT_EQUALS("NumericNotEquals", true),
  NUMERIC_LESS_THAN("NumericLessThan", false),
  NUMERIC_LESS_THAN_EQUALS("NumericLessThanEquals", false),
  NUMERIC_GREATER_THAN("NumericGreaterThan", false),
  NUMERIC_GREATER_THAN_EQUALS("NumericGreaterThanEquals", false),
  DATE_EQUALS("DateEquals", false),
  DATE_NOT_EQUALS("DateNotEquals", true),
  DATE_LESS_THAN("DateLessThan", false),
  DATE_LESS_THAN_EQUALS("DateLessThanEquals", false),
  DATE_GREATER_THAN("DateGreaterThan", false),
  DATE_GREATER_THAN_EQUALS("DateGreaterThanEquals", false),
  BOOL("Bool", false),
  BINARY_EQUALS("BinaryEquals", false),
  IP_ADDRESS("IpAddress", false),
  NOT_IP_ADDRESS("NotIpAddress", true),
  NULL("Null", false);

  private static final Map<String, ConditionOperator> BY_NAME =
      Stream.of(values())
          .collect(
              Collectors.toUnmodifiableMap(
                  o -> o.title.toLowerCase(Locale.ROOT), Function.identity()));

  private final String title;
  private final boolean negated;

  ConditionOperator(String title, boolean negated) {
    this.title = title;
    this.negated = negated;
  }

  /** Finds an operator; its name is case-insensitive. */
  public static Optional<ConditionOperator> named(String name) {
    return Optional.ofNullable(BY_NAME.get(name.toLowerCase(Locale.ROOT)));
  }

  public boolean negated() {
    return negated;
  }

  /** Whether policy variables are replaced in its values: strings and ARNs only. */
  boolean takesVariables() {
    return compareTo(ARN_NOT_LIKE) <= 0;
  }

  /** Whether one value of the request matches one value of the policy, negation left aside. */
  boolean matches(String wanted, boolean variables, String actual, RequestContext context) {
    return switch (this) {
      case STRING_EQUALS, STRING_NOT_EQUALS ->
          glob(wanted, variables, context).filter(g -> g.text().equals(actual)).isPresent();
      case STRING_EQUALS_IGNORE_CASE, STRING_NOT_EQUALS_IGNORE_CASE ->
          glob(wanted, variables, context)
              .filter(g -> g.text().equalsIgnoreCase(actual))
              .isPresent();
      case STRING_LIKE, STRING_NOT_LIKE ->
          glob(wanted, variables, context).filter(g -> g.matches(actual)).isPresent();
      case ARN_EQUALS, ARN_NOT_EQUALS, ARN_LIKE, ARN_NOT_LIKE ->
          ArnPattern.matches(wanted, variables, actual, context);
      case NUMERIC_EQUALS,
          NUMERIC_NOT_EQUALS,
          NUMERIC_LESS_THAN,
          NUMERIC_LESS_THAN_EQUALS,
          NUMERIC_GREATER_THAN,
          NUMERIC_GREATER_THAN_EQUALS ->
          compared(number(actual), number(wanted));
      case DATE_EQUALS,
          DATE_NOT_EQUALS,
          DATE_LESS_THAN,
          DATE_LESS_THAN_EQUALS,
          DATE_GREATER_THAN,
          DATE_GREATER_THAN_EQUALS ->
          compared(date(actual), date(wanted));
      case BOOL, NULL -> wanted.equalsIgnoreCase(actual);
      case BINARY_EQUALS -> bytes(wanted).isPresent() && bytes(wanted).equals(bytes(actual));
      case IP_ADDRESS, NOT_IP_ADDRESS -> IpRange.contains(wanted, actual);
    };
  }

  private static Optional<Glob> glob(String text, boolean variables, RequestContext context) {
    return Glob.compile(text, variables, context);
  }

  private <T extends Comparable<T>> boolean compared(Optional<T> actual, Optional<T> wanted) {
    if (actual.isEmpty() || wanted.isEmpty()) {
      return false;
    }
    int order = actual.get().compareTo(wanted.get());
    return switch (this) {
      case NUMERIC_LESS_THAN, DATE_LESS_THAN -> order < 0;
      case NUMERIC_LESS_THAN_EQUALS, DATE_LESS_THAN_EQUALS -> order <= 0;
      case NUMERIC_GREATER_THAN, DATE_GREATER_THAN -> order > 0;
      case NUMERIC_GREATER_THAN_EQUALS, DATE_GREATER_THAN_EQUALS -> order >= 0;
      default -> order == 0;
    };
  }

  private static Optional<BigDecimal> number(String text) {
    try {
      return Optional.of(new BigDecimal(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** What base64 text stands for. */
  private static Optional<ByteBuffer> bytes(String text) {
    try {
      return Optional.of(ByteBuffer.wrap(Base64.getDecoder().decode(text)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<Instant> date(String text) {
    try {
      if (text.chars().allMatch(Character::isDigit)) {
        return Optional.of(Instant.ofEpochSecond(Long.parseLong(text)));
      }
      return Optional.of(
          text.indexOf('T') < 0
              ? LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC)
              : OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeParseException | NumberFormatException e) {
      return Optional.empty();
    }
  }
}
