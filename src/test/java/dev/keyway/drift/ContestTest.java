package dev.keyway.drift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.api.v1alpha1.DriftAction;
import dev.keyway.api.v1alpha1.DriftEntry;
import dev.keyway.api.v1alpha1.Impact;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContestTest {
  private static final Instant REPAIRED = Instant.parse("2026-01-01T00:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "1, CHANGED, PT0S",
    "2, BROKEN, PT0S",
    "3, CHANGED, PT10M",
    "4, CHANGED, PT20M",
    "5, TIGHTENED, PT40M",
    "6, CHANGED, PT1H",
    "60, CHANGED, PT1H",
    "3, LOOSENED, PT1M",
    "4, BROKEN, PT2M",
    "6, LOOSENED, PT8M",
    "7, BROKEN, PT10M",
    "60, BROKEN, PT10M"
  })
  void fromTheThirdRepairOnThePauseDoublesUpToItsCeiling(
      int repairs, Impact impact, Duration pause) {
    var record = List.of(entry(repairs, DriftAction.REPAIRED));

    var now = REPAIRED.plusSeconds(1);
    var until = Contest.until(record, "DelaySeconds", impact, now);

    assertThat(until.map(end -> Duration.between(REPAIRED, end)).orElse(Duration.ZERO))
        .isEqualTo(pause);
  }

  @Test
  void whenThePauseIsOverTheValueIsRepairedAgain() {
    var record = List.of(entry(3, DriftAction.BLOCKED));

    assertThat(
            Contest.until(
                record, "DelaySeconds", Impact.CHANGED, REPAIRED.plus(Duration.ofMinutes(10))))
        .isEmpty();
  }

  @Test
  void anotherValueIsNotContested() {
    var record = List.of(entry(9, DriftAction.REPAIRED));

    assertThat(Contest.until(record, "Policy[x]", Impact.CHANGED, REPAIRED.plusSeconds(1)))
        .isEmpty();
  }

  @Test
  void aRowOfRepairsEndsAfterTwoQuietHours() {
    var record = List.of(entry(9, DriftAction.REPAIRED));
    var later = REPAIRED.plus(Duration.ofHours(2)).plusSeconds(1);
    var difference = new Difference("DelaySeconds", "0", "7", Impact.CHANGED);

    assertThat(Contest.until(record, "DelaySeconds", Impact.CHANGED, later)).isEmpty();
    assertThat(DriftLog.merge(record, List.of(difference), List.of(), DriftAction.REPORTED, later))
        .singleElement()
        .extracting(DriftEntry::repairs)
        .isEqualTo(1);
  }

  @Test
  void onlyWhatIsOpenIsContested() {
    assertThat(Contest.isContested(entry(3, DriftAction.BLOCKED))).isTrue();
    assertThat(Contest.isContested(entry(3, DriftAction.REPAIRED))).isFalse();
    assertThat(Contest.isContested(entry(2, DriftAction.BLOCKED))).isFalse();
    assertThat(Contest.isContested(entry(null, DriftAction.BLOCKED))).isFalse();
  }

  private static DriftEntry entry(@Nullable Integer repairs, DriftAction action) {
    var at = REPAIRED.toString();
    return new DriftEntry(
        "DelaySeconds", "0", "7", Impact.CHANGED, at, action, at, repairs, at, null);
  }
}
