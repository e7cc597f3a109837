package dev.keyway.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SIGKILL of the real process while it creates a channel, and a new one started. */
class KillIT {
  @ParameterizedTest(name = "killed at AWS write {0}")
  @ValueSource(ints = {1, 2, 4, 6, 8})
  void aKilledOperatorLeavesExactlyOneOfEachBehind(int write) {
    try (var bench = new Bench()) {
      var writes = new AtomicInteger();
      bench
          .aws
          .calls()
          .onCall(
              call -> {
                if (call.isMutating() && writes.incrementAndGet() == write) {
                  bench.operator.kill();
                }
              });
      bench.operator.start();
      bench.apply(Path.of("examples/fifo-cross-account.yaml"));
      await("the operator is killed at its write " + write)
          .atMost(Duration.ofSeconds(60))
          .until(() -> writes.get() >= write && !bench.operator.isRunning());
      bench.operator.awaitEnd();

      bench.operator.start();

      bench.awaitReady("TopicSubscription", "payments");
      var state = bench.aws.state();
      var region = "eu-central-1";
      assertThat(state.keys(Bench.ACCOUNT, region)).hasSize(1);
      assertThat(state.topics(Bench.ACCOUNT, region)).hasSize(1);
      assertThat(state.queues(Bench.ACCOUNT, region)).hasSize(1);
      var topic = state.topics(Bench.ACCOUNT, region).getFirst();
      assertThat(topic.subscriptions()).hasSize(1);
      assertThat(
              state.deliveryObstacle(
                  topic.arn(), state.queues(Bench.ACCOUNT, region).getFirst().arn()))
          .isEmpty();
    }
  }
}
