package dev.keyway.runtime;

import static dev.keyway.runtime.ScriptedPass.done;
import static dev.keyway.runtime.ScriptedPass.ended;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.api.v1alpha1.EncryptionKey;
import dev.keyway.api.v1alpha1.EncryptionKeySpec;
import dev.keyway.api.v1alpha1.EncryptionKeyStatus;
import dev.keyway.reconcile.Outcome;
import dev.keyway.reconcile.Reason;
import dev.keyway.scenario.Cluster;
import dev.keyway.support.ControlPlane;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Visits one after the other, without JOSDK. */
class VisitTest {
  private final KubernetesClient client = ControlPlane.client();
  private final String namespace = ControlPlane.namespace();
  private final Agendas agendas = new Agendas();
  private final ScriptedPass<EncryptionKeySpec, EncryptionKeyStatus> keys =
      new ScriptedPass<>(resource -> done(Objects.requireNonNull(resource.status())));

  VisitTest() {
    ControlPlane.installCrds();
  }

  @AfterEach
  void release() {
    ControlPlane.release(namespace);
  }

  @Test
  void whereVersionsHaveNoOrderNoPassRunsOverAnObjectThatIsGone() {
    var reconciliation = reconciliation();
    reconciliation.visit(key("abc"));
    assertThat(keys.count("gone")).isEqualTo(1);

    reconciliation.visit(key("xyz"));

    assertThat(keys.count("gone")).isEqualTo(1);
  }

  @Test
  void whatIsBlockedBySomethingElseIsLookedAtAgainAsSoonAsWhatHasJustBeenBlocked() {
    var reconciliation = reconciliation();
    blockedBy(Reason.ReferenceNotFound);
    assertThat(reconciliation.visit(key("1"))).isEqualTo(Duration.ofSeconds(30));
    assertThat(reconciliation.visit(key("1"))).isEqualTo(Duration.ofMinutes(1));
    assertThat(reconciliation.visit(key("1"))).isEqualTo(Duration.ofMinutes(2));

    blockedBy(Reason.GrantRefused);

    assertThat(reconciliation.visit(key("1"))).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void wakesDoNotLengthenTheWaitOfWhatIsBlocked() {
    var reconciliation = reconciliation();
    blockedBy(Reason.GrantRefused);
    assertThat(reconciliation.visit(key("1"))).isEqualTo(Duration.ofSeconds(30));
    for (int i = 0; i < 5; i++) {
      agendas.wake(ResourceTypes.KEY.name(key("1")));
      assertThat(reconciliation.visit(key("1"))).isEqualTo(Duration.ofSeconds(30));
    }
    assertThat(reconciliation.visit(key("1"))).isEqualTo(Duration.ofMinutes(1));
  }

  private void blockedBy(Reason reason) {
    keys.script(
        resource ->
            ended(
                new Outcome.Blocked(reason, "as scripted", Set.of()),
                Objects.requireNonNull(resource.status())));
  }

  private Reconciliation<EncryptionKeySpec, EncryptionKeyStatus, EncryptionKey> reconciliation() {
    var clock = Clock.systemUTC();
    var surroundings =
        new Surroundings(
            agendas,
            new Wakes(new Neighbours(new Cluster(namespace)), agendas),
            new Schedule(Duration.ofMinutes(10), () -> 0.5),
            new KubernetesEvents(client, "test", clock),
            new PassMetrics(new SimpleMeterRegistry()),
            clock,
            new Lanes(TestOperator.THREADS));
    var store = new Store<>(client, ResourceTypes.KEY);
    var writer = new StatusWriter<>(store, ResourceTypes.KEY, client.getKubernetesSerialization());
    return new Reconciliation<>(ResourceTypes.KEY, keys, store, writer, surroundings);
  }

  private EncryptionKey key(String resourceVersion) {
    return client
        .getKubernetesSerialization()
        .unmarshal(
            """
            apiVersion: keyway.dev/v1alpha1
            kind: EncryptionKey
            metadata: {name: gone, namespace: %s, uid: uid-1, generation: 2, resourceVersion: %s,
              creationTimestamp: '2026-01-01T00:00:00Z', finalizers: [%s]}
            spec: {}
            status: {observedGeneration: 1}
            """
                .formatted(namespace, resourceVersion, Store.FINALIZER),
            EncryptionKey.class);
  }
}
