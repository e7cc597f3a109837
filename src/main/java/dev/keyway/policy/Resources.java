package dev.keyway.policy;

import java.util.Collection;
import java.util.List;

/**
 * The {@code Resource} element of a statement, or {@code NotResource} when negated.
 *
 * @param patterns any of them, with {@code *} and {@code ?}; sorted, without repetition; empty when
 *     the statement has no such element and so does nothing
 */
public record Resources(boolean negated, List<String> patterns) {
  private static final Resources NONE = new Resources(false, List.of());

  public Resources {
    if (negated && patterns.isEmpty()) {
      throw new IllegalArgumentException("NotResource needs at least one value");
    }
    if (patterns.stream().anyMatch(String::isBlank)) {
      throw new IllegalArgumentException("empty Resource");
    }
    patterns = Sorted.texts(patterns);
  }

  /** The {@code Resource} element. */
  public static Resources of(Collection<String> patterns) {
    return new Resources(false, List.copyOf(patterns));
  }

  /** The {@code Resource} element. */
  public static Resources of(String... patterns) {
    return of(List.of(patterns));
  }

  /** The {@code NotResource} element. */
  public static Resources not(Collection<String> patterns) {
    return new Resources(true, List.copyOf(patterns));
  }

  /** No such element. */
  public static Resources none() {
    return NONE;
  }

  /** Whether the statement has the element at all. */
  public boolean isStated() {
    return !patterns.isEmpty();
  }
}
