package dev.keyway.queue;

import static dev.keyway.reconcile.Plans.actions;
import static dev.keyway.reconcile.Plans.drift;
import static dev.keyway.reconcile.Plans.end;
import static dev.keyway.reconcile.Plans.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.keyway.api.v1alpha1.Management;
import dev.keyway.queue.RedriveView.DeadLetter;
import dev.keyway.queue.RedriveView.KeyHold;
import dev.keyway.reconcile.HeldBack;
import dev.keyway.reconcile.Manifests;
import dev.keyway.reconcile.Outcome;
import dev.keyway.reconcile.Plans;
import dev.keyway.reconcile.Reason;
import dev.keyway.reconcile.RedrivePolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueueRedriveTest {
  private static final String DEAD = "arn:aws:sqs:eu-central-1:111122223333:shop_dead";
  private static final String OTHER = "arn:aws:sqs:eu-central-1:111122223333:shop_other";
  private static final Instant LONG_AGO = Plans.NOW.minus(Duration.ofDays(1));
  private static final Instant JUST_NOW = Plans.NOW.minusSeconds(10);

  private static DeadLetter found(KeyHold... keys) {
    return new DeadLetter.Found(DEAD, 3, List.of(keys));
  }

  private static KeyHold hold(Instant since, boolean holds) {
    return hold(Optional.of(since), holds, Management.ENFORCE);
  }

  private static KeyHold notNoted() {
    return hold(Optional.empty(), true, Management.ENFORCE);
  }

  private static KeyHold hold(Optional<Instant> since, boolean holds, Management mode) {
    return new KeyHold(QueueCase.KEY, Optional.of("orders-queue"), since, holds, mode);
  }

  private static String policy(String target, int count) {
    return new RedrivePolicy(target, count).toJson();
  }

  /** A queue with that dead-letter queue in AWS, whose user has just changed the spec. */
  private static QueueCase changing(String standing, DeadLetter wanted) {
    var given = QueueCase.converged();
    given.status = null;
    given.deadLetter = wanted;
    return standing.isEmpty() ? given : given.attribute(RedrivePolicy.ATTRIBUTE, standing);
  }

  static Stream<Arguments> written() {
    return Stream.of(
        arguments("added", "", found(hold(LONG_AGO, true)), policy(DEAD, 3)),
        arguments("added, no key to wait for", "", found(), policy(DEAD, 3)),
        arguments("another", policy(OTHER, 3), found(hold(LONG_AGO, true)), policy(DEAD, 3)),
        arguments(
            "count, whatever the keys are", policy(DEAD, 9), found(notNoted()), policy(DEAD, 3)),
        arguments("removed", policy(DEAD, 3), new DeadLetter.None(), ""));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("written")
  void aRollOutIsOneCallAndNoDrift(
      String what, String standing, DeadLetter wanted, String expected) {
    var plan = changing(standing, wanted).plan();

    assertThat(actions(plan)).as(what).containsExactly("SetAttributes");
    assertThat(Plans.action(plan, QueueAction.SetAttributes.class).attributes())
        .isEqualTo(Map.of(RedrivePolicy.ATTRIBUTE, expected));
    assertThat(plan.differences()).isEmpty();
    assertThat(end(plan)).isEqualTo("Done");
  }

  static Stream<Arguments> late() {
    return Stream.of(
        arguments("the key has not noted it", "Blocked", notNoted()),
        arguments("the key's policy lost it", "Blocked", hold(LONG_AGO, false)),
        arguments("its grants settle", "InProgress", hold(JUST_NOW, true)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("late")
  void nothingIsMovedBeforeEveryKeyLetsItBeRead(String what, String how, KeyHold key) {
    for (var standing : List.of("", policy(OTHER, 3))) {
      var given = changing(standing, found(hold(LONG_AGO, true), key));

      var plan = given.plan();

      assertThat(actions(plan)).as(what).isEmpty();
      assertThat(end(plan)).isEqualTo(how + " DeadLetterPending");
    }
  }

  @Test
  void theYoungestGrantSaysWhenItHasSettled() {
    var settle = Manifests.SETTINGS.settle();
    var older = hold(Plans.NOW.minus(settle), true);
    var due = hold(Plans.NOW.minus(settle).plusSeconds(1), true);

    assertThat(actions(changing("", found(older)).plan())).containsExactly("SetAttributes");
    assertThat(message(changing("", found(older, due)).plan()))
        .contains(Plans.NOW.plusSeconds(1).toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "standing"})
  void absenceNeitherAddsNorWithdraws(String standing) {
    for (var reason : List.of(Reason.ReferenceNotFound, Reason.ReferenceNotReady)) {
      var given =
          changing(
              standing.isEmpty() ? "" : policy(DEAD, 3),
              new DeadLetter.Missing(reason, "has no queue in AWS yet"));

      var plan = given.plan();

      assertThat(actions(plan)).isEmpty();
      assertThat(plan.differences()).isEmpty();
      assertThat(end(plan)).isEqualTo("Done");
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Reason.class,
      names = {"FifoMismatch", "RegionMismatch", "RedriveNotAllowed"})
  void oneThatCanNeverBeUsedIsRefusedAndTheStandingOneStays(Reason reason) {
    for (var standing : List.of("", policy(OTHER, 3))) {
      var plan = changing(standing, new DeadLetter.Unfit(reason, "why")).plan();

      assertThat(actions(plan)).isEmpty();
      assertThat(end(plan)).isEqualTo("Invalid " + reason);
      assertThat(message(plan)).isEqualTo("why");
    }
  }

  static Stream<Arguments> tampered() {
    return Stream.of(
        arguments(policy(OTHER, 3), found(), "RedrivePolicy LOOSENED"),
        arguments(policy(DEAD, 9), found(), "RedrivePolicy CHANGED"),
        arguments(policy(DEAD, 3), new DeadLetter.None(), "RedrivePolicy LOOSENED"));
  }

  @ParameterizedTest
  @MethodSource("tampered")
  void whatSomebodyElseChangedIsDriftAndRepaired(String standing, DeadLetter wanted, String told) {
    var given = QueueCase.converged().attribute(RedrivePolicy.ATTRIBUTE, standing);
    given.deadLetter = wanted;

    var plan = given.plan();

    assertThat(drift(plan)).containsExactly(told);
    assertThat(actions(plan)).containsExactly("SetAttributes");
  }

  @Test
  void driftToAnotherTargetIsToldWhileItsRepairWaitsForTheKeys() {
    var given = QueueCase.converged().attribute(RedrivePolicy.ATTRIBUTE, policy(OTHER, 3));
    given.deadLetter = found(notNoted());

    var plan = given.plan();

    assertThat(drift(plan)).containsExactly("RedrivePolicy LOOSENED");
    assertThat(actions(plan)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 9})
  void whatStandsOrWasJustWrittenIsLeftAlone(int standing) {
    var given = changing(policy(DEAD, standing), found());
    given.recent = Map.of(RedrivePolicy.ATTRIBUTE, policy(DEAD, 3));

    assertThat(actions(given.plan())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Enforce", "Report"})
  void aPlanIsTheSameUnderReportWhichOnlyTellsIt(String mode) {
    var given = QueueCase.converged(QueueCase.OWN_KEY + "management: " + mode);
    given.status = null;
    given.deadLetter = found();

    assertThat(actions(given.plan())).containsExactly("SetAttributes");
  }

  @ParameterizedTest
  @EnumSource(names = {"REPORT", "PAUSED"})
  void aKeyForWhichNothingIsWrittenIsNamedAsWhatHoldsItUp(Management mode) {
    var given = changing("", found(hold(Optional.empty(), true, mode)));

    assertThat(given.plan().steps()).isEmpty();
    assertThat(given.plan().outcome())
        .isInstanceOfSatisfying(
            Outcome.Blocked.class,
            blocked -> {
              assertThat(blocked.reason()).isEqualTo(HeldBack.reason(mode));
              assertThat(blocked.message()).contains("EncryptionKey \"orders-queue\"");
            });
  }

  @Test
  void twoThatReferToEachOtherAreBothSetAndHoldEachOtherBackFromDeletion() {
    var given = changing("", found());
    given.deadLetterOf = List.of("dead");
    assertThat(actions(given.plan())).containsExactly("SetAttributes");

    given = QueueCase.converged().deleting(QueueCase.OWN_KEY + "deletionPolicy: Delete");
    given.deadLetter = found();
    given.deadLetterOf = List.of("dead");
    assertThat(actions(given.plan())).isEmpty();
    assertThat(end(given.plan())).isEqualTo("Blocked StillDeadLetterQueue");

    given.deadLetterOf = List.of();
    assertThat(actions(given.plan())).as("the other is deleted too").containsExactly("DeleteQueue");
  }
}
