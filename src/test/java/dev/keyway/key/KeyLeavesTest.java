package dev.keyway.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.api.v1alpha1.KeyUse;
import dev.keyway.grants.GrantKind;
import dev.keyway.grants.KeyGrants;
import dev.keyway.key.KeyObservation.Answer;
import dev.keyway.key.KeyObservation.Leave;
import dev.keyway.key.KeyObservation.Use;
import dev.keyway.reconcile.Manifests;
import dev.keyway.reconcile.Plans;
import dev.keyway.reconcile.Reading;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How much longer a key is needed by what has left it: in doubt, it is. */
class KeyLeavesTest {
  private static final Instant NOW = Plans.NOW;
  private static final String SOON = NOW.plusSeconds(1).toString();
  private static final Reading<Map<String, String>> THERE = new Reading.Found<>(Map.of(), NOW);
  private static final Reading<Map<String, String>> GONE = new Reading.Absent<>(NOW);

  private final KeyLeaves leaves =
      new KeyLeaves(Manifests.SETTINGS, Clock.fixed(NOW, ZoneOffset.UTC));

  @Test
  void allGrantsStayForTheWithdrawTime() {
    var use = leaves.judge(leaving(NOW.minusSeconds(899), SOON, Answer.NO), true, THERE);

    assertThat(use.leave()).hasValue(Leave.UNDER_WAY);
    assertThat(use.needed()).extracting(g -> g.group().kind()).contains(GrantKind.SNS_DELIVERY);
  }

  @Test
  void afterThatOnlyWhatReadsOldMessagesStays() {
    var use = leaves.judge(leaving(NOW.minusSeconds(900), SOON, Answer.NO), true, THERE);

    assertThat(use.leave()).hasValue(Leave.MESSAGES_LEFT);
    assertThat(use.needed()).extracting(g -> g.group().kind()).containsOnly(GrantKind.CONSUMERS);
    assertThat(use.needsKey()).isTrue();
  }

  @Test
  void theKeyIsFreeWhenTheTimeIsOver() {
    var use = leaves.judge(leaving(NOW.minusSeconds(900), NOW.toString(), Answer.NO), true, THERE);

    assertThat(use.needsKey()).isFalse();
    assertThat(use.needed()).isEmpty();
  }

  @Test
  void aQueueThatIsGoneHasNoMessages() {
    assertThat(leaves.judge(leaving(NOW, SOON, Answer.NO), false, GONE).needsKey()).isFalse();
  }

  @Test
  void whatCannotBeReadKeepsTheKey() {
    var late = leaving(NOW.minus(Duration.ofDays(30)), NOW.toString(), Answer.UNKNOWN);

    assertThat(leaves.judge(late, true, GONE).leave()).hasValue(Leave.UNDER_WAY);
    assertThat(leaves.unknown(late).needsKey()).isTrue();
  }

  @Test
  void aMoveWhoseEndNobodyKnowsIsGivenTheLongestRetention() {
    var use = leaves.judge(leaving(null, null, Answer.NO), false, THERE);

    assertThat(use.entry().until())
        .isEqualTo(NOW.plus(Duration.ofDays(14)).plusSeconds(900).toString());
    assertThat(use.needsKey()).isTrue();
  }

  @Test
  void aMoveThatIsUnderWayKeepsTheKeyUntilItsObjectSaysMore() {
    var use = leaves.judge(leaving(null, null, Answer.NO), true, THERE);

    assertThat(use.leave()).hasValue(Leave.UNDER_WAY);
    assertThat(use.entry().until()).isNull();
  }

  @Test
  void anObjectThatWentInTheMiddleLeavesARetainedQueue() {
    var use = leaves.judge(leaving(null, null, Answer.YES), false, THERE);

    assertThat(use.leave()).isEmpty();
    assertThat(use.entry().retained()).isTrue();
    assertThat(use.needsKey()).isTrue();
  }

  private static Use leaving(@Nullable Instant since, @Nullable String until, Answer underKey) {
    var began = since == null ? null : since.toString();
    var entry = new KeyUse(KeyCase.QUEUE, "EncryptedQueue", "orders", null, true, began, until);
    var admitted = KeyGrants.ofQueue(KeyCase.queueAsk());
    return new Use(entry, false, underKey, admitted, Optional.empty());
  }
}
