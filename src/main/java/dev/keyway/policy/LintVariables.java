package dev.keyway.policy;

import java.util.List;

/** {@code ${…}} in resources and condition values. */
final class LintVariables {
  private LintVariables() {}

  static void check(LintedStatement linted) {
    Statement statement = linted.statement();
    String resource = statement.resources().negated() ? "NotResource" : "Resource";
    for (String value : statement.resources().patterns()) {
      value(linted, true, resource, value);
    }
    for (Condition condition : statement.conditions()) {
      Operator operator = Operator.named(condition.operator());
      boolean takesVariables = operator == null || operator.comparison().takesVariables();
      String place = "Condition." + condition.operator() + "." + condition.key();
      condition.values().forEach(value -> value(linted, takesVariables, place, value));
    }
  }

  private static void value(
      LintedStatement linted, boolean takesVariables, String place, String value) {
    if (!value.contains("${")) {
      return;
    }
    if (!linted.hasVariables() || !takesVariables) {
      String why = takesVariables ? "in this Version" : "with this operator";
      linted.report(LintRule.LITERAL_VARIABLE, place, value + " is plain text " + why);
    } else {
      Template filled = Template.fill(value, LintVariables::stand);
      if (filled instanceof Template.Unknown(String missing, boolean _)) {
        linted.report(LintRule.UNKNOWN_VARIABLE, place, value + ": not known is " + missing);
      }
    }
  }

  /** Any key that there may be has a value; of another nothing can be known. */
  private static ContextValue stand(String key) {
    return GlobalKeys.mayExist(key)
        ? new ContextValue.Known(List.of("value"))
        : new ContextValue.Unknown();
  }
}
