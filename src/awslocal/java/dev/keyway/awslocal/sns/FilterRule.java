package dev.keyway.awslocal.sns;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Set;
import java.util.regex.Pattern;

/** One rule of a filter policy: a value, or an operator with its argument. */
final class FilterRule {

  private static final Set<String> OPERATORS =
      Set.of(
          "prefix",
          "suffix",
          "anything-but",
          "numeric",
          "exists",
          "equals-ignore-case",
          "wildcard");
  private static final Set<String> COMPARISONS = Set.of("=", "<", "<=", ">", ">=");

  private FilterRule() {}

  static void check(JsonNode rule) {
    if (rule.isArray()) {
      throw SnsErrors.invalid(
          "FilterPolicy: Match value must be String, number, true, false, or null");
    }
    if (!rule.isObject()) {
      return;
    }
    if (rule.size() != 1 || !OPERATORS.contains(operator(rule))) {
      throw SnsErrors.invalid("FilterPolicy: Unrecognized match type");
    }
    if (operator(rule).equals("numeric")) {
      checkNumeric(rule.path("numeric"));
    }
  }

  private static String operator(JsonNode rule) {
    return rule.fieldNames().next();
  }

  private static void checkNumeric(JsonNode comparisons) {
    boolean even = comparisons.size() % 2 == 0 && !comparisons.isEmpty();
    for (int i = 0; even && i < comparisons.size(); i += 2) {
      even =
          COMPARISONS.contains(comparisons.path(i).asText()) && comparisons.path(i + 1).isNumber();
    }
    if (!even) {
      throw SnsErrors.invalid("FilterPolicy: Invalid numeric match");
    }
  }

  /** Whether a value matches; of a list, whether one of its items does. */
  static boolean matches(JsonNode rule, JsonNode actual) {
    if (rule.isObject() && operator(rule).equals("exists")) {
      return rule.path("exists").asBoolean() != actual.isMissingNode();
    }
    if (actual.isMissingNode() || actual.isObject()) {
      return false;
    }
    if (actual.isArray()) {
      for (JsonNode item : actual) {
        if (matches(rule, item)) {
          return true;
        }
      }
      return false;
    }
    return rule.isObject()
        ? matches(operator(rule), rule.elements().next(), actual)
        : isSame(rule, actual);
  }

  private static boolean matches(String operator, JsonNode argument, JsonNode actual) {
    return switch (operator) {
      case "prefix" -> actual.isTextual() && actual.asText().startsWith(argument.asText());
      case "suffix" -> actual.isTextual() && actual.asText().endsWith(argument.asText());
      case "equals-ignore-case" ->
          actual.isTextual() && actual.asText().equalsIgnoreCase(argument.asText());
      case "wildcard" -> actual.isTextual() && isLike(argument.asText(), actual.asText());
      case "numeric" -> actual.isNumber() && isWithin(argument, actual.decimalValue());
      case "anything-but" -> !isNamed(argument, actual);
      default -> false;
    };
  }

  private static boolean isNamed(JsonNode argument, JsonNode actual) {
    if (argument.isArray()) {
      for (JsonNode item : argument) {
        if (isSame(item, actual)) {
          return true;
        }
      }
      return false;
    }
    return argument.isObject()
        ? matches(operator(argument), argument.elements().next(), actual)
        : isSame(argument, actual);
  }

  private static boolean isSame(JsonNode wanted, JsonNode actual) {
    boolean numbers = wanted.isNumber() && actual.isNumber();
    return numbers
        ? wanted.decimalValue().compareTo(actual.decimalValue()) == 0
        : wanted.equals(actual);
  }

  private static boolean isLike(String pattern, String text) {
    String[] literals = pattern.split("\\*", -1);
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < literals.length; i++) {
      regex.append(i == 0 ? "" : ".*").append(Pattern.quote(literals[i]));
    }
    return text.matches("(?s)" + regex);
  }

  private static boolean isWithin(JsonNode comparisons, BigDecimal actual) {
    for (int i = 0; i < comparisons.size(); i += 2) {
      int order = actual.compareTo(comparisons.path(i + 1).decimalValue());
      boolean holds =
          switch (comparisons.path(i).asText()) {
            case "=" -> order == 0;
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            default -> order >= 0;
          };
      if (!holds) {
        return false;
      }
    }
    return true;
  }
}
