package dev.keyway.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.api.v1alpha1.KeyDeadLetter;
import dev.keyway.reconcile.Plans;
import dev.keyway.reconcile.RetiringKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeadLetterEndsTest {
  private static final String DEAD = "arn:aws:sqs:eu-central-1:111122223333:shop_dead";
  private static final String NEXT = "arn:aws:sqs:eu-central-1:111122223333:shop_next";
  private static final Instant NOW = Plans.NOW;
  private static final String SINCE = NOW.minus(Duration.ofDays(1)).toString();
  private static final Duration LIFE = Duration.ofHours(2);

  private static KeyDeadLetter open(String queueArn) {
    return new KeyDeadLetter(queueArn, SINCE, null, null);
  }

  private static KeyDeadLetter ended(String queueArn, Instant at, Instant until) {
    return new KeyDeadLetter(queueArn, SINCE, at.toString(), until.toString());
  }

  private static List<KeyDeadLetter> closed(
      List<KeyDeadLetter> before, Map<String, Duration> lifetimes) {
    var ends = new DeadLetterEnds(before, NOW);
    ends.close(lifetimes);
    return ends.entries().toList();
  }

  @Test
  void oneThatIsAddedIsOpenFromNowOn() {
    var ends = new DeadLetterEnds(List.of(), NOW);

    ends.open(DEAD);
    ends.close(Map.of());

    assertThat(ends.entries()).containsExactly(new KeyDeadLetter(DEAD, NOW.toString(), null, null));
  }

  @Test
  void oneThatIsStillReachedKeepsWhatWasSaidOfIt() {
    var ends = new DeadLetterEnds(List.of(open(DEAD)), NOW);

    ends.open(DEAD);
    ends.close(Map.of());

    assertThat(ends.unreached()).isEmpty();
    assertThat(ends.entries()).containsExactly(open(DEAD));
  }

  @Test
  void oneThatIsRemovedIsKeptAsLongAsAMessageLivesThere() {
    assertThat(closed(List.of(open(DEAD)), Map.of(DEAD, LIFE)))
        .containsExactly(ended(DEAD, NOW, NOW.plus(LIFE).plus(RetiringKeys.MARGIN)));
  }

  @Test
  void ofTwoThatFollowEachOtherTheLongerLifeCountsForBoth() {
    var rows =
        closed(List.of(open(DEAD), open(NEXT)), Map.of(DEAD, LIFE, NEXT, Duration.ofDays(14)));

    var until = NOW.plus(Duration.ofDays(14)).plus(RetiringKeys.MARGIN);
    assertThat(rows).containsExactlyInAnyOrder(ended(DEAD, NOW, until), ended(NEXT, NOW, until));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 100})
  void anEndIsNeverEarlierThanItWasSaidBefore(long hours) {
    var at = NOW.minus(Duration.ofHours(1));
    var said = NOW.plus(Duration.ofHours(30));

    var rows = closed(List.of(ended(DEAD, at, said)), Map.of(DEAD, Duration.ofHours(hours)));

    var again = at.plus(Duration.ofHours(hours)).plus(RetiringKeys.MARGIN);
    assertThat(rows).containsExactly(ended(DEAD, at, again.isAfter(said) ? again : said));
  }

  @Test
  void oneThatIsReachedAgainIsOpenAgain() {
    var ends = new DeadLetterEnds(List.of(ended(DEAD, NOW, NOW.plus(LIFE))), NOW);

    ends.open(DEAD);
    ends.close(Map.of(DEAD, LIFE));

    assertThat(ends.entries()).containsExactly(open(DEAD));
    assertThat(ends.ended()).isEmpty();
  }

  @Test
  void twoThatReferToEachOtherStayOpenAsLongAsOneOfThemIsReached() {
    var ends = new DeadLetterEnds(List.of(open(DEAD), open(NEXT)), NOW);

    ends.open(DEAD);
    ends.open(NEXT);
    ends.reach(NEXT, Optional.of(NOW.plus(LIFE)));
    ends.close(Map.of());

    assertThat(ends.entries()).containsExactlyInAnyOrder(open(DEAD), open(NEXT));
  }

  @Test
  void theLaterOfTwoEndsCounts() {
    var ends = new DeadLetterEnds(List.of(), NOW);

    ends.reach(DEAD, Optional.of(NOW.plus(LIFE)));
    ends.reach(DEAD, Optional.of(NOW.plusSeconds(1)));

    assertThat(ends.of(DEAD)).hasValue(NOW.plus(LIFE));
    assertThat(ends.ending()).containsExactly(DEAD);
  }

  @Test
  void aRowGoesWhenItsTimeIsOverAndNotBefore() {
    var at = NOW.minus(LIFE).minus(RetiringKeys.MARGIN);
    var row = ended(DEAD, at, NOW);

    assertThat(closed(List.of(row), Map.of(DEAD, LIFE))).isEmpty();
    assertThat(closed(List.of(row), Map.of(DEAD, LIFE.plusSeconds(1)))).hasSize(1);
  }

  @Test
  void nobodyKnowingHowLongNeverShortensWhatWasSaid() {
    var until = NOW.plus(LIFE);

    assertThat(closed(List.of(ended(DEAD, NOW, until)), Map.of()))
        .containsExactly(ended(DEAD, NOW, until));
  }
}
