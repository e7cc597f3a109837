package dev.keyway.policy;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How one value of a request is compared with one value of a policy.
 *
 * <p>Source: IAM User Guide, "IAM JSON policy elements: Condition operators". Variables are filled
 * in for string and ARN operators only.
 */
enum Comparison {
  STRING_EQUALS("StringEquals", "StringNotEquals", true),
  STRING_EQUALS_IGNORE_CASE("StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase", true),
  STRING_LIKE("StringLike", "StringNotLike", true),
  ARN_EQUALS("ArnEquals", "ArnNotEquals", true),
  ARN_LIKE("ArnLike", "ArnNotLike", true),
  NUMERIC_EQUALS("NumericEquals", "NumericNotEquals", false),
  NUMERIC_LESS_THAN("NumericLessThan", null, false),
  NUMERIC_LESS_THAN_EQUALS("NumericLessThanEquals", null, false),
  NUMERIC_GREATER_THAN("NumericGreaterThan", null, false),
  NUMERIC_GREATER_THAN_EQUALS("NumericGreaterThanEquals", null, false),
  DATE_EQUALS("DateEquals", "DateNotEquals", false),
  DATE_LESS_THAN("DateLessThan", null, false),
  DATE_LESS_THAN_EQUALS("DateLessThanEquals", null, false),
  DATE_GREATER_THAN("DateGreaterThan", null, false),
  DATE_GREATER_THAN_EQUALS("DateGreaterThanEquals", null, false),
  BOOL("Bool", null, false),
  BINARY_EQUALS("BinaryEquals", null, false),
  IP_ADDRESS("IpAddress", "NotIpAddress", false),
  /** Asks for presence; never compares values. */
  NULL("Null", null, false);

  private static final int ARN_PARTS = 6;

  private final String operator;
  private final @Nullable String negatedOperator;
  private final boolean takesVariables;

  Comparison(String operator, @Nullable String negatedOperator, boolean takesVariables) {
    this.operator = operator;
    this.negatedOperator = negatedOperator;
    this.takesVariables = takesVariables;
  }

  /** Whether a request's value is of the type that is compared; if not, no answer is certain. */
  boolean takes(String found) {
    return (this != ARN_EQUALS && this != ARN_LIKE) || AmazonResourceName.isArn(found);
  }

  /**
   * @param found a value that the comparison {@linkplain #takes takes}
   */
  Truth matches(Template.Filled wanted, String found) {
    String text = wanted.glob().literal();
    return switch (this) {
      case STRING_EQUALS -> Truth.of(text.equals(found));
      case STRING_EQUALS_IGNORE_CASE -> Truth.of(text.equalsIgnoreCase(found));
      case STRING_LIKE ->
          agreed(wanted, wanted.glob().matches(found), () -> wanted.wild().matches(found));
      case ARN_EQUALS, ARN_LIKE -> arn(wanted, found);
      case NUMERIC_EQUALS -> Scalars.numbers(found, text, order -> order == 0);
      case NUMERIC_LESS_THAN -> Scalars.numbers(found, text, order -> order < 0);
      case NUMERIC_LESS_THAN_EQUALS -> Scalars.numbers(found, text, order -> order <= 0);
      case NUMERIC_GREATER_THAN -> Scalars.numbers(found, text, order -> order > 0);
      case NUMERIC_GREATER_THAN_EQUALS -> Scalars.numbers(found, text, order -> order >= 0);
      case DATE_EQUALS -> Scalars.dates(found, text, order -> order == 0);
      case DATE_LESS_THAN -> Scalars.dates(found, text, order -> order < 0);
      case DATE_LESS_THAN_EQUALS -> Scalars.dates(found, text, order -> order <= 0);
      case DATE_GREATER_THAN -> Scalars.dates(found, text, order -> order > 0);
      case DATE_GREATER_THAN_EQUALS -> Scalars.dates(found, text, order -> order >= 0);
      case BOOL -> Scalars.booleans(found, text);
      case BINARY_EQUALS -> Scalars.binaries(found, text);
      case IP_ADDRESS -> IpRange.contains(text, found);
      case NULL -> Truth.UNKNOWN;
    };
  }

  String operator() {
    return operator;
  }

  @Nullable String negatedOperator() {
    return negatedOperator;
  }

  boolean takesVariables() {
    return takesVariables;
  }

  private static Truth agreed(Template.Filled wanted, boolean plain, BooleanSupplier wild) {
    return wanted.doubtful() && plain != wild.getAsBoolean() ? Truth.UNKNOWN : Truth.of(plain);
  }

  /** Each of the six parts is matched by itself, so {@code arn:aws:sns:*} matches no topic. */
  private static Truth arn(Template.Filled wanted, String found) {
    if (wanted.glob().isStar()) {
      return Truth.UNKNOWN;
    }
    return agreed(wanted, bySegment(wanted.glob(), found), () -> bySegment(wanted.wild(), found));
  }

  private static boolean bySegment(Glob wanted, String found) {
    if (wanted.isLiteral()) {
      return wanted.literal().equals(found);
    }
    if (!wanted.matches(found)) {
      return false;
    }
    var patterns = wanted.segments(ARN_PARTS);
    String[] parts = found.split(":", ARN_PARTS);
    if (patterns.size() != parts.length) {
      return false;
    }
    for (int i = 0; i < parts.length; i++) {
      if (!patterns.get(i).matches(parts[i])) {
        return false;
      }
    }
    return true;
  }
}
