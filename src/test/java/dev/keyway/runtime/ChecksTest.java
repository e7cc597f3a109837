package dev.keyway.runtime;

import static dev.keyway.runtime.ScriptedPass.done;
import static dev.keyway.runtime.ScriptedPass.ended;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.api.v1alpha1.EncryptionKeyStatus;
import dev.keyway.aws.AwsFailure;
import dev.keyway.aws.AwsFailure.Cause;
import dev.keyway.reconcile.Kind;
import dev.keyway.reconcile.ObjectName;
import dev.keyway.reconcile.Outcome;
import dev.keyway.support.ControlPlane;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which passes count as a check, and as the time that an object took to be ready. */
class ChecksTest {
  private String namespace = "";

  @BeforeEach
  void namespace() {
    ControlPlane.installCrds();
    namespace = ControlPlane.namespace();
  }

  @AfterEach
  void release() {
    ControlPlane.release(namespace);
  }

  @Test
  void aPassThatAwsDidNotAnswerIsNoCheck() {
    var cluster = new Cluster(namespace);
    try (var operator = TestOperator.in(namespace).started()) {
      operator.keys.script(
          resource -> {
            var status = Statuses.ready(EncryptionKeyStatus.class, resource);
            return resource.name().name().equals("fine")
                ? done(status)
                : ended(new Outcome.Failed(denied()), status);
          });
      cluster.createKey("fine");
      cluster.createKey("denied");

      Waiting.until("a check", () -> operator.agendas.checkedAt(name("fine")).isPresent());
      Waiting.until("a failed pass", () -> operator.keys.count("denied") > 0);
      assertThat(operator.agendas.checkedAt(name("denied"))).isEmpty();
      assertThat(operator.registry.timer(PassMetrics.TO_READY, "kind", "EncryptionKey").count())
          .isPositive();
    }
  }

  private ObjectName name(String name) {
    return new ObjectName(Kind.ENCRYPTION_KEY, namespace, name);
  }

  private static AwsFailure denied() {
    return new AwsFailure(Cause.ACCESS_DENIED, "kms", "CreateKey", "k", "code", "no", null);
  }
}
