package dev.keyway.queue;

import static dev.keyway.reconcile.Plans.actions;
import static dev.keyway.reconcile.Plans.drift;
import static dev.keyway.reconcile.Plans.end;
import static dev.keyway.reconcile.Plans.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.queue.QueueObservation.Use;
import dev.keyway.reconcile.Plans;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueuePolicyTest {
  @Test
  void aSubscriptionIsLetInWithoutDrift() {
    var plan = QueueCase.converged().subscribed().plan();

    assertThat(actions(plan)).containsExactly("SetPolicy");
    assertThat(plan.differences()).isEmpty();
    assertThat(Plans.action(plan, QueueAction.SetPolicy.class).policy()).contains(QueueCase.TOPIC);
  }

  @Test
  void aPolicyThatSomebodyChangedIsDriftAndIsRepaired() {
    var given = QueueCase.nothingThere(QueueCase.OWN_KEY).subscribed().inSync();

    var plan = given.policy(p -> p.replace(":shop_orders\"}", ":shop_other\"}")).plan();

    assertThat(actions(plan)).containsExactly("SetPolicy");
    assertThat(drift(plan))
        .singleElement()
        .asString()
        .startsWith("Policy[KeywaySnsDelivery")
        .endsWith("Condition BROKEN");
  }

  @Test
  void aPolicyThatSomebodyTookAwayIsDrift() {
    var given = QueueCase.nothingThere(QueueCase.OWN_KEY).subscribed().inSync();

    var plan = given.attribute("Policy", null).plan();

    assertThat(actions(plan)).containsExactly("SetPolicy");
    assertThat(drift(plan))
        .satisfiesExactlyInAnyOrder(
            delivery ->
                assertThat(delivery).startsWith("Policy[KeywaySnsDelivery").endsWith(" BROKEN"),
            tls -> assertThat(tls).startsWith("Policy[KeywayTlsOnly").endsWith(" LOOSENED"));
  }

  @Test
  void aPolicyWhereNoneIsWantedIsDriftAndIsRemoved() {
    var given = QueueCase.converged(QueueCase.OWN_KEY + "requireTls: false");

    var plan =
        given
            .policy(
                _ ->
                    "{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\","
                        + "\"Action\":\"sqs:*\",\"Resource\":\""
                        + QueueCase.ARN
                        + "\"}]}")
            .plan();

    assertThat(plan.steps().getFirst().action()).isEqualTo(new QueueAction.SetPolicy(""));
    assertThat(drift(plan)).containsExactly("Policy[no Sid] LOOSENED");
  }

  @Test
  void aForeignDenyIsNotRemovedAndOnlyTold() {
    var given = QueueCase.converged();
    var deny =
        "{\"Sid\":\"Stop\",\"Effect\":\"Deny\",\"Principal\":\"*\","
            + "\"Action\":\"sqs:PurgeQueue\",\"Resource\":\"*\"}";

    var plan = given.policy(p -> p.replaceFirst("]}$", "," + deny + "]}")).plan();

    assertThat(actions(plan)).isEmpty();
    assertThat(drift(plan)).containsExactly("Policy[Stop] TIGHTENED");
  }

  @Test
  void aTopicIsShutOutWhenItsUseEndedLongEnoughAgo() {
    var given = QueueCase.nothingThere(QueueCase.OWN_KEY).subscribed().inSync();

    var plan = given.unsubscribed(Use.ENDED, Plans.NOW.minusSeconds(900)).plan();

    assertThat(Plans.action(plan, QueueAction.SetPolicy.class).policy())
        .doesNotContain(QueueCase.TOPIC);
    assertThat(plan.differences()).isEmpty();
  }

  @Test
  void aConsumerThatAwsDoesNotKnowBlocksTheQueueAndNothingElse() {
    var given =
        QueueCase.nothingThere(
                QueueCase.OWN_KEY
                    + "consumers: [{name: worker, principal: {roleArn: '"
                    + QueueCase.WORKER
                    + "'}}]")
            .subscribed();
    given.refused = Set.of(QueueCase.WORKER);

    var plan = given.inSync().plan();

    assertThat(actions(plan)).isEmpty();
    assertThat(end(plan)).isEqualTo("Blocked GrantRefused");
    assertThat(message(plan)).contains(QueueCase.WORKER);
    assertThat(given.desired().toJson()).contains(QueueCase.TOPIC).doesNotContain(QueueCase.WORKER);
  }

  @ParameterizedTest
  @CsvSource({"DELIVERS, ", "UNKNOWN, ", "ENDED, ", "ENDED, 899"})
  void aTopicThatNobodyAsksForStaysLetInWhileItMayDeliver(
      Use use, @Nullable Integer endedSecondsAgo) {
    var given = QueueCase.nothingThere(QueueCase.OWN_KEY).subscribed().inSync();
    var ended = endedSecondsAgo == null ? null : Plans.NOW.minusSeconds(endedSecondsAgo);

    var plan = given.unsubscribed(use, ended).plan();

    assertThat(actions(plan)).isEmpty();
    assertThat(plan.differences()).isEmpty();
  }
}
