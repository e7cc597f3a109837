package dev.keyway.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.reconcile.Kind;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A queue moves to another key while somebody has taken an object of its channel away. */
class MoveWithoutObjectsTest {
  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"ENCRYPTED_TOPIC", "TOPIC_SUBSCRIPTION"})
  void theNewKeyLetsSnsInForTheTopicThatStillDelivers(Kind gone) {
    try (var world = new World()) {
      var move = Move.SHARED_TO_OWN;
      move.prepare(world);
      var old = move.keyInUse(world);
      move.begin(world);
      world.cluster.strip(World.named(gone, "orders"));
      world.settleUnderLoad(
          Duration.ofSeconds(20), body -> world.people.publish(Move.TOPIC_ARN, body));

      assertThat(move.keyInUse(world)).isNotEqualTo(old);
      assertThat(world.people.receive(Move.QUEUE_ARN, World.OTHER_ACCOUNT, "ledger-task"))
          .hasSize(world.people.sent());
    }
  }
}
