package dev.keyway.key;

import static dev.keyway.reconcile.Plans.actions;
import static dev.keyway.reconcile.Plans.drift;
import static dev.keyway.reconcile.Plans.end;
import static dev.keyway.reconcile.Plans.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.key.KeyObservation.Answer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class KeyStateTest {
  private static final String RECLAIMED = "keyway.dev/deletion";

  @Test
  void aKeyThatSomebodyDisabledIsReportedAndLeftAsItIs() {
    var plan = KeyCase.converged().inState("Disabled").plan();

    assertThat(actions(plan)).isEmpty();
    assertThat(drift(plan)).containsExactly("KeyState BROKEN");
    assertThat(end(plan)).isEqualTo("Invalid KeyDisabled");
    assertThat(message(plan)).contains("spec.state: Enabled");
  }

  @Test
  void aKeyThatSomebodyDisabledIsEnabledWhereTheSpecSaysSo() {
    var plan = KeyCase.converged("state: Enabled").inState("Disabled").plan();

    assertThat(actions(plan)).containsExactly("EnableKey");
    assertThat(drift(plan)).containsExactly("KeyState BROKEN");
  }

  @Test
  void aKeyThatWasDisabledBySpecIsEnabledByItWithoutDrift() {
    var given = KeyCase.converged("state: Enabled").inState("Disabled");
    given.status = null;

    assertThat(given.plan().differences()).isEmpty();
    assertThat(actions(given.plan())).containsExactly("EnableKey");
  }

  @Test
  void aKeyThatNobodyNeedsIsDisabledWhereTheSpecSaysSo() {
    var plan = KeyCase.converged("state: Disabled").use(false, Answer.NO, List.of()).plan();

    assertThat(actions(plan)).containsExactly("DisableKey");
    assertThat(plan.differences()).isEmpty();
  }

  @Test
  void aKeyThatIsDisabledAsTheSpecSaysIsInLine() {
    var plan = KeyCase.converged("state: Disabled").inState("Disabled").plan();

    assertThat(actions(plan)).isEmpty();
    assertThat(end(plan)).isEqualTo("Done");
  }

  @ParameterizedTest
  @EnumSource(
      value = Answer.class,
      names = {"YES", "UNKNOWN"})
  void aKeyInUseStaysEnabledWhateverTheSpecSays(Answer answer) {
    var plan = KeyCase.converged("state: Disabled").use(true, answer, List.of()).plan();

    assertThat(actions(plan)).isEmpty();
    assertThat(end(plan)).isEqualTo("Blocked KeyInUse");
    assertThat(message(plan)).contains("EncryptedQueue orders");
  }

  @Test
  void aDeletionThatSomebodyScheduledIsReportedWithItsDeadline() {
    var plan = KeyCase.converged().inState("PendingDeletion").plan();

    assertThat(actions(plan)).isEmpty();
    assertThat(drift(plan)).containsExactly("KeyState BROKEN");
    assertThat(end(plan)).isEqualTo("Invalid KeyPendingDeletion");
    assertThat(message(plan)).contains("2026-01-01T12:01:39Z", "spec.state: Enabled");
  }

  @Test
  void aDeletionThatSomebodyScheduledIsCancelledWhereTheSpecSaysSo() {
    var plan = KeyCase.converged("state: Enabled").inState("PendingDeletion").plan();

    assertThat(actions(plan)).containsExactly("CancelDeletion");
    assertThat(drift(plan)).containsExactly("KeyState BROKEN");
  }

  @ParameterizedTest
  @CsvSource({"PendingDeletion, CancelDeletion", "Disabled, EnableKey", "Enabled, Untag"})
  void theOwnersReturnCancelsKeywaysOwnDeletionStepByStep(String state, String action) {
    var given = KeyCase.converged().inState(state).tag(RECLAIMED, "scheduled");
    given.status = null;

    var plan = given.plan();

    assertThat(actions(plan)).containsExactly(action);
    assertThat(plan.differences()).isEmpty();
  }

  @Test
  void aKeyInAStateOfAwssOwnIsWaitedFor() {
    var plan = KeyCase.converged().inState("Unavailable").plan();

    assertThat(end(plan)).isEqualTo("Blocked KeyUnusable");
  }
}
