package dev.keyway.awslocal.iam;

import dev.keyway.awslocal.iam.PolicyDocument.Condition;
import java.util.List;

/**
 * Whether the conditions of a statement hold ("Conditions with multiple context keys or values" and
 * "Multivalued context keys", IAM user guide): all lines, any value of a line.
 */
final class Conditions {

  private Conditions() {}

  static boolean hold(List<Condition> conditions, boolean variables, RequestContext context) {
    return conditions.stream().allMatch(c -> holds(c, variables, context));
  }

  private static boolean holds(Condition condition, boolean variables, RequestContext context) {
    List<String> actual = context.values(condition.key());
    if (condition.operator() == ConditionOperator.NULL) {
      String absent = Boolean.toString(actual.isEmpty());
      return condition.values().stream().anyMatch(absent::equalsIgnoreCase);
    }
    if (variables && condition.operator().takesVariables() && lacksValue(condition, context)) {
      return false;
    }
    return switch (condition.quantifier()) {
      case ONE -> single(condition, actual, variables, context);
      case FOR_ALL_VALUES ->
          // without a value, or with empty ones only, there is nothing that could fail to match
          actual.stream().allMatch(String::isEmpty)
              || actual.stream().allMatch(value -> matches(condition, value, variables, context));
      case FOR_ANY_VALUE ->
          actual.stream().anyMatch(value -> matches(condition, value, variables, context));
    };
  }

  /** A variable that has no single value makes the statement match nothing. */
  private static boolean lacksValue(Condition condition, RequestContext context) {
    return condition.values().stream()
        .anyMatch(value -> Glob.compile(value, true, context).isEmpty());
  }

  private static boolean single(
      Condition condition, List<String> actual, boolean variables, RequestContext context) {
    if (actual.isEmpty()) {
      return condition.ifExists() || condition.operator().negated();
    }
    return actual.size() == 1 && matches(condition, actual.getFirst(), variables, context);
  }

  private static boolean matches(
      Condition condition, String actual, boolean variables, RequestContext context) {
    boolean any =
        condition.values().stream()
            .anyMatch(wanted -> condition.operator().matches(wanted, variables, actual, context));
    return any != condition.operator().negated();
  }
}
