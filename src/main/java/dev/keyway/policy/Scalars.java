package dev.keyway.policy;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;

/**
 * Comparisons of numbers, dates, booleans and binaries. Text that is not of the type gives unknown:
 * AWS does not say what becomes of it. What plainly is not is told apart without an exception, of
 * which long lists would cost much.
 */
final class Scalars {
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d{1,40}(\\.\\d{0,40})?|\\.\\d{1,40})([eE][+-]?\\d{1,3})?");
  private static final Pattern EPOCH_SECONDS = Pattern.compile("\\d{5,12}");
  private static final Pattern DATE = Pattern.compile("[+-]?\\d{4,10}-\\d{2}-\\d{2}(T.{1,40})?");
  private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]*={0,2}");
  private static final Pattern MINUTES = Pattern.compile(".*T\\d{2}:\\d{2}(Z|[+-]\\d{2}:\\d{2})");
  private static final DateTimeFormatter TO_THE_MINUTE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mmXXX");

  private Scalars() {}

  static Truth numbers(String found, String wanted, IntPredicate order) {
    var left = number(found);
    var right = number(wanted);
    return left.isPresent() && right.isPresent()
        ? Truth.of(order.test(left.get().compareTo(right.get())))
        : Truth.UNKNOWN;
  }

  static Optional<BigDecimal> number(String text) {
    return NUMBER.matcher(text).matches() ? Optional.of(new BigDecimal(text)) : Optional.empty();
  }

  static Truth dates(String found, String wanted, IntPredicate order) {
    var left = date(found);
    var right = date(wanted);
    return left.isPresent() && right.isPresent()
        ? Truth.of(order.test(left.get().compareTo(right.get())))
        : Truth.UNKNOWN;
  }

  /** A date of the W3C's profile of ISO 8601, or epoch seconds; a bare year could be either. */
  static Optional<Instant> date(String text) {
    try {
      if (EPOCH_SECONDS.matcher(text).matches()) {
        return Optional.of(Instant.ofEpochSecond(Long.parseLong(text)));
      }
      if (!DATE.matcher(text).matches()) {
        return Optional.empty();
      }
      if (text.indexOf('T') < 0) {
        return Optional.of(LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());
      }
      return Optional.of(
          MINUTES.matcher(text).matches()
              ? OffsetDateTime.parse(text, TO_THE_MINUTE).toInstant()
              : OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  static Truth booleans(String found, String wanted) {
    return isBoolean(found) && isBoolean(wanted) ? Truth.of(found.equals(wanted)) : Truth.UNKNOWN;
  }

  static boolean isBoolean(String text) {
    return text.equals("true") || text.equals("false");
  }

  static Truth binaries(String found, String wanted) {
    if (!BASE64.matcher(found).matches() || !BASE64.matcher(wanted).matches()) {
      return Truth.UNKNOWN;
    }
    try {
      Base64.Decoder base64 = Base64.getDecoder();
      return Truth.of(Arrays.equals(base64.decode(found), base64.decode(wanted)));
    } catch (IllegalArgumentException e) {
      return Truth.UNKNOWN;
    }
  }
}
