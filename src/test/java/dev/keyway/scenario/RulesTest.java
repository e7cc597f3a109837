package dev.keyway.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.awslocal.call.Call;
import dev.keyway.reconcile.Kind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The order of granting and withdrawing (design, section 5). */
class RulesTest {
  private static final String SUBSCRIPTION = Example.documents(Example.FIFO.yaml()).get(3);
  private static final String GRANT = "KeywaySnsDelivery";

  private final World world = new World();
  private final Tampering aws = new Tampering(world);

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void aNewSubscriptionWaitsForTheKeyThenForTheQueue() {
    var documents = Example.documents(Example.FIFO.yaml());
    documents.subList(0, 3).forEach(world.cluster::apply);
    world.settle();
    world.local.calls().clear();

    world.cluster.apply(SUBSCRIPTION);
    world.settle();

    assertThat(writes()).containsExactly("PutKeyPolicy", "SetQueueAttributes", "Subscribe");
    Proof.converged(world, Example.FIFO);
  }

  @Test
  void theEndOfASubscriptionWithdrawsFromTheQueueAfterTheWithdrawTimeThenFromTheKey() {
    world.converge(Example.FIFO);
    world.local.calls().clear();

    world.cluster.delete(World.named(Kind.TOPIC_SUBSCRIPTION, "payments"));
    world.settle();
    assertThat(writes()).containsExactly("Unsubscribe");
    world.elapse(Duration.ofMinutes(14));
    assertThat(aws.queuePolicy()).contains(GRANT);
    assertThat(aws.keyPolicy()).contains(GRANT);
    world.elapse(Duration.ofMinutes(30));

    assertThat(writes()).containsExactly("Unsubscribe", "SetQueueAttributes", "PutKeyPolicy");
    assertThat(aws.queuePolicy()).doesNotContain(GRANT);
    assertThat(aws.keyPolicy()).doesNotContain(GRANT);
    assertThat(world.people.receive(Tampering.QUEUE, World.OTHER_ACCOUNT, "ledger-task"))
        .containsExactly("canary");
  }

  @Test
  void aStrippedSubscriptionKeepsItsGrantsAsLongAsAwsDelivers() {
    world.converge(Example.FIFO);

    world.cluster.strip(World.named(Kind.TOPIC_SUBSCRIPTION, "payments"));
    world.elapse(Duration.ofHours(3));
    world.restart();
    world.elapse(Duration.ofHours(3));
    world.people.publish(Tampering.TOPIC, "still delivered");
    assertThat(world.people.receive(Tampering.QUEUE, World.OTHER_ACCOUNT, "ledger-task"))
        .containsExactly("canary", "still delivered");

    aws.unsubscribe();
    world.elapse(Duration.ofMinutes(10));
    assertThat(aws.queuePolicy()).contains(GRANT);
    world.elapse(Duration.ofMinutes(50));
    assertThat(aws.queuePolicy()).doesNotContain(GRANT);
    assertThat(aws.keyPolicy()).doesNotContain(GRANT);
  }

  @Test
  void aConsumerThatIsRemovedGoesFromTheQueueFirstAndThenFromTheKey() {
    world.converge(Example.FIFO);
    world.local.calls().clear();
    var spec = Example.FIFO.yaml();
    int from = spec.indexOf("  consumers:");
    int to = spec.indexOf("  visibilityTimeoutSeconds");

    world.cluster.apply(spec.substring(0, from) + spec.substring(to));
    world.settle();
    world.elapse(World.CHECK.multipliedBy(2));

    assertThat(writes()).containsExactly("SetQueueAttributes", "PutKeyPolicy");
    assertThat(aws.queuePolicy()).doesNotContain("ledger-task");
    assertThat(aws.keyPolicy()).doesNotContain("ledger-task");
    assertThat(
            world
                .local
                .state()
                .receiveObstacle(Tampering.QUEUE, World.OTHER_ACCOUNT, "ledger-task"))
        .isPresent();
  }

  @Test
  void theKeyKeepsTheGrantsOfARetainedQueueUntilThatIsGone() {
    world.converge(Example.FIFO);

    world.cluster.delete(World.named(Kind.ENCRYPTED_QUEUE, "payments"));
    world.elapse(Duration.ofHours(3));
    assertThat(world.cluster.names()).hasSize(3);
    world.restart();
    world.elapse(Duration.ofHours(3));
    assertThat(aws.keyPolicy()).contains(GRANT, "ledger-task");
    Proof.delivers(world, Example.FIFO);

    aws.deleteQueue();
    world.elapse(Duration.ofHours(1));
    assertThat(aws.keyPolicy()).doesNotContain(GRANT).doesNotContain("ledger-task");
    assertThat(aws.keyPolicy()).contains("checkout");
  }

  @Test
  void whatWasStrippedAndIsAppliedAgainIsTakenOver() {
    world.converge(Example.FIFO);
    world.cluster.names().forEach(world.cluster::strip);
    world.restart();

    world.apply(Example.FIFO);
    world.settle();

    Proof.converged(world, Example.FIFO);
    assertThat(world.local.calls().count("CreateKey")).isEqualTo(1);
  }

  private List<String> writes() {
    return world.local.calls().where(Call::isMutating).stream().map(Call::operation).toList();
  }
}
