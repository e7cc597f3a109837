package dev.keyway.policy;

import java.util.List;
import java.util.function.Function;

/**
 * Decides one condition of a statement.
 *
 * <p>Source: IAM User Guide, "Condition operators", "Set operators for multivalued context keys",
 * "IfExists", "Null".
 */
final class ConditionMatcher {
  private final Condition condition;
  private final Operator operator;
  private final boolean variables;
  private final Function<String, ContextValue> lookup;

  private ConditionMatcher(
      Condition condition,
      Operator operator,
      boolean variables,
      Function<String, ContextValue> lookup) {
    this.condition = condition;
    this.operator = operator;
    this.variables = variables;
    this.lookup = lookup;
  }

  static Finding match(
      Condition condition, boolean variables, Function<String, ContextValue> lookup) {
    Operator operator = Operator.named(condition.operator());
    if (operator == null) {
      return Finding.unknown(
          name(condition), "the meaning of condition operator " + condition.operator());
    }
    return new ConditionMatcher(condition, operator, variables, lookup).match();
  }

  private static String name(Condition condition) {
    return condition.operator() + " " + condition.key();
  }

  private Finding match() {
    ContextValue value = lookup.apply(condition.key());
    if (operator.comparison() == Comparison.NULL) {
      return presence(value);
    }
    return switch (value) {
      case ContextValue.Known(List<String> found) ->
          result(values().known(found, condition), found);
      case ContextValue.Absent _ -> result(values().absent(), List.of());
      case ContextValue.PresentUnknown _, ContextValue.Unknown _ -> keyUnknown();
    };
  }

  private Values values() {
    return Values.of(condition.values(), operator, variables, lookup);
  }

  /** {@code Null: true} asks for a key that is not there; variables have no meaning here. */
  private Finding presence(ContextValue value) {
    if (!condition.values().stream().allMatch(Scalars::isBoolean)) {
      return Finding.unknown(name(condition), "the meaning of " + condition.values());
    }
    if (condition.values().size() == 2) {
      return Finding.yes(name(condition));
    }
    boolean wantsAbsent = condition.values().contains("true");
    return switch (value) {
      case ContextValue.Known(List<String> found) when found.isEmpty() -> keyUnknown();
      case ContextValue.Known(List<String> found) -> result(Truth.of(!wantsAbsent), found);
      case ContextValue.PresentUnknown _ -> result(Truth.of(!wantsAbsent), List.of("some value"));
      case ContextValue.Absent _ -> result(Truth.of(wantsAbsent), List.of());
      case ContextValue.Unknown _ -> keyUnknown();
    };
  }

  private Finding keyUnknown() {
    return Finding.unknown(name(condition), "context key " + condition.key());
  }

  private Finding result(Truth truth, List<String> found) {
    return result(new Values.Answer(truth, ""), found);
  }

  private Finding result(Values.Answer answer, List<String> found) {
    return switch (answer.truth()) {
      case YES -> Finding.yes(name(condition));
      case NO -> Finding.no(name(condition), condition.values(), found);
      case UNKNOWN -> Finding.unknown(name(condition), answer.missing());
    };
  }
}
