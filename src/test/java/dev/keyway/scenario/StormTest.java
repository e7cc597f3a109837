package dev.keyway.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.api.v1alpha1.DriftAction;
import dev.keyway.reconcile.Conditions;
import dev.keyway.reconcile.Kind;
import dev.keyway.reconcile.ObjectName;
import dev.keyway.reconcile.Reason;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Somebody else, a Terraform that runs every minute, say, changes back what Keyway repairs. */
class StormTest {
  private static final String EVERY_MINUTE =
      Example.FIFO.yaml().replace("spec:\n", "spec:\n  checkIntervalSeconds: 60\n");
  private static final ObjectName QUEUE = World.named(Kind.ENCRYPTED_QUEUE, "payments");

  private final World world = new World();
  private final Tampering tampering = new Tampering(world);

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void theyAreRepairedWithGrowingPausesAndToldAsContested() {
    world.cluster.apply(EVERY_MINUTE);
    world.settle();
    world.advance(Duration.ofMinutes(2));
    world.local.calls().clear();

    fight(Map.of("VisibilityTimeout", "5"), 4 * 60, true);

    // Three at once, then after 10, 20, 40, and 60 minutes each.
    assertThat(repairs()).isBetween(7, 9);
    var status = world.status(QUEUE);
    var drifted = Conditions.find(status.conditions(), Conditions.DRIFTED).orElseThrow();
    assertThat(drifted.reason()).isEqualTo(Reason.Contested.name());
    assertThat(drifted.message()).contains("VisibilityTimeout was repaired");
    assertThat(status.drift())
        .singleElement()
        .satisfies(e -> assertThat(e.action()).isEqualTo(DriftAction.BLOCKED));
    assertThat(Conditions.find(status.conditions(), Conditions.READY).orElseThrow().reason())
        .isEqualTo(Reason.Contested.name());
    assertThat(Conditions.isTrue(status.conditions(), Conditions.STALLED)).isFalse();

    // Meanwhile another value is repaired at once, and recorded.
    tampering.queue(Map.of("DelaySeconds", "7"));
    world.advance(Duration.ofMinutes(1));
    world.step();
    assertThat(world.status(QUEUE).drift())
        .filteredOn(e -> e.path().equals("DelaySeconds"))
        .extracting("action")
        .containsExactly(DriftAction.REPAIRED);

    fightEnds();
  }

  private void fightEnds() {
    for (int i = 0; i < 70; i++) {
      world.advance(Duration.ofMinutes(1));
      world.step();
    }
    Proof.converged(world, Example.FIFO);
  }

  @Test
  void whatLetsSomebodyInIsNeverLeftForMoreThanTenMinutes() {
    world.cluster.apply(EVERY_MINUTE);
    world.settle();
    world.advance(Duration.ofMinutes(2));
    var open =
        Tampering.with(
            tampering.queuePolicy(),
            Tampering.statement(
                "Allow",
                Tampering.role(World.OTHER_ACCOUNT, "audit"),
                "sqs:ReceiveMessage",
                Tampering.QUEUE));
    world.local.calls().clear();

    fight(Map.of("Policy", open), 2 * 60, false);

    // Three at once, after 1, 2, 4 and 8 minutes, then every 10.
    assertThat(repairs()).isBetween(15, 22);
  }

  private void fight(Map<String, String> change, int minutes, boolean restarts) {
    for (int i = 0; i < minutes; i++) {
      var now = world.local.state().queue(Tampering.QUEUE).orElseThrow();
      boolean repaired =
          change.entrySet().stream()
              .anyMatch(
                  e ->
                      !e.getValue().equals(now.attributes().get(e.getKey()))
                          && !now.policy().map(p -> p.contains("theirs")).orElse(false));
      if (repaired) {
        tampering.queue(change);
      }
      world.advance(Duration.ofMinutes(1));
      world.step();
      if (restarts && i % 7 == 0) {
        world.restart();
      }
    }
  }

  private int repairs() {
    return (int)
        world.local.calls().where(call -> call.operation().equals("SetQueueAttributes")).stream()
            .filter(call -> call.caller().contains("/" + World.OPERATOR + "/"))
            .count();
  }
}
