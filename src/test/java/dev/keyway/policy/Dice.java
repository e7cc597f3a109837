package dev.keyway.policy;

import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** Choices that a seed determines. */
final class Dice {
  private final SplittableRandom random;

  Dice(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** A choice of its own for each run of a test: the same run again gives the same. */
  static Dice of(long seed, long run) {
    return new Dice(new SplittableRandom(seed).nextLong() ^ (run * 0x9E3779B97F4A7C15L));
  }

  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  @SafeVarargs
  final <T> T pick(T... choices) {
    return choices[random.nextInt(choices.length)];
  }

  <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /** The text with some letters in the other case. */
  String otherCase(String text) {
    return switch (random.nextInt(3)) {
      case 0 -> text.toUpperCase(Locale.ROOT);
      case 1 -> text.toLowerCase(Locale.ROOT);
      default -> {
        int at = text.isEmpty() ? 0 : random.nextInt(text.length());
        yield text.substring(0, at).toUpperCase(Locale.ROOT) + text.substring(at);
      }
    };
  }

  /** A pattern that the text matches. */
  String patternOf(String text) {
    if (text.isEmpty()) {
      return "*";
    }
    int at = random.nextInt(text.length());
    int end = at + random.nextInt(text.length() - at + 1);
    return switch (random.nextInt(5)) {
      case 0 -> text.substring(0, at) + "*";
      case 1 -> "*" + text.substring(at);
      case 2 -> text.substring(0, at) + "?" + text.substring(at + 1);
      case 3 -> text.substring(0, at) + "*" + text.substring(end);
      default -> text + "*";
    };
  }

  /** A text that differs a little. */
  String near(String text) {
    int at = random.nextInt(text.length() + 1);
    return random.nextBoolean()
        ? text.substring(0, at) + "x" + text.substring(at)
        : text.substring(0, at) + text.substring(Math.min(text.length(), at + 1));
  }
}
