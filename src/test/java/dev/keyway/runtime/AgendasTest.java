package dev.keyway.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.reconcile.Kind;
import dev.keyway.reconcile.ObjectName;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AgendasTest {
  private static final ObjectName NAME = new ObjectName(Kind.ENCRYPTION_KEY, "shop", "orders");
  private static final Instant NOW = Instant.parse("2026-11-28T00:00:00Z");

  private final Agendas agendas = new Agendas();

  @Test
  void whatIsGoneDuringItsPassIsForgottenWithIt() {
    var agenda = agendas.enter(NAME, NOW).orElseThrow();
    agenda.checked(NOW);
    agendas.forget(NAME);
    assertThat(agendas.enter(NAME, NOW)).as("never two passes for one name").isEmpty();

    assertThat(agendas.leave(NAME, agenda)).as("a successor may wait").isTrue();

    assertThat(agendas.checkedAt(NAME)).isEmpty();
    var successor = agendas.enter(NAME, NOW).orElseThrow();
    assertThat(agendas.leave(NAME, successor)).as("nobody waits").isFalse();
  }
}
