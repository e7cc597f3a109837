package dev.keyway.api.v1alpha1;

import org.jspecify.annotations.Nullable;

/**
 * Texts of the status are cut to what the schema allows: one that is too long would make the API
 * server refuse the whole status.
 */
final class Texts {
  private Texts() {}

  static String cut(String text, int length) {
    if (text.length() <= length) {
      return text;
    }
    var end = Character.isHighSurrogate(text.charAt(length - 2)) ? length - 2 : length - 1;
    return text.substring(0, end) + "\u2026";
  }

  static @Nullable String cutOrNull(@Nullable String text, int length) {
    return text == null ? null : cut(text, length);
  }
}
