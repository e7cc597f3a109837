package dev.keyway.drift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.api.v1alpha1.DriftAction;
import dev.keyway.api.v1alpha1.DriftEntry;
import dev.keyway.api.v1alpha1.Impact;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DriftLogTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant LATER = START.plusSeconds(600);
  private static final Difference POLICY =
      new Difference("Policy", "wanted", "observed", Impact.BROKEN);
  private static final Difference DELAY = new Difference("DelaySeconds", "0", "5", Impact.CHANGED);

  @Test
  void whatIsRepairedInTheSamePassIsRecordedAsRepaired() {
    var log = merge(List.of(), List.of(POLICY), List.of(), START);

    assertThat(log)
        .containsExactly(
            new DriftEntry(
                "Policy",
                "wanted",
                "observed",
                Impact.BROKEN,
                START.toString(),
                DriftAction.REPAIRED,
                START.toString(),
                1,
                START.toString(),
                null));
    assertThat(DriftLog.open(log)).isEmpty();
  }

  @Test
  void whatAFailedPassDidNotSeeStaysOpen() {
    var open =
        DriftLog.merge(List.of(), List.of(POLICY), List.of(POLICY), DriftAction.BLOCKED, START);
    var merged = DriftLog.merge(open, List.of(), List.of(), DriftAction.BLOCKED, LATER);

    assertThat(DriftLog.open(merged)).as("closed, because nothing was found").isEmpty();
    assertThat(DriftLog.notSeen(merged, open, List.of())).isEqualTo(open);
  }

  @ParameterizedTest
  @EnumSource(names = {"REPORTED", "BLOCKED"})
  void whatRemainsIsOpen(DriftAction action) {
    var log = DriftLog.merge(List.of(), List.of(POLICY), List.of(POLICY), action, START);

    assertThat(log).singleElement().extracting(DriftEntry::action).isEqualTo(action);
    assertThat(DriftLog.openPaths(log)).containsExactly("Policy");
  }

  @Test
  void anEpisodeKeepsItsTimesUntilSomethingHappens() {
    var first = merge(List.of(), List.of(POLICY), List.of(POLICY), START);

    var second = merge(first, List.of(POLICY), List.of(POLICY), LATER);

    assertThat(second).isEqualTo(first);
  }

  @Test
  void anotherActionIsDatedWithinTheSameEpisode() {
    var first = merge(List.of(), List.of(POLICY), List.of(POLICY), START);

    var second =
        DriftLog.merge(first, List.of(POLICY), List.of(POLICY), DriftAction.BLOCKED, LATER);

    assertThat(second)
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.firstSeen()).isEqualTo(START.toString());
              assertThat(entry.at()).isEqualTo(LATER.toString());
            });
  }

  @Test
  void theRepairKeepsWhenItWasFirstSeen() {
    var first = merge(List.of(), List.of(POLICY), List.of(POLICY), START);

    var repaired = merge(first, List.of(), List.of(), LATER);

    assertThat(repaired)
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.firstSeen()).isEqualTo(START.toString());
              assertThat(entry.action()).isEqualTo(DriftAction.REPAIRED);
              assertThat(entry.at()).isEqualTo(LATER.toString());
            });
  }

  @Test
  void aRepairIsDatedOnce() {
    var repaired = merge(List.of(), List.of(POLICY), List.of(), START);

    assertThat(merge(repaired, List.of(), List.of(), LATER)).isEqualTo(repaired);
  }

  @Test
  void theSameDifferenceAfterARepairIsANewEpisode() {
    var repaired = merge(List.of(), List.of(POLICY), List.of(), START);

    var again = merge(repaired, List.of(POLICY), List.of(POLICY), LATER);

    assertThat(again)
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.firstSeen()).isEqualTo(LATER.toString());
              assertThat(entry.action()).isEqualTo(DriftAction.REPORTED);
            });
  }

  @Test
  void theValuesAreThoseOfTheLastLook() {
    var first = merge(List.of(), List.of(DELAY), List.of(DELAY), START);
    var other = new Difference("DelaySeconds", "0", "9", Impact.CHANGED);

    var second = merge(first, List.of(other), List.of(other), LATER);

    assertThat(second).singleElement().extracting(DriftEntry::observed).isEqualTo("9");
  }

  @Test
  void aRepairIsForgottenAfterADay() {
    var repaired = merge(List.of(), List.of(POLICY), List.of(), START);

    var day = Duration.ofHours(24);
    assertThat(merge(repaired, List.of(), List.of(), START.plus(day))).hasSize(1);
    assertThat(merge(repaired, List.of(), List.of(), START.plus(day).plusSeconds(1))).isEmpty();
  }

  @Test
  void whatIsNotRepairedIsNeverForgotten() {
    var open = merge(List.of(), List.of(POLICY), List.of(POLICY), START);

    var year = merge(open, List.of(POLICY), List.of(POLICY), START.plus(Duration.ofDays(365)));

    assertThat(year).isEqualTo(open);
  }

  @Test
  void theNewestComesFirstDownToTheFractionOfASecond() {
    var log = merge(List.of(), List.of(POLICY), List.of(POLICY), START);
    var both = List.of(POLICY, DELAY);

    assertThat(merge(log, both, both, START.plusMillis(5)))
        .extracting(DriftEntry::path)
        .containsExactly("DelaySeconds", "Policy");
  }

  @Test
  void twentyEntriesAreEnough() {
    var many = differences(30);

    assertThat(merge(List.of(), many, many, START)).hasSize(20);
  }

  @Test
  void repairsNeverPushOutWhatIsStillOpen() {
    var old = merge(List.of(), List.of(POLICY), List.of(POLICY), START);
    var found = new ArrayList<>(differences(30));
    found.add(POLICY);

    var log = merge(old, found, List.of(POLICY), LATER);

    assertThat(log).hasSize(20);
    assertThat(DriftLog.open(log)).isEqualTo(old);
    assertThat(log.getLast()).as("newest first all the same").isEqualTo(old.getFirst());
  }

  @Test
  void valuesAreCutWithoutBreakingACharacter() {
    var text = "x".repeat(254) + "😀".repeat(9);
    var difference = new Difference("DisplayName", text, text, Impact.CHANGED);

    var log = merge(List.of(), List.of(difference), List.of(), START);

    var desired = String.valueOf(log.getFirst().desired());
    assertThat(desired).hasSizeLessThanOrEqualTo(256).endsWith("x…");
    assertThat(new String(bytes(desired), StandardCharsets.UTF_8)).isEqualTo(desired);
  }

  @Test
  void aLongPathIsOneEpisodeToo() {
    var difference = new Difference("Policy[" + "S".repeat(300) + "]", "", "x", Impact.LOOSENED);
    var first = merge(List.of(), List.of(difference), List.of(difference), START);

    assertThat(merge(first, List.of(difference), List.of(difference), LATER)).isEqualTo(first);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static List<Difference> differences(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> new Difference("Attribute" + i, "a", "b", Impact.CHANGED))
        .toList();
  }

  private static List<DriftEntry> merge(
      List<DriftEntry> previous, List<Difference> found, List<Difference> remaining, Instant now) {
    return DriftLog.merge(previous, found, remaining, DriftAction.REPORTED, now);
  }
}
