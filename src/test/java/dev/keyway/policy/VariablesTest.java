package dev.keyway.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Policy variables: IAM User Guide, "IAM policy elements: Variables and tags". */
class VariablesTest {
  private static final RequestContext CONTEXT =
      RequestContext.absentUnlessStated()
          .with("a:team", "blue")
          .with("a:wild", "b*")
          .with("a:teams", "blue", "red")
          .presentUnknown("a:some")
          .unknown("a:maybe")
          .build();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "team-${a:team}|team-blue",
        "${A:TEAM}|blue",
        "${a:team}-${a:team}|blue-blue",
        "${a:none, 'red'}|red",
        "x${a:none, ''}|x",
        "${a:team, 'red'}|blue",
        "a${*}b${?}c${$}|a*b?c$",
        "$team|$team",
        "{a:team}|{a:team}",
      })
  void valuesTakeTheirPlace(String raw, String filled) {
    assertThat(Template.fill(raw, CONTEXT::get))
        .isInstanceOfSatisfying(
            Template.Filled.class, value -> assertThat(value.glob().literal()).isEqualTo(filled));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"${a:none}", "x-${a:teams}", "${a:teams, 'x'}"},
      quoteCharacter = '"')
  void absentAndSeveralValuesAreNone(String raw) {
    assertThat(Template.fill(raw, CONTEXT::get)).isInstanceOf(Template.Unresolved.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "${a:Some}|context key a:some",
        "${a:maybe}|context key a:maybe",
        "x-${a:team|the meaning of \"${a:team\"",
        "${}|the meaning of \"${}\"",
        "${, 'x'}|the meaning of \"${, 'x'}\"",
        "${team}|the meaning of \"${team}\"",
        "${a:none, red}|the meaning of \"${a:none, red}\"",
        "${a:none, 'red}|the meaning of \"${a:none, 'red}\"",
        "${a:none, red'}|the meaning of \"${a:none, red'}\"",
        "${a:none, '}|the meaning of \"${a:none, '}\"",
        "${ a:team }|the meaning of \"${ a:team }\"",
        "${a:none,''}|the meaning of \"${a:none,''}\"",
        "${a:none,}|the meaning of \"${a:none,}\"",
      })
  void whatHasNoCertainMeaningIsNamed(String raw, String missing) {
    assertThat(Template.fill(raw, CONTEXT::get))
        .isInstanceOfSatisfying(
            Template.Unknown.class, unknown -> assertThat(unknown.missing()).isEqualTo(missing));
  }

  @Test
  void valuesLongerThanTheFirstBufferAreFilledInWhole() {
    String raw = "x".repeat(200) + "${a:team}" + "*".repeat(3);
    assertThat(Template.fill(raw, CONTEXT::get))
        .isInstanceOfSatisfying(
            Template.Filled.class,
            value -> {
              assertThat(value.glob().literal()).isEqualTo("x".repeat(200) + "blue***");
              assertThat(value.glob().isLiteral()).isFalse();
              assertThat(value.doubtful()).isFalse();
            });
  }

  @Test
  void aWildcardInAValueIsDoubtfulAndAnyOtherValueIsNot() {
    Template.Filled wild = (Template.Filled) Template.fill("x-${a:wild}", CONTEXT::get);
    assertThat(wild.doubtful()).isTrue();
    assertThat(List.of(wild.glob().matches("x-bc"), wild.wild().matches("x-bc")))
        .containsExactly(false, true);
    Template.Filled escaped = (Template.Filled) Template.fill("x-${*}-${a:team}", CONTEXT::get);
    assertThat(escaped.doubtful()).isFalse();
    assertThat(escaped.wild()).isSameAs(escaped.glob());
  }

  @ParameterizedTest
  @CsvSource({
    "StringLike, b*x, b*x, YES",
    "StringLike, bluex, b*x, UNKNOWN",
    "StringLike, redx, b*x, NO",
    "ArnLike, arn:aws:sns:::b*x, arn, YES",
    "ArnLike, arn:aws:sns:::bluex, arn, UNKNOWN",
    "ArnLike, arn:aws:sns:::redx, arn, NO",
  })
  void aWildcardInAValueDecidesNothing(String operator, String found, String kind, Truth truth) {
    String wanted = (kind.equals("arn") ? "arn:aws:sns:::" : "") + "${a:wild}x";
    RequestContext context = CONTEXT.toBuilder().with("a:key", found).build();
    assertThat(
            ConditionMatcher.match(
                    new Condition(operator, "a:key", List.of(wanted)), true, context::get)
                .truth())
        .isEqualTo(truth);
  }
}
