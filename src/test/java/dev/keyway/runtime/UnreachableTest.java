package dev.keyway.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.api.v1alpha1.EncryptionKey;
import dev.keyway.support.ControlPlane;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An API server that is not there, at the start or later. */
class UnreachableTest {
  private final PortProxy proxy = new PortProxy(ControlPlane.client().getMasterUrl().getPort());
  private String namespace = "";

  @BeforeEach
  void namespace() {
    ControlPlane.installCrds();
    namespace = ControlPlane.namespace();
  }

  @AfterEach
  void release() {
    proxy.close();
    ControlPlane.release(namespace);
  }

  @Test
  void theProcessWaitsForTheApiServerAndThenWorks() {
    var cluster = new Cluster(namespace);
    cluster.createKey("early");
    try (var operator = TestOperator.through(proxy.port(), namespace)) {
      operator.process.start();
      Waiting.staysFor(
          Duration.ofSeconds(2),
          "no pass on empty caches",
          () -> operator.process.phase() == OperatorProcess.Phase.SYNCING);

      proxy.open();

      Waiting.until("a pass", () -> operator.keys.count("early") > 0);
      assertThat(operator.process.phase()).isEqualTo(OperatorProcess.Phase.RUNNING);
    }
  }

  @Test
  void whatHappenedDuringAnInterruptionIsDealtWith() {
    var cluster = new Cluster(namespace);
    proxy.open();
    try (var operator = TestOperator.through(proxy.port(), namespace).started()) {
      cluster.createKey("before");
      Waiting.until("a pass", () -> operator.keys.count("before") == 1);

      proxy.cut();
      cluster.changeTags(EncryptionKey.class, "before", "meanwhile");
      cluster.createKey("meanwhile");
      proxy.open();

      Waiting.until("the edit", () -> operator.keys.count("before") == 2);
      Waiting.until("the new key", () -> operator.keys.count("meanwhile") > 0);
    }
  }

  @Test
  void aSuccessorOfTheSameNameIsNotTakenForAnOldVersion() {
    var cluster = new Cluster(namespace);
    proxy.open();
    try (var operator = TestOperator.through(proxy.port(), namespace).started()) {
      cluster.createKey("twin");
      cluster.changeTags(EncryptionKey.class, "twin", "older");
      Waiting.until(
          "the first twin",
          () -> operator.keys.runs("twin").stream().anyMatch(r -> r.generation() == 2));

      proxy.cut();
      cluster.force(EncryptionKey.class, "twin");
      cluster.at(EncryptionKey.class, "twin").delete();
      var successor = cluster.createKey("twin").getMetadata().getUid();
      proxy.open();

      Waiting.until(
          "the successor",
          () -> operator.keys.runs("twin").stream().anyMatch(r -> r.uid().equals(successor)));
    }
  }
}
