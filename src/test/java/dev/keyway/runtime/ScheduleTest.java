package dev.keyway.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.keyway.aws.AwsFailure;
import dev.keyway.aws.AwsFailure.Cause;
import dev.keyway.reconcile.Outcome;
import dev.keyway.reconcile.Reason;
import dev.keyway.reconcile.Retry;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ScheduleTest {
  private static final Duration INTERVAL = Duration.ofMinutes(10);
  private static final Schedule UNJITTERED = new Schedule(INTERVAL, () -> 0.5);

  static Stream<Arguments> table() {
    return Stream.of(
        arguments("done: the setting", new Outcome.Done(), 0, null, "PT10M"),
        arguments("done: the spec goes first", new Outcome.Done(), 0, 60, "PT1M"),
        arguments("invalid: no retry", invalid(), 5, null, "PT10M"),
        arguments("invalid: the spec's interval", invalid(), 5, 90, "PT1M30S"),
        arguments("in progress: as asked", inProgress(7000), 3, null, "PT7S"),
        arguments("in progress: never hot", inProgress(0), 3, null, "PT0.1S"),
        arguments("blocked: a safety check", blocked(), 0, null, "PT30S"),
        arguments("blocked: it grows", blocked(), 1, null, "PT1M"),
        arguments("blocked: it grows on", blocked(), 3, null, "PT4M"),
        arguments("blocked: up to the interval", blocked(), 5, null, "PT10M"),
        arguments("blocked: for ever", blocked(), Integer.MAX_VALUE, null, "PT10M"),
        arguments("throttled: at first", failed(Cause.THROTTLED), 0, null, "PT1S"),
        arguments("throttled: doubled", failed(Cause.THROTTLED), 1, null, "PT2S"),
        arguments("throttled: doubled again", failed(Cause.THROTTLED), 4, null, "PT16S"),
        arguments("throttled: the longest", failed(Cause.THROTTLED), 9, null, "PT30S"),
        arguments("unreachable: never stops", failed(Cause.UNREACHABLE), 1 << 30, null, "PT5M"),
        arguments("unknown outcome", failed(Cause.OUTCOME_UNKNOWN), 0, null, "PT1S"),
        arguments("AWS's own failure", failed(Cause.SERVICE_ERROR), 0, null, "PT1S"),
        arguments("denied: somebody has to act", failed(Cause.ACCESS_DENIED), 0, null, "PT30S"),
        arguments("denied: the longest", failed(Cause.ACCESS_DENIED), 4, null, "PT5M"),
        arguments("no credentials", failed(Cause.CREDENTIALS), 0, null, "PT30S"),
        arguments("refused: what the spec says", failed(Cause.INVALID), 0, null, "PT30S"),
        arguments("refused: at each check", failed(Cause.INVALID), 9, null, "PT10M"),
        arguments("a quota", failed(Cause.LIMIT_EXCEEDED), 0, null, "PT30S"),
        arguments("deleted just now", failed(Cause.RECENTLY_DELETED), 0, null, "PT30S"),
        arguments("deleted, a minute at most", failed(Cause.RECENTLY_DELETED), 9, null, "PT1M"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("table")
  void after(
      String what,
      Outcome outcome,
      int repeats,
      @Nullable Integer checkIntervalSeconds,
      Duration expected) {
    assertThat(UNJITTERED.after(outcome, repeats, checkIntervalSeconds)).isEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource(value = Cause.class, mode = EnumSource.Mode.EXCLUDE, names = "INVALID")
  void noFailureIsGivenUpOrRepeatedHotly(Cause cause) {
    for (int repeats = 0; repeats < 40; repeats++) {
      assertThat(UNJITTERED.after(failed(cause), repeats, null))
          .isBetween(Duration.ofSeconds(1), Duration.ofMinutes(5));
    }
  }

  @Test
  void intervalsAreJitteredByATenth() {
    assertThat(new Schedule(INTERVAL, () -> 0).after(new Outcome.Done(), 0, null))
        .isEqualTo(Duration.ofMinutes(9));
    assertThat(new Schedule(INTERVAL, () -> 1).after(new Outcome.Done(), 0, null))
        .isEqualTo(Duration.ofMinutes(11));
  }

  @ParameterizedTest
  @EnumSource(value = Cause.class, mode = EnumSource.Mode.EXCLUDE, names = "INVALID")
  void jitterDoesNotExceedTheLongestWaitThatTheMessageNames(Cause cause) {
    var latest = new Schedule(INTERVAL, () -> 1);
    var longest = Retry.of(cause).longest().orElseThrow();

    assertThat(latest.after(failed(cause), 40, null)).isEqualTo(longest);
    assertThat(new Schedule(INTERVAL, () -> 0).after(failed(cause), 40, null))
        .isEqualTo(longest.multipliedBy(9).dividedBy(10));
  }

  @Test
  void firstChecksAreSpreadOverTheWholeInterval() {
    assertThat(new Schedule(INTERVAL, () -> 0).firstCheck(null)).isZero();
    assertThat(new Schedule(INTERVAL, () -> 0.25).firstCheck(null))
        .isEqualTo(Duration.ofSeconds(150));
    assertThat(new Schedule(INTERVAL, () -> 0.25).firstCheck(100))
        .isEqualTo(Duration.ofSeconds(25));
  }

  @Test
  void theUnexpectedBacksOffToo() {
    assertThat(UNJITTERED.afterUnexpected(0)).isEqualTo(Duration.ofSeconds(1));
    assertThat(UNJITTERED.afterUnexpected(20)).isEqualTo(Duration.ofMinutes(5));
  }

  private static Outcome invalid() {
    return new Outcome.Invalid(Reason.InSync, "scripted");
  }

  private static Outcome inProgress(long millis) {
    return new Outcome.InProgress(Reason.Creating, "scripted", Duration.ofMillis(millis));
  }

  private static Outcome blocked() {
    return new Outcome.Blocked(Reason.Creating, "scripted", Set.of("arn"));
  }

  private static Outcome failed(Cause cause) {
    return new Outcome.Failed(new AwsFailure(cause, "sqs", "CreateQueue", "q", "code", "no", null));
  }
}
