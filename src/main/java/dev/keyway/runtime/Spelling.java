package dev.keyway.runtime;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How values are spelled where people and machines read them: as in YAML, {@code LikeThis}. */
final class Spelling {
  private Spelling() {}

  /** Return the constant's name in CamelCase. */
  static String of(Enum<?> constant) {
    return Arrays.stream(constant.name().split("_"))
        .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
        .collect(Collectors.joining());
  }
}
