package dev.keyway.aws.sdk;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads a listing to its end, each page as a call of its own.
 *
 * @param items what this page holds
 * @param next where the next page begins; absent on the last one
 */
record Page<T>(List<T> items, @Nullable String next) {
  /** Return the items of all pages; {@code page} is given the token, null for the first. */
  static <T> List<T> all(Function<@Nullable String, Page<T>> page) {
    var items = new ArrayList<T>();
    String token = null;
    do {
      Page<T> current = page.apply(token);
      items.addAll(current.items());
      token = current.next();
    } while (token != null && !token.isEmpty());
    return List.copyOf(items);
  }
}
