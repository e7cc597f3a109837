package dev.keyway.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What numbers, dates, addresses and binaries compare to: below, at and above the policy's value.
 */
class ScalarOperatorsTest {
  private static final String QUEUE = "arn:aws:sqs:us-east-1:111122223333:orders";

  @ParameterizedTest
  @CsvSource({
    "NumericEquals, NO, YES, NO",
    "NumericNotEquals, YES, NO, YES",
    "NumericLessThan, YES, NO, NO",
    "NumericLessThanEquals, YES, YES, NO",
    "NumericGreaterThan, NO, NO, YES",
    "NumericGreaterThanEquals, NO, YES, YES",
  })
  void numbers(String operator, Truth below, Truth at, Truth above) {
    assertThat(List.of(match(operator, "10", "9.99"), match(operator, "10", "1e1")))
        .containsExactly(below, at);
    assertThat(match(operator, "10", "10.01")).isEqualTo(above);
    assertThat(match(operator, "10", "ten")).isEqualTo(Truth.UNKNOWN);
    assertThat(match(operator, "ten", "10")).isEqualTo(Truth.UNKNOWN);
  }

  @ParameterizedTest
  @CsvSource({
    "DateEquals, NO, YES, NO",
    "DateNotEquals, YES, NO, YES",
    "DateLessThan, YES, NO, NO",
    "DateLessThanEquals, YES, YES, NO",
    "DateGreaterThan, NO, NO, YES",
    "DateGreaterThanEquals, NO, YES, YES",
  })
  void dates(String operator, Truth below, Truth at, Truth above) {
    String noon = "2026-03-01T12:00:00Z";
    assertThat(match(operator, noon, "2026-03-01T11:59:59Z")).isEqualTo(below);
    assertThat(match(operator, noon, "2026-03-01T13:00+01:00")).isEqualTo(at);
    assertThat(match(operator, noon, "2026-03-02")).isEqualTo(above);
    assertThat(match(operator, noon, "noon")).isEqualTo(Truth.UNKNOWN);
    assertThat(match(operator, "noon", noon)).isEqualTo(Truth.UNKNOWN);
  }

  @ParameterizedTest
  @CsvSource({
    "1772366400, 2026-03-01T12:00:00Z, YES",
    "01772366400, 2026-03-01T12:00:00Z, YES",
    "10000, 1970-01-01T02:46:40Z, YES",
    "2026, 2026-01-01, UNKNOWN",
    "2026-03-01, 2026-03-01T00:00:00Z, YES",
    "2026-03-01T00:00Z, 2026-03-01, YES",
    "2026-13-01, 2026-03-01, UNKNOWN",
  })
  void formsOfDates(String wanted, String found, Truth equal) {
    assertThat(match("DateEquals", wanted, found)).isEqualTo(equal);
  }

  @ParameterizedTest
  @CsvSource({
    "203.0.113.0/24, 203.0.113.255, YES",
    "203.0.113.0/24, 203.0.114.0, NO",
    "203.0.113.128/25, 203.0.113.127, NO",
    "203.0.113.128/25, 203.0.113.128, YES",
    "203.0.113.7, 203.0.113.7, YES",
    "203.0.113.7, 203.0.113.6, NO",
    "203.0.113.7/32, 203.0.113.6, NO",
    "0.0.0.0/0, 203.0.113.6, YES",
    "203.0.113.7/33, 203.0.113.7, UNKNOWN",
    "203.0.113.7/, 203.0.113.7, UNKNOWN",
    "203.0.113, 203.0.113.7, UNKNOWN",
    "2001:db8::/32, 2001:db8:ffff::1, YES",
    "2001:db8::/32, 2001:db9::1, NO",
    "2001:db8::1, 2001:db8:0:0::1, YES",
    "2001:db8::1/128, 2001:db8::2, NO",
    "2001:db8::/129, 2001:db8::, UNKNOWN",
    "::/0, 203.0.113.7, NO",
    "::ffff:203.0.113.7, 203.0.113.7, UNKNOWN",
    "fe80::1%1, fe80::1, UNKNOWN",
    "203.0.113.0/24, example.com, UNKNOWN",
  })
  void addresses(String wanted, String found, Truth within) {
    assertThat(match("IpAddress", wanted, found)).isEqualTo(within);
    assertThat(match("NotIpAddress", wanted, found)).isEqualTo(within.not());
  }

  @ParameterizedTest
  @CsvSource({
    "QmluYXJ5, QmluYXJ5, YES",
    "QQ==, QQ, YES",
    "QmluYXJ5, QmluYXJ6, NO",
    "QmluYXJ5, '!', UNKNOWN",
    "'!', QmluYXJ5, UNKNOWN",
  })
  void binaries(String wanted, String found, Truth equal) {
    assertThat(match("BinaryEquals", wanted, found)).isEqualTo(equal);
  }

  private static Truth match(String operator, String wanted, String found) {
    Request request =
        new Request(
            new Caller.Anonymous(),
            "sqs:SendMessage",
            QUEUE,
            RequestContext.absentUnlessStated().with("a:key", found).build());
    return ConditionMatcher.match(
            new Condition(operator, "a:key", List.of(wanted)), true, new Lookup(request))
        .truth();
  }
}
