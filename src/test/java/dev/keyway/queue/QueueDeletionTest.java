package dev.keyway.queue;

import static dev.keyway.reconcile.Plans.actions;
import static dev.keyway.reconcile.Plans.end;
import static dev.keyway.reconcile.Plans.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.keyway.reconcile.Outcome;
import dev.keyway.reconcile.Plan;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueueDeletionTest {
  private static final String DELETE = QueueCase.OWN_KEY + "deletionPolicy: Delete";
  private static final Map<String, String> SOMEBODY_ELSES =
      Map.of("keyway.dev/cluster", "test", "keyway.dev/name", "other");

  @Test
  void aQueueIsDeletedWhenNobodyNamesIt() {
    var plan = QueueCase.converged().deleting(DELETE).plan();

    assertThat(actions(plan)).containsExactly("DeleteQueue");
    assertThat(plan.released()).isFalse();
  }

  @Test
  void aQueueThatIsSubscribedIsNotDeleted() {
    var given = QueueCase.converged().deleting(DELETE);
    given.subscribers = List.of("orders", "returns");

    var plan = given.plan();

    assertThat(actions(plan)).isEmpty();
    assertThat(plan.released()).isFalse();
    assertThat(end(plan)).isEqualTo("Blocked StillSubscribed");
    assertThat(message(plan)).contains("orders, returns", "deletionPolicy: Retain");
    assertThat(plan.outcome())
        .isInstanceOfSatisfying(
            Outcome.Blocked.class,
            blocked ->
                assertThat(blocked.on())
                    .containsExactly(
                        "TopicSubscription/shop/orders", "TopicSubscription/shop/returns"));
  }

  @Test
  void aDeletionThatAwsDoesNotShowYetIsNotRepeated() {
    var given = QueueCase.converged().deleting(DELETE);
    given.recent = Map.of("QueueArn", "deleted");

    var plan = given.plan();

    assertThat(actions(plan)).isEmpty();
    assertThat(end(plan)).isEqualTo("InProgress Deleting");
    assertThat(plan.released()).isFalse();
  }

  @Test
  void aQueueThatIsGoneIsLetGo() {
    var given = QueueCase.converged().deleting(DELETE);
    given.attributes = Optional.empty();

    assertReleased(given.plan());
  }

  @ParameterizedTest
  @MethodSource("foreign")
  void aQueueThatIsNotOursIsNeverDeleted(Optional<Map<String, String>> tags) {
    var given = QueueCase.converged().deleting(DELETE);
    given.tags = tags;

    assertReleased(given.plan());
  }

  @Test
  void deletingWorksWithASpecThatCannotBe() {
    var given = QueueCase.converged().deleting(DELETE);
    given.status = null;
    given.queueName = "n".repeat(81);
    given.attributes = Optional.empty();

    assertReleased(given.plan());
  }

  @ParameterizedTest
  @ValueSource(strings = {"name", "region"})
  void aQueueThatIsElsewhereIsNotLeftBehindInSilence(String what) {
    var given = QueueCase.converged().deleting(DELETE);
    given.attributes = Optional.empty();
    if (what.equals("name")) {
      given.queueName = "renamed";
    } else {
      given.region = "us-east-1";
    }

    var plan = given.plan();

    assertThat(actions(plan)).isEmpty();
    assertThat(plan.released()).isFalse();
    assertThat(end(plan)).isEqualTo("Invalid IdentityChanged");
    assertThat(message(plan)).contains(QueueCase.ARN, "deletionPolicy: Retain");
  }

  static Stream<Arguments> foreign() {
    return Stream.of(
        arguments(Optional.of(Map.of("team", "shop"))),
        arguments(Optional.of(SOMEBODY_ELSES)),
        arguments(Optional.empty()));
  }

  private static void assertReleased(Plan<QueueAction> plan) {
    assertThat(actions(plan)).isEmpty();
    assertThat(plan.released()).isTrue();
    assertThat(end(plan)).isEqualTo("Done");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "deletionPolicy: Retain"})
  void aRetainedQueueIsLetGoUntouched(String policy) {
    var given = QueueCase.converged().deleting(QueueCase.OWN_KEY + policy);
    given.subscribers = List.of("orders");

    assertReleased(given.plan());
  }
}
