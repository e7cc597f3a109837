package dev.keyway.policy;

import java.util.Collection;
import java.util.List;

/**
 * The {@code Action} element of a statement, or {@code NotAction} when negated.
 *
 * @param patterns any of them, with {@code *} and {@code ?}; sorted, without repetition; empty when
 *     the statement has no such element and so does nothing
 */
public record Actions(boolean negated, List<String> patterns) {
  private static final Actions NONE = new Actions(false, List.of());

  public Actions {
    if (negated && patterns.isEmpty()) {
      throw new IllegalArgumentException("NotAction needs at least one value");
    }
    if (patterns.stream().anyMatch(String::isBlank)) {
      throw new IllegalArgumentException("empty Action");
    }
    patterns = Sorted.texts(patterns);
  }

  /** The {@code Action} element. */
  public static Actions of(Collection<String> patterns) {
    return new Actions(false, List.copyOf(patterns));
  }

  /** The {@code Action} element. */
  public static Actions of(String... patterns) {
    return of(List.of(patterns));
  }

  /** The {@code NotAction} element. */
  public static Actions not(Collection<String> patterns) {
    return new Actions(true, List.copyOf(patterns));
  }

  /** No such element. */
  public static Actions none() {
    return NONE;
  }

  /** Whether the statement has the element at all. */
  public boolean isStated() {
    return !patterns.isEmpty();
  }
}
