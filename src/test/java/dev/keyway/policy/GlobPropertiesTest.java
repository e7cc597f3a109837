package dev.keyway.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class GlobPropertiesTest {
  @Property(tries = 5_000)
  void wildcardsAgreeWithARegularExpression(@ForAll("pattern") String pattern, @ForAll long seed) {
    String text = grow(pattern, new Random(seed));
    Pattern oracle =
        Pattern.compile(
            pattern
                .chars()
                .mapToObj(c -> c == '*' ? ".*" : c == '?' ? "." : Pattern.quote((char) c + ""))
                .collect(Collectors.joining()),
            Pattern.DOTALL);
    assertThat(Glob.of(pattern).matches(text))
        .as("%s against %s", pattern, text)
        .isEqualTo(oracle.matcher(text).matches());
  }

  @Property(tries = 5_000)
  void segmentWildcardsAgreeWithARegularExpression(
      @ForAll("pattern") String pattern, @ForAll long seed) {
    String text = grow(pattern, new Random(seed));
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      boolean last = i + 1 == pattern.length() || pattern.charAt(i + 1) == ':';
      switch (pattern.charAt(i)) {
        case '*' -> regex.append(last ? ".*" : "[^:]*");
        case '?' -> regex.append("[^:]");
        default -> regex.append(Pattern.quote(pattern.charAt(i) + ""));
      }
    }
    assertThat(Glob.of(pattern).matchesBySegment(text))
        .as("%s against %s", pattern, text)
        .isEqualTo(Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(text).matches());
  }

  @Property(tries = 5_000)
  void arnOperatorsAgreeWithARegularExpressionForEachPart(
      @ForAll("arnPattern") List<String> parts, @ForAll long seed) {
    String pattern = "arn:" + String.join(":", parts);
    String text = "arn:" + grow(String.join(":", parts), new Random(seed));
    Pattern oracle =
        Pattern.compile(
            IntStream.range(0, parts.size())
                .mapToObj(i -> regex(parts.get(i), i + 1 == parts.size() ? "." : "[^:]"))
                .collect(Collectors.joining(":", "arn:", "")),
            Pattern.DOTALL);
    if (AmazonResourceName.isArn(text)) {
      assertThat(Comparison.ARN_LIKE.matches(Template.plain(pattern), text))
          .as("%s against %s", pattern, text)
          .isEqualTo(Truth.of(oracle.matcher(text).matches()));
    }
  }

  private static String regex(String part, String any) {
    return part.chars()
        .mapToObj(c -> c == '*' ? any + "*" : c == '?' ? any : Pattern.quote((char) c + ""))
        .collect(Collectors.joining());
  }

  @Provide
  Arbitrary<List<String>> arnPattern() {
    return Arbitraries.strings().withChars("ab*?").ofMaxLength(3).list().ofSize(5);
  }

  @Provide
  Arbitrary<String> pattern() {
    return Arbitraries.strings().withChars("ab:*?*.").ofMaxLength(8);
  }

  /** A text that the pattern is likely to match, or nearly. */
  private static String grow(String pattern, Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      switch (c) {
        case '*' -> random.ints(random.nextInt(3), 0, 3).forEach(j -> text.append("ab:".charAt(j)));
        case '?' -> text.append("ab:".charAt(random.nextInt(3)));
        default -> text.append(random.nextInt(12) == 0 ? "x" : c);
      }
    }
    return text.toString();
  }
}
