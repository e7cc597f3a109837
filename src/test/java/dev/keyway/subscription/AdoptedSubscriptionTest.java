package dev.keyway.subscription;

import static dev.keyway.reconcile.Plans.actions;
import static dev.keyway.reconcile.Plans.end;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.api.v1alpha1.AdoptionStatus;
import dev.keyway.subscription.SubscriptionObservation.Mismatch;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdoptedSubscriptionTest {
  private static final String ADOPT =
      SubscriptionCase.SPEC + "adopt: {arn: '" + SubscriptionCase.ARN + "'}\n";

  @Test
  void whatTheSpecSetsIsRecordedBeforeItIsWritten() {
    var given = SubscriptionCase.converged("").spec(ADOPT + "rawMessageDelivery: true\n");

    assertThat(given.plan().writeAhead()).isTrue();
    assertThat(actions(given.plan())).isEmpty();

    given.adoption = new AdoptionStatus(List.of("RawMessageDelivery"), List.of(), null);
    assertThat(actions(given.remembered().plan())).containsExactly("SetAttribute");
  }

  @Test
  void aReplayThatSomebodyElseStartedIsNotStopped() {
    var given =
        SubscriptionCase.converged("")
            .attribute("ReplayPolicy", "{\"PointType\":\"Timestamp\"}")
            .spec(ADOPT);
    given.adoption = new AdoptionStatus(List.of(), List.of(), null);

    assertThat(actions(given.remembered().plan())).isEmpty();

    given.adoption = new AdoptionStatus(List.of("ReplayPolicy"), List.of(), null);
    assertThat(actions(given.remembered().plan())).containsExactly("SetAttribute");
  }

  @Test
  void aDeadLetterQueueThatTheSpecNeverNamedIsLeft() {
    var given =
        SubscriptionCase.converged("")
            .attribute("RedrivePolicy", "{\"deadLetterTargetArn\":\"arn:aws:sqs:x:1:dead\"}")
            .spec(ADOPT);
    given.adoption = new AdoptionStatus(List.of(), List.of(), null);

    assertThat(actions(given.remembered().plan())).isEmpty();

    given.adoption = new AdoptionStatus(List.of("RedrivePolicy"), List.of(), null);
    assertThat(actions(given.remembered().plan())).containsExactly("SetAttribute");
  }

  @Test
  void oneThatConnectsSomethingElseIsInvalid() {
    var given = SubscriptionCase.notSubscribed("").spec(ADOPT);
    given.mismatch = Optional.of(Mismatch.ADOPTION);

    assertThat(end(given.plan())).isEqualTo("Invalid AdoptionMismatch");
  }

  @ParameterizedTest
  @CsvSource({
    "'',                       0",
    "deletionPolicy: Retain,   0",
    "deletionPolicy: Delete,   1"
  })
  void itIsEndedOnlyWhereTheSpecSaysSo(String policy, int steps) {
    var given = SubscriptionCase.converged("").spec(ADOPT + policy + "\n");
    given.deleting = true;

    assertThat(actions(given.plan())).hasSize(steps);
    assertThat(given.plan().released()).isEqualTo(steps == 0);
  }
}
