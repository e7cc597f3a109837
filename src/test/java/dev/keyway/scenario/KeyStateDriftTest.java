package dev.keyway.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.api.v1alpha1.Condition;
import dev.keyway.api.v1alpha1.ConditionStatus;
import dev.keyway.api.v1alpha1.DriftAction;
import dev.keyway.api.v1alpha1.Impact;
import dev.keyway.awslocal.kms.KeyState;
import dev.keyway.reconcile.Conditions;
import dev.keyway.reconcile.Kind;
import dev.keyway.reconcile.Reason;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody disables a key or schedules it for deletion. */
class KeyStateDriftTest {
  private static final String ENABLED = "spec:\n  state: Enabled\n  description";

  private final World world = new World();
  private final Tampering tampering = new Tampering(world);

  @BeforeEach
  void converge() {
    world.converge(Example.FIFO);
    world.told.clear();
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void aDisabledKeyIsBrokenAtOnceAndNotEnabledUnlessThatIsWritten() {
    world.people.kms().disableKey(r -> r.keyId(tampering.key()));
    world.elapse(World.CHECK.plusSeconds(1));

    isBroken(Reason.KeyDisabled, "spec.state: Enabled");
    assertThat(world.local.calls().count("EnableKey")).isZero();
    assertThat(world.told).filteredOn(t -> t.reason() == Reason.DriftDetected).hasSize(1);

    world.elapse(World.CHECK.multipliedBy(2));
    assertThat(world.told).filteredOn(t -> t.reason() == Reason.DriftDetected).hasSize(1);

    world.people.kms().enableKey(r -> r.keyId(tampering.key()));
    world.elapse(World.CHECK.plusSeconds(1));
    Proof.converged(world, Example.FIFO);
    assertThat(world.status(Kind.ENCRYPTION_KEY, "payments").drift())
        .singleElement()
        .satisfies(entry -> assertThat(entry.action()).isEqualTo(DriftAction.REPAIRED));
  }

  @Test
  void aDisabledKeyIsEnabledWhereThatIsWritten() {
    world.cluster.apply(Example.FIFO.yaml().replaceFirst("spec:\n  description", ENABLED));
    world.settle();
    world.people.kms().disableKey(r -> r.keyId(tampering.key()));

    world.elapse(World.CHECK.plusSeconds(1));

    assertThat(world.local.calls().count("EnableKey")).isEqualTo(1);
    assertThat(world.status(Kind.ENCRYPTION_KEY, "payments").drift())
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.impact()).isEqualTo(Impact.BROKEN);
              assertThat(entry.action()).isEqualTo(DriftAction.REPAIRED);
            });
    Proof.converged(world, Example.FIFO);
  }

  @Test
  void aScheduledDeletionIsToldWithItsDeadlineAndNotCancelledUnlessThatIsWritten() {
    world.people.kms().scheduleKeyDeletion(r -> r.keyId(tampering.key()).pendingWindowInDays(7));
    world.elapse(World.CHECK.plusSeconds(1));

    isBroken(Reason.KeyPendingDeletion, "2026-01-08T");
    assertThat(world.local.calls().count("CancelKeyDeletion")).isZero();

    world.cluster.apply(Example.FIFO.yaml().replaceFirst("spec:\n  description", ENABLED));
    world.settle();
    assertThat(world.local.calls().count("CancelKeyDeletion")).isEqualTo(1);
    assertThat(world.local.calls().count("EnableKey")).isEqualTo(1);
    world.elapse(World.CHECK.plusSeconds(1));
    Proof.converged(world, Example.FIFO);
  }

  @Test
  void aKeyThatIsUsedIsNeverDisabledBySpec() {
    world.cluster.apply(
        Example.FIFO
            .yaml()
            .replaceFirst("spec:\n  description", "spec:\n  state: Disabled\n  description"));
    world.settle();

    assertThat(ready("payments", Kind.ENCRYPTION_KEY).reason()).isEqualTo(Reason.KeyInUse.name());
    assertThat(world.local.state().key(tampering.key()).orElseThrow().state())
        .isEqualTo(KeyState.ENABLED);
    assertThat(
            world.local.state().deliveryObstacle(Example.FIFO.topicArn(), Example.FIFO.queueArn()))
        .isEmpty();
  }

  private void isBroken(Reason reason, String message) {
    var key = world.status(Kind.ENCRYPTION_KEY, "payments");
    assertThat(key.drift())
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.path()).isEqualTo("KeyState");
              assertThat(entry.impact()).isEqualTo(Impact.BROKEN);
              assertThat(entry.action()).isIn(DriftAction.REPORTED, DriftAction.BLOCKED);
            });
    assertThat(Conditions.isTrue(key.conditions(), Conditions.DRIFTED)).isTrue();
    var ready = ready("payments", Kind.ENCRYPTION_KEY);
    assertThat(ready.reason()).isEqualTo(reason.name());
    assertThat(ready.message()).contains(message);
    var deliverable =
        Conditions.find(
                world.status(Kind.TOPIC_SUBSCRIPTION, "payments").conditions(),
                Conditions.DELIVERABLE)
            .orElseThrow();
    assertThat(deliverable.status()).isEqualTo(ConditionStatus.FALSE);
    assertThat(deliverable.message().toLowerCase(Locale.ROOT)).contains("key");
  }

  private Condition ready(String name, Kind kind) {
    return Conditions.find(world.status(kind, name).conditions(), Conditions.READY).orElseThrow();
  }
}
