package dev.keyway.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.api.v1alpha1.ConditionStatus;
import dev.keyway.awslocal.call.Call;
import dev.keyway.reconcile.Conditions;
import dev.keyway.reconcile.Kind;
import dev.keyway.reconcile.Reason;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** What is no drift: a roll-out, a read that lags behind a write, somebody else's Deny. */
class NotDriftTest {
  private static final String CHANGED =
      Example.FIFO
          .yaml()
          .replace("visibilityTimeoutSeconds: 60", "visibilityTimeoutSeconds: 90")
          .replace("periodDays: 180", "periodDays: 200")
          .replace("rawMessageDelivery: true", "rawMessageDelivery: false")
          .replace("description: Messages", "description: All messages")
          .replace(
              "  publishers:\n",
              "  displayName: Payments\n  publishers:\n    - name: intruder\n      principal:\n        roleArn:"
                  + " arn:aws:iam::111122223333:role/intruder\n");

  private final World world = new World();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void aChangeOfTheSpecIsRolledOutAndNoDrift() {
    world.converge(Example.FIFO);

    world.cluster.apply(CHANGED);
    world.settle();
    world.elapse(World.CHECK.multipliedBy(13));

    assertNoDrift();
    var queue = world.local.state().queue(Example.FIFO.queueArn()).orElseThrow();
    assertThat(queue.attributes()).containsEntry("VisibilityTimeout", "90");
    Proof.converged(world, Example.FIFO);
  }

  @Test
  void creatingWithReadsThatLagMakesNothingTwiceAndIsNoDrift() {
    world.local.timing().readDelay(Duration.ofSeconds(20));

    world.apply(Example.FIFO);
    world.settle();
    world.elapse(World.CHECK);

    Proof.converged(world, Example.FIFO);
    assertNoDrift();
    var writes = writes();
    assertThat(writes.entrySet().stream().filter(e -> e.getValue() > 1).toList()).isEmpty();
  }

  @Test
  void readsThatLagBehindAWriteAreNoDriftAndCauseNoSecondWrite() {
    world.converge(Example.FIFO);
    world.local.timing().readDelay(Duration.ofSeconds(30));
    world.local.calls().clear();

    world.cluster.apply(CHANGED);
    world.settle();
    world.elapse(World.CHECK.multipliedBy(2));

    assertNoDrift();
    world.local.timing().readDelay(Duration.ZERO);
    Proof.converged(world, Example.FIFO);
    assertThat(writes())
        .isEqualTo(
            Map.of(
                "EnableKeyRotation", 1,
                "PutKeyPolicy", 1,
                "SetQueueAttributes", 1,
                "SetSubscriptionAttributes", 1,
                "SetTopicAttributes", 2,
                "UpdateKeyDescription", 1));
  }

  @Test
  void aForeignDenyIsKeptThroughEveryLaterWrite() {
    world.converge(Example.FIFO);
    var tampering = new Tampering(world);
    var deny = Tampering.statement("Deny", Tampering.role(World.ACCOUNT, "intruder"), "%s", "%s");
    tampering.queue(
        QueueAttributeName.POLICY,
        Tampering.with(tampering.queuePolicy(), deny.formatted("sqs:*", Tampering.QUEUE)));
    tampering.topic(
        "Policy",
        Tampering.with(tampering.topicPolicy(), deny.formatted("sns:Publish", Tampering.TOPIC)));
    tampering.keyPolicy(Tampering.with(tampering.keyPolicy(), deny.formatted("kms:Decrypt", "*")));
    world.elapse(World.CHECK.multipliedBy(2));

    world.cluster.apply(CHANGED);
    world.settle();
    world.elapse(World.CHECK.multipliedBy(2));

    assertThat(tampering.queuePolicy()).contains("theirs");
    assertThat(tampering.topicPolicy()).contains("theirs");
    assertThat(tampering.keyPolicy()).contains("theirs");
    Proof.converged(world, Example.FIFO);
  }

  @Test
  void aForeignDenyThatBlocksDeliveryIsKeptAndTold() {
    world.converge(Example.FIFO);
    var tampering = new Tampering(world);
    var deny = Tampering.statement("Deny", "\"*\"", "sqs:SendMessage", Tampering.QUEUE);
    tampering.queue(QueueAttributeName.POLICY, Tampering.with(tampering.queuePolicy(), deny));

    world.elapse(World.CHECK.plusSeconds(1));

    assertThat(tampering.queuePolicy()).contains("theirs");
    var deliverable =
        Conditions.find(
                world.status(Kind.TOPIC_SUBSCRIPTION, "payments").conditions(),
                Conditions.DELIVERABLE)
            .orElseThrow();
    assertThat(deliverable.status()).isEqualTo(ConditionStatus.FALSE);
    assertThat(deliverable.message()).contains("theirs");
  }

  private Map<String, Integer> writes() {
    var writes = new TreeMap<String, Integer>();
    world.local.calls().where(Call::isMutating).stream()
        .filter(call -> call.caller().contains(World.OPERATOR))
        .forEach(call -> writes.merge(call.operation(), 1, Integer::sum));
    return writes;
  }

  private void assertNoDrift() {
    for (var name : world.cluster.names()) {
      assertThat(world.status(name).drift()).as(name.toString()).isEmpty();
    }
    assertThat(world.told).noneMatch(t -> t.reason() == Reason.DriftDetected);
  }
}
