package dev.keyway.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.awslocal.call.Call;
import dev.keyway.reconcile.Conditions;
import dev.keyway.reconcile.Kind;
import dev.keyway.reconcile.Reason;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of those who exist when somebody who does not is named beside them. */
class RefusedPrincipalsTest {
  private static final String QUEUE = World.queueArn("shop_orders");
  private final World world = new World();

  @AfterEach
  void close() {
    world.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whoIsLetInAlreadyStaysSoWhoeverElseIsNamed(boolean restarted) {
    world.cluster.apply(queue("ledger-task"));
    world.settle();
    if (restarted) {
      world.restart();
    }
    world.local.calls().clear();

    world.cluster.apply(queue("ledger-task", "ghost", "audit"));
    world.settle();

    assertThat(policy()).contains("role/ledger-task", "role/audit").doesNotContain("role/ghost");
    assertThat(ready()).isEqualTo(Reason.GrantRefused.name());
    assertThat(world.local.calls().where(call -> isWrite(call, "SetQueueAttributes"))).hasSize(3);
    assertThat(world.local.calls().where(call -> isWrite(call, "PutKeyPolicy"))).hasSize(3);
  }

  @Test
  void whoComesIntoBeingIsLetInAlsoWhereNobodyElseIsNamed() {
    world.cluster.apply(queue());
    world.settle();
    world.cluster.apply(queue("ghost", "late"));
    world.settle();
    assertThat(policy()).doesNotContain("role/late");

    new Tampering(world).createRole(World.OTHER_ACCOUNT, "late");
    world.elapse(Duration.ofMinutes(11));

    assertThat(policy()).contains("role/late").doesNotContain("role/ghost");
  }

  private static boolean isWrite(Call call, String operation) {
    return call.operation().equals(operation);
  }

  private String ready() {
    var conditions = world.status(Kind.ENCRYPTED_QUEUE, "orders").conditions();
    return Conditions.find(conditions, Conditions.READY).orElseThrow().reason();
  }

  private String policy() {
    return world.local.state().queue(QUEUE).orElseThrow().policy().orElse("");
  }

  private static String queue(String... consumers) {
    var text = new StringBuilder();
    for (var role : List.of(consumers)) {
      text.append("    - {name: %1$s, principal: {roleArn: \"".formatted(role))
          .append("arn:aws:iam::444455556666:role/%s\"}}\n".formatted(role));
    }
    return """
        kind: EncryptedQueue
        apiVersion: keyway.dev/v1alpha1
        metadata: {name: orders}
        spec:
          encryption: {mode: OwnKey}
        """
        + (text.isEmpty() ? "" : "  consumers:\n" + text);
  }
}
