package dev.keyway.queue;

import static dev.keyway.reconcile.Plans.actions;
import static dev.keyway.reconcile.Plans.drift;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.keyway.queue.RedriveView.Admitted;
import dev.keyway.queue.RedriveView.DeadLetter;
import dev.keyway.reconcile.Plans;
import dev.keyway.reconcile.Reason;
import dev.keyway.reconcile.RedriveAllowPolicy;
import dev.keyway.reconcile.RedrivePolicy;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may have messages moved to a queue. */
class QueueRedriveAllowTest {
  private static final String A = "arn:aws:sqs:eu-central-1:111122223333:shop_a";
  private static final String B = "arn:aws:sqs:eu-central-1:111122223333:shop_b";
  private static final String ALLOW_ALL = "{\"redrivePermission\":\"allowAll\"}";
  private static final String DENY_ALL = "{\"redrivePermission\":\"denyAll\"}";
  private static final String NOTHING_WRITTEN = "-";
  private static final String ABSENT = "";
  private static final String NONE = "";
  private static final String ALL = "redriveAllow: {mode: AllowAll}";
  private static final String NOBODY = "redriveAllow: {mode: DenyAll}";
  private static final String NAMED =
      "redriveAllow: {mode: ByQueue, sourceQueueRefs: [{name: a}], sourceQueueArns: [\"%s\"]}"
          .formatted(B);

  private static String byQueue(String... arns) {
    return "{\"redrivePermission\":\"byQueue\",\"sourceQueueArns\":[\""
        + String.join("\",\"", arns)
        + "\"]}";
  }

  private static Admitted known(String... arns) {
    return new Admitted(List.of(arns), List.of());
  }

  private static Admitted oneIsMissing(String... arns) {
    return new Admitted(List.of(arns), List.of("a"));
  }

  static Stream<Arguments> table() {
    return Stream.of(
        arguments(NONE, known(), ABSENT, NOTHING_WRITTEN),
        arguments(NONE, known(), ALLOW_ALL, NOTHING_WRITTEN),
        arguments(NONE, known(), DENY_ALL, ABSENT),
        arguments(NONE, known(), byQueue(A), ABSENT),
        arguments(ALL, known(), ABSENT, NOTHING_WRITTEN),
        arguments(ALL, known(), DENY_ALL, ALLOW_ALL),
        arguments(NOBODY, known(), ABSENT, DENY_ALL),
        arguments(NOBODY, known(), byQueue(A), DENY_ALL),
        arguments(NOBODY, known(), DENY_ALL, NOTHING_WRITTEN),
        arguments(NAMED, known(A, B), ABSENT, byQueue(A, B)),
        arguments(NAMED, known(B, A), byQueue(A, B), NOTHING_WRITTEN),
        arguments(NAMED, known(A), byQueue(A, B), byQueue(A)),
        arguments(NAMED, known(A, B), DENY_ALL, byQueue(A, B)),
        // While one is missing, nobody can tell which of the standing ones it is.
        arguments(NAMED, oneIsMissing(B), byQueue(A), byQueue(A, B)),
        arguments(NAMED, oneIsMissing(B), byQueue(A, B), NOTHING_WRITTEN),
        arguments(NAMED, oneIsMissing(), ABSENT, NOTHING_WRITTEN),
        arguments(NAMED, oneIsMissing(), byQueue(A), NOTHING_WRITTEN));
  }

  @ParameterizedTest(name = "{0} {1} on {2} writes {3}")
  @MethodSource("table")
  void whatIsWrittenFollowsFromSpecAndFromWhoIsThere(
      String spec, Admitted admitted, String standing, String written) {
    var given = given(spec, admitted, standing);
    given.status = null;

    var plan = given.plan();

    if (written.equals(NOTHING_WRITTEN)) {
      assertThat(actions(plan)).isEmpty();
    } else {
      assertThat(Plans.action(plan, QueueAction.SetAttributes.class).attributes())
          .isEqualTo(Map.of(RedriveAllowPolicy.ATTRIBUTE, written));
    }
    assertThat(plan.differences()).as("a roll-out").isEmpty();
  }

  static Stream<Arguments> tampered() {
    return Stream.of(
        arguments(NOBODY, known(), ABSENT, "LOOSENED"),
        arguments(NAMED, known(A), byQueue(A, B), "LOOSENED"),
        arguments(NAMED, known(A, B), byQueue(A), "BROKEN"),
        arguments(NONE, known(), DENY_ALL, "BROKEN"));
  }

  @ParameterizedTest(name = "{0} {1} on {2} is {3}")
  @MethodSource("tampered")
  void whatSomebodyElseChangedIsDriftByWhomItLetsIn(
      String spec, Admitted admitted, String standing, String impact) {
    var plan = given(spec, admitted, standing).plan();

    assertThat(drift(plan)).containsExactly("RedriveAllowPolicy " + impact);
    assertThat(actions(plan)).containsExactly("SetAttributes");
  }

  @Test
  void noMoreThanTenAreWrittenWhichIsWhatSqsTakes() {
    var arns = IntStream.range(0, 12).mapToObj(i -> A + i).toArray(String[]::new);
    var given = given(NAMED, known(arns), ABSENT);

    var written = Plans.action(given.plan(), QueueAction.SetAttributes.class).attributes();

    assertThat(
            RedriveAllowPolicy.read(written.getOrDefault(RedriveAllowPolicy.ATTRIBUTE, ""))
                .sourceArns())
        .hasSize(10);
  }

  @Test
  void itIsWrittenAlsoWhileTheQueuesOwnDeadLetterQueueIsMissing() {
    var given = given(NOBODY, known(), ABSENT).attribute(RedrivePolicy.ATTRIBUTE, null);
    given.deadLetter = new DeadLetter.Missing(Reason.ReferenceNotFound, "is not there");

    assertThat(Plans.action(given.plan(), QueueAction.SetAttributes.class).attributes())
        .containsOnlyKeys(RedriveAllowPolicy.ATTRIBUTE);
  }

  private static QueueCase given(String spec, Admitted admitted, String standing) {
    var given = QueueCase.converged(QueueCase.OWN_KEY + spec);
    given.admitted = admitted;
    return given.attribute(RedriveAllowPolicy.ATTRIBUTE, standing.isEmpty() ? null : standing);
  }
}
