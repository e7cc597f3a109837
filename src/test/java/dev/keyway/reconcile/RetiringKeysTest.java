package dev.keyway.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.api.v1alpha1.RetiringKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The ledger can only forbid: it is written before the move and ends when its time is over. */
class RetiringKeysTest {
  private static final Instant NOW = Plans.NOW;
  private static final Duration HOUR = Duration.ofHours(1);
  private static final String OLD = "arn:aws:kms:eu-central-1:111122223333:key/1";
  private static final String NEW = "arn:aws:kms:eu-central-1:111122223333:key/2";
  private static final Optional<OldKey> LEAVING_OLD =
      Optional.of(new OldKey(OLD, Optional.empty(), true));
  private static final Outcome ABOUT_TO_MOVE =
      new Outcome.InProgress(Reason.RetiringKey, "", Duration.ZERO);
  private static final RetiringKey UNDER_WAY = new RetiringKey(OLD, null, null);

  @Test
  void theOldKeyIsWrittenDownWhenAMoveIsAboutToBeMade() {
    assertThat(after(List.of(), OLD, LEAVING_OLD, ABOUT_TO_MOVE, NOW)).containsExactly(UNDER_WAY);
    assertThat(after(List.of(), OLD, LEAVING_OLD, new Outcome.Done(), NOW)).isEmpty();
  }

  @Test
  void anEntryStaysOpenWhileAwsStillUsesTheOldKey() {
    assertThat(after(List.of(UNDER_WAY), OLD, LEAVING_OLD, new Outcome.Done(), NOW))
        .containsExactly(UNDER_WAY);
  }

  @Test
  void theTimeRunsFromWhenAwsShowsTheNewKey() {
    assertThat(after(List.of(UNDER_WAY), NEW, Optional.empty(), new Outcome.Done(), NOW))
        .containsExactly(left(NOW, NOW.plus(HOUR).plus(RetiringKeys.MARGIN)));
  }

  @Test
  void aLongerLifetimeProlongsAndAShorterOneDoesNotShorten() {
    var end = NOW.plus(Duration.ofHours(2)).plus(RetiringKeys.MARGIN);
    var entry = left(NOW, NOW.plusSeconds(1));

    var longer =
        RetiringKeys.after(
            List.of(entry),
            Optional.of(NEW),
            Optional.empty(),
            new Outcome.Done(),
            Duration.ofHours(2),
            NOW);

    assertThat(longer).containsExactly(left(NOW, end));
    assertThat(after(longer, NEW, Optional.empty(), new Outcome.Done(), NOW)).isEqualTo(longer);
  }

  @Test
  void anEntryGoesWhenItsTimeIsOver() {
    var entry = left(NOW.minus(HOUR).minus(RetiringKeys.MARGIN), NOW);

    assertThat(after(List.of(entry), NEW, Optional.empty(), new Outcome.Done(), NOW)).isEmpty();
    assertThat(
            after(List.of(entry), NEW, Optional.empty(), new Outcome.Done(), NOW.minusSeconds(1)))
        .hasSize(1);
  }

  @Test
  void anEntryGoesWhenItsKeyIsWantedAndUsedAgain() {
    assertThat(after(List.of(UNDER_WAY), OLD, Optional.empty(), new Outcome.Done(), NOW)).isEmpty();
  }

  @Test
  void aKeyThatSomebodyPutBackInUseOpensItsEntryAgain() {
    var entry = left(NOW.minus(HOUR), NOW.plus(HOUR));

    assertThat(after(List.of(entry), OLD, LEAVING_OLD, new Outcome.Done(), NOW))
        .containsExactly(UNDER_WAY);
  }

  private static RetiringKey left(Instant since, Instant until) {
    return new RetiringKey(OLD, since.toString(), until.toString());
  }

  private static List<RetiringKey> after(
      List<RetiringKey> previous,
      String observed,
      Optional<OldKey> leaving,
      Outcome outcome,
      Instant now) {
    return RetiringKeys.after(previous, Optional.of(observed), leaving, outcome, HOUR, now);
  }
}
