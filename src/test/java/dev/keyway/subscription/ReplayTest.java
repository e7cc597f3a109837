package dev.keyway.subscription;

import static dev.keyway.reconcile.Plans.actions;
import static dev.keyway.reconcile.Plans.end;
import static dev.keyway.reconcile.Plans.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.api.v1alpha1.SubscriptionReplay;
import dev.keyway.api.v1alpha1.Verdict;
import dev.keyway.delivery.Chain.Seen;
import dev.keyway.reconcile.Plans;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a replay is written down, started, waited for and refused. */
class ReplayTest {
  private static final String FROM = Plans.NOW.minus(Duration.ofHours(1)).toString();
  private static final Map<String, String> ARCHIVED =
      Map.of(
          "FifoTopic", "true",
          "ArchivePolicy", "{\"MessageRetentionPeriod\":\"30\"}",
          "BeginningArchiveTime", Plans.NOW.minus(Duration.ofDays(2)).toString());

  @Test
  void itIsWrittenDownFirst() {
    var plan = asked(FROM).plan();

    assertThat(actions(plan)).isEmpty();
    assertThat(plan.writeAhead()).isTrue();
    assertThat(end(plan)).isEqualTo("InProgress ReplayStarting");
  }

  @ParameterizedTest
  @CsvSource({
    "true, 0, StartReplay",
    "true, 59, StartReplay",
    "true, 60, Propagating",
    "true, 300, ReplayStarting",
    "false, 0, Propagating",
    "false, 299, Propagating",
    "false, 300, ReplayStarting"
  })
  void oneThatIsWrittenDownIsStartedWhereItsCallWasCertainlyNotMade(
      boolean untried, int seconds, String what) {
    var given = recorded(null);
    given.replay = new ReplayView(untried, Verdict.PROVEN);
    given.now = Plans.NOW.plusSeconds(seconds);

    var plan = given.plan();

    if (what.equals("StartReplay")) {
      assertThat(Plans.action(plan, SubscriptionAction.StartReplay.class))
          .isEqualTo(
              new SubscriptionAction.StartReplay(
                  SubscriptionCase.ARN, ReplayPolicy.from(Plans.NOW.minus(Duration.ofHours(1)))));
    } else {
      assertThat(actions(plan)).isEmpty();
      assertThat(end(plan)).isEqualTo("InProgress " + what);
    }
  }

  @Test
  void oneThatWasStartedOrThatAwsShowsIsNotStarted() {
    var shown =
        asked(FROM)
            .attribute("ReplayPolicy", ReplayPolicy.from(Plans.NOW.minus(Duration.ofHours(1))));
    for (var given : new SubscriptionCase[] {recorded(FROM), shown}) {
      var plan = given.plan();

      assertThat(actions(plan)).isEmpty();
      assertThat(plan.differences()).isEmpty();
      assertThat(end(plan)).isEqualTo("Done");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "FifoTopic            | false | Invalid ReplayNotPossible | A standard topic",
        "ArchivePolicy        | {}    | Blocked ReplayNotPossible | fifo.archiveRetentionDays",
        "BeginningArchiveTime | 2999-01-01T00:00:00Z | Invalid ReplayNotPossible | lies before"
      })
  void aTopicThatHasNotKeptItIsNamed(String name, String value, String end, String message) {
    var given = asked(FROM);
    var topic = new TreeMap<>(ARCHIVED);
    topic.put(name, value);
    given.topic = topic;

    assertThat(end(given.plan())).isEqualTo(end);
    assertThat(message(given.plan())).contains(message);
  }

  @Test
  void itWaitsUntilSnsMayReadTheArchive() {
    var given = asked(FROM);
    given.replay = new ReplayView(false, Verdict.BROKEN);

    assertThat(end(given.plan())).isEqualTo("Blocked KeyGrantPending");
  }

  @Test
  void nothingIsReplayedIntoAChannelThatIsBroken() {
    var given = recorded(null);
    given.replay = new ReplayView(true, Verdict.PROVEN);
    given.keyState = new Seen.Value<>("Disabled");

    assertThat(actions(given.plan())).isEmpty();
    assertThat(end(given.plan())).isEqualTo("Blocked NotDeliverable");
  }

  @Test
  void nothingIsReplayedBeforeTheFilterIsRight() {
    var given = recorded(null).attribute("FilterPolicy", "{\"store\":[\"x\"]}");
    given.replay = new ReplayView(true, Verdict.PROVEN);

    assertThat(actions(given.plan())).containsExactly("SetAttribute");
  }

  private static SubscriptionCase asked(String from) {
    var given = SubscriptionCase.converged("replayFrom: \"" + from + "\"");
    given.topic = ARCHIVED;
    return given;
  }

  private static SubscriptionCase recorded(@Nullable String startedAt) {
    var given = asked(FROM);
    given.replayed = new SubscriptionReplay(FROM, Plans.NOW.toString(), startedAt, null);
    return given.remembered();
  }
}
