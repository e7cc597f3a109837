package dev.keyway.policy;

import java.util.List;

/**
 * One operator and key of a {@code Condition} element. Several conditions of a statement must all
 * hold; of the values one must match (for a negated operator none may).
 *
 * @param operator as written, for example {@code ForAnyValue:StringLike} or {@code
 *     ArnEqualsIfExists}
 * @param key as written; compared without regard to case
 * @param values sorted, without repetition, never empty; booleans and numbers as text
 */
public record Condition(String operator, String key, List<String> values) {
  public Condition {
    if (operator.isBlank() || key.isBlank()) {
      throw new IllegalArgumentException("a condition needs an operator and a key");
    }
    if (values.isEmpty()) {
      throw new IllegalArgumentException("condition " + operator + " " + key + " has no value");
    }
    values = Sorted.texts(values);
  }
}
