package dev.keyway.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnclaimedGrantsTest {
  private static final Instant NOW = Instant.parse("2026-05-01T00:00:00Z");
  private static final Instant END = NOW.plus(Duration.ofDays(14)).plus(Duration.ofMinutes(15));

  /** The policy holds grants of a queue that nothing leads to. */
  private static KeyCase returned() {
    var key = KeyCase.converged().asks(KeyCase.queueAsk()).inSync();
    key.queues.clear();
    key.status = null;
    return key;
  }

  private static Optional<Instant> until(KeyCase key, Instant now) {
    return UnclaimedGrants.until(key.resource(), key.observation(), now);
  }

  @Test
  void aKeyWithoutLedgerKeepsThemForAsLongAsSqsKeepsAMessage() {
    assertThat(until(returned(), NOW)).contains(END);
  }

  @Test
  void whatSomebodyAsksForIsNotUnclaimed() {
    assertThat(until(returned().asks(KeyCase.queueAsk()), NOW)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-05-03T00:00:00Z, 2026-05-03T00:00:00Z",
    "unset,                2026-05-15T00:15:00Z",
    "somebody was here,    2026-05-15T00:15:00Z",
    "2026-04-30T23:59:59Z, "
  })
  void whatHasLeftTheKeyIsRememberedByItsTagWhoeverElseAsksForTheSame(String tag, Instant end) {
    var key = returned().asks(KeyCase.queueAsk()).tag(KeyObservation.RETIRING_TAG, tag);

    assertThat(until(key, NOW)).isEqualTo(Optional.ofNullable(end));
  }

  @Test
  void itIsRememberedUntilThen() {
    var key = KeyCase.converged().asks(KeyCase.queueAsk()).inSync();
    key.tag(KeyObservation.RETIRING_TAG, END.toString()).keepUnclaimedUntil(END);

    assertThat(until(key, NOW)).contains(END);
    assertThat(until(key.tag(KeyObservation.RETIRING_TAG, ""), NOW)).isEmpty();
  }

  @Test
  void aKeyThatRemembersItsUsersHasNone() {
    var key = KeyCase.converged().asks(KeyCase.queueAsk()).inSync();
    key.queues.clear();

    assertThat(until(key, NOW)).isEmpty();
  }

  @Test
  void aKeyThatThisObjectHasJustMadeHasNone() {
    var key = returned().intends("nonce");

    assertThat(until(key, NOW)).isEmpty();
  }

  @Test
  void theEndStaysAndIsReached() {
    var key = KeyCase.converged().asks(KeyCase.queueAsk()).inSync();
    key.queues.clear();
    key.keepUnclaimedUntil(END);

    assertThat(until(key, NOW.plusSeconds(60))).contains(END);
    assertThat(until(key, END)).isEmpty();
  }

  @Test
  void theyStayInThePolicyAndHoldTheKeyUp() {
    var key = returned().deleting("deletionPolicy: Delete");
    key.status = null;
    key.unclaimedUntil = Optional.of(END);

    assertThat(key.desired()).isEqualTo(KeyCase.converged().asks(KeyCase.queueAsk()).desired());
    assertThat(KeyUsers.names(key.observation()))
        .isEqualTo(
            List.of(
                "whoever else its policy lets in, of whom nothing is known (messages under it may"
                    + " be left until 2026-05-15T00:15:00Z)"));
  }
}
