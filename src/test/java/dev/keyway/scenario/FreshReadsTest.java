package dev.keyway.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.api.v1alpha1.EncryptionKeyStatus;
import dev.keyway.reconcile.Kind;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a write depends on is read again right before it, however short ago it was read. */
class FreshReadsTest {
  private final World world = new World();

  @AfterEach
  void close() {
    world.close();
  }

  @ParameterizedTest
  @EnumSource(
      value = Move.class,
      names = {"SSE_SQS_TO_KEY", "SHARED_TO_SHARED", "TOPIC_TO_SHARED"})
  void aKeyThatWasDisabledAMomentBeforeTheMoveIsNotMovedTo(Move move) {
    move.prepare(world);
    var old = move.keyInUse(world);
    move.begin(world);
    var end = world.local.clock().instant().plus(World.settings().settle());
    while (world.local.clock().instant().isBefore(end.minusSeconds(10))) {
      world.step();
      world.advance(Duration.ofSeconds(5));
    }
    assertThat(move.keyInUse(world)).as("its grants settle").isEqualTo(old);

    var key = move.isOfTopic() ? "third" : "second";
    world.people.kms().disableKey(r -> r.keyId(arn(key)));
    world.advance(Duration.ofMinutes(3));
    // The new key's own pass, which would notice, does not run.
    for (int i = 0; i < 3; i++) {
      pass(move.isOfTopic() ? Kind.ENCRYPTED_TOPIC : Kind.ENCRYPTED_QUEUE, "orders");
      pass(Kind.ENCRYPTION_KEY, "first");
    }

    assertThat(move.keyInUse(world)).as(() -> world.describe()).isEqualTo(old);
    assertThat(world.neverBrick.violations()).isEmpty();
  }

  private void pass(Kind kind, String object) {
    var name = World.named(kind, object);
    world.cluster.status(name, world.pass(name).status());
  }

  private String arn(String key) {
    var status = (EncryptionKeyStatus) world.status(Kind.ENCRYPTION_KEY, key);
    return Objects.requireNonNull(status.keyArn());
  }
}
