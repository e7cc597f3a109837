package dev.keyway.subscription;

import static dev.keyway.reconcile.Plans.actions;
import static dev.keyway.reconcile.Plans.end;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.reconcile.Plan;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubscriptionDeletionTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "deletionPolicy: Delete"})
  void deletingEndsTheSubscription(String policy) {
    var plan = SubscriptionCase.converged("").deleting(policy).plan();

    assertThat(plan.steps())
        .singleElement()
        .satisfies(
            step ->
                assertThat(step.action())
                    .isEqualTo(new SubscriptionAction.Unsubscribe(SubscriptionCase.ARN)));
    assertThat(plan.released()).isFalse();
  }

  @Test
  void aRetainedSubscriptionIsLetGoUntouched() {
    assertReleased(SubscriptionCase.converged("").deleting("deletionPolicy: Retain").plan());
  }

  @Test
  void aSubscriptionThatIsGoneIsLetGo() {
    assertReleased(SubscriptionCase.notSubscribed("").remembered().deleting("").plan());
  }

  @Test
  void theYoungerTwinNeverEndsTheSubscriptionOfTheOlder() {
    var given = SubscriptionCase.converged("").deleting("");
    given.olderTwin = Optional.of("first");

    assertReleased(given.plan());
  }

  private static void assertReleased(Plan<SubscriptionAction> plan) {
    assertThat(actions(plan)).isEmpty();
    assertThat(plan.released()).isTrue();
    assertThat(end(plan)).isEqualTo("Done");
  }
}
