package dev.keyway.policy;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A condition operator taken apart: {@code ForAnyValue:StringNotLikeIfExists}.
 *
 * <p>Source: IAM User Guide, "IAM JSON policy elements: Condition operators".
 */
record Operator(Quantifier quantifier, Comparison comparison, boolean negated, boolean ifExists) {

  /** How the values of a multivalued key are joined. */
  enum Quantifier {
    NONE(""),
    ALL("ForAllValues:"),
    ANY("ForAnyValue:");

    private final String prefix;

    Quantifier(String prefix) {
      this.prefix = prefix;
    }
  }

  private static final Map<String, Operator> BY_NAME = table();

  /** The operator of this name, in any case; null if AWS documents none. */
  static @Nullable Operator named(String name) {
    Operator exact = BY_NAME.get(name);
    return exact != null ? exact : BY_NAME.get(name.toLowerCase(Locale.ROOT));
  }

  private static Map<String, Operator> table() {
    Map<String, Operator> table = new HashMap<>();
    for (Comparison comparison : Comparison.values()) {
      put(table, comparison.operator(), comparison, false);
      if (comparison.negatedOperator() != null) {
        put(table, comparison.negatedOperator(), comparison, true);
      }
    }
    return Map.copyOf(table);
  }

  private static void put(
      Map<String, Operator> table, String name, Comparison comparison, boolean negated) {
    if (comparison == Comparison.NULL) {
      put(table, name, new Operator(Quantifier.NONE, comparison, negated, false));
      return;
    }
    for (Quantifier quantifier : Quantifier.values()) {
      String full = quantifier.prefix + name;
      put(table, full, new Operator(quantifier, comparison, negated, false));
      put(table, full + "IfExists", new Operator(quantifier, comparison, negated, true));
    }
  }

  private static void put(Map<String, Operator> table, String name, Operator operator) {
    table.put(name, operator);
    table.put(name.toLowerCase(Locale.ROOT), operator);
  }
}
