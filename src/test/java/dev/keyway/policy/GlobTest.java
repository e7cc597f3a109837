package dev.keyway.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {
  @ParameterizedTest
  @CsvSource({
    "a:b:c, a:b:c, true",
    "a:b:c, a:b:d, false",
    "a:*:c, a:b:c, true",
    "a:*:c, a::c, true",
    "a:*:c, a:b:b:c, true",
    "a:*b:c, a:bb:c, true",
    "a:*b:c, a:b:b:c, false",
    "a:b*c:d, a:bxc:d, true",
    "a:b*c:d, a:bx:xc:d, false",
    "a:b*, a:bcd, true",
    "a:b*, a:b:c:d, true",
    "a:b*, a:b, true",
    "a:b*, a:c, false",
    "a:?:c, a:b:c, true",
    "a:?:c, a:::c, false",
    "a:?:c, a::c, false",
    "*c, ab:c, false",
    "*c, abc, true",
    "a*?, a, false",
    "a*?, ab, true",
  })
  void onlyAStarThatEndsASegmentGoesBeyondAColon(String pattern, String text, boolean matches) {
    assertThat(Glob.of(pattern).matchesBySegment(text)).isEqualTo(matches);
  }

  @ParameterizedTest
  @CsvSource({
    "a*c, a:b:c, true",
    "a?c, a:c, true",
    "a?c, ac, false",
    "a?, a, false",
    "a*b*c, aXbYbZc, true",
    "a*b*c, aXcYb, false",
    "a**, a, true",
    "a*?*, a, false",
    "ab, abc, false",
    "abc, ab, false",
  })
  void wildcardsMatchAnyCharacters(String pattern, String text, boolean matches) {
    assertThat(Glob.of(pattern).matches(text)).isEqualTo(matches);
  }

  @Test
  void segmentsKeepTheirWildcardsAndTheLastItsColons() {
    assertThat(Glob.of("a:b?:*:d:e").segments(3))
        .extracting(Glob::literal)
        .containsExactly("a", "b?", "*:d:e");
    assertThat(Glob.of("a:b?:*:d:e").segments(3))
        .extracting(Glob::isLiteral)
        .containsExactly(true, false, false);
    assertThat(Glob.of("a:b::").segments(6))
        .extracting(Glob::literal)
        .containsExactly("a", "b", "", "");
    assertThat(Glob.of("a:*").segments(2).getLast().isStar()).isTrue();
    assertThat(Glob.of("a:b*").segments(2).getLast().isStar()).isFalse();
    assertThat(Glob.of("a:?").segments(2).getLast().isStar()).isFalse();
  }

  @Test
  void aStarThatIsACharacterMatchesItselfOnly() {
    Glob glob = Glob.ofTokens(new int[] {'a', '*', Glob.ONE});
    assertThat(glob.matches("a*b")).isTrue();
    assertThat(glob.matches("axb")).isFalse();
    assertThat(glob.literal()).isEqualTo("a*?");
    assertThat(Glob.ofTokens(new int[] {'a', '*'}).isLiteral()).isTrue();
  }
}
