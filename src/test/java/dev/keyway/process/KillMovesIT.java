package dev.keyway.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.awslocal.kms.KeyState;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * SIGKILL of the real process in the middle of each move, two or three times in each, while
 * messages flow and the checker looks at AWS after every call.
 */
class KillMovesIT {
  private static final List<String> TABLE = new ArrayList<>();
  private static final KilledBench KILLED = new KilledBench();

  @BeforeAll
  static void start() {
    KILLED.apply(KilledMove.keys());
    for (var move : KilledMove.values()) {
      KILLED.apply(move.before());
    }
    KILLED.bench.operator.start();
    for (var move : KilledMove.values()) {
      KILLED.awaitReady(move);
    }
  }

  @AfterAll
  static void stop() {
    KILLED.close();
    TABLE.forEach(System.out::println);
  }

  @ParameterizedTest
  @EnumSource(KilledMove.class)
  void aKilledOperatorEndsItsMoveAndLosesNothing(KilledMove move) {
    try (var traffic = new Traffic(KILLED.bench, KILLED.topicArn(move))) {
      if (move == KilledMove.OWNER_RETURNS) {
        KILLED.delete(move);
      }
      KILLED.throughAllPoints(move);
      KILLED.awaitReady(move);
      traffic.end();
      if (move == KilledMove.DEAD_LETTER_QUEUE) {
        traffic.fail(KILLED.queueArn(move), move.reader());
        traffic.read(KILLED.queueArn(move) + "-dead", "audit");
      }
      traffic.read(KILLED.queueArn(move), move.reader());

      TABLE.add(line(move, traffic));
      assertThat(KILLED.violations()).isEmpty();
      assertThat(traffic.refused()).isEmpty();
      assertThat(traffic.lost()).isEmpty();
      assertThat(traffic.unreadable()).isZero();
      assertThat(KILLED.drift(move)).isEmpty();
      assertThat(new Arrival(KILLED, move).isComplete()).isTrue();
      oneOfEach(move);
    }
  }

  private static void oneOfEach(KilledMove move) {
    var state = KILLED.bench.aws.state();
    var region = "eu-central-1";
    assertThat(state.queues(Bench.ACCOUNT, region))
        .filteredOn(queue -> KILLED.isOf(move.channel(), queue.tags()))
        .hasSize(1);
    assertThat(state.topics(Bench.ACCOUNT, region))
        .filteredOn(topic -> KILLED.isOf(move.channel(), topic.tags()))
        .singleElement()
        .satisfies(topic -> assertThat(topic.subscriptions()).hasSize(1));
    var keys = state.keys(Bench.ACCOUNT, region);
    assertThat(keys).extracting(key -> key.tags().get("keyway.dev/name")).doesNotHaveDuplicates();
    assertThat(keys).allMatch(key -> key.state() == KeyState.ENABLED && key.aliases().size() == 1);
  }

  private static String line(KilledMove move, Traffic traffic) {
    return "killed %-24s after %-55s: %3d sent, %d refused, %d lost, %d unreadable, %d violations"
        .formatted(
            move,
            move.points().stream().map(Object::toString).collect(Collectors.joining(", ")),
            traffic.sent(),
            traffic.refused().size(),
            traffic.lost().size(),
            traffic.unreadable(),
            KILLED.violations().size());
  }
}
