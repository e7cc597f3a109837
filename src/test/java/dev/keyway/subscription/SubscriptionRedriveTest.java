package dev.keyway.subscription;

import static dev.keyway.reconcile.Plans.actions;
import static dev.keyway.reconcile.Plans.drift;
import static dev.keyway.reconcile.Plans.end;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.api.v1alpha1.DeliveryLink;
import dev.keyway.api.v1alpha1.Management;
import dev.keyway.api.v1alpha1.Verdict;
import dev.keyway.delivery.DeliveryProof;
import dev.keyway.reconcile.Kind;
import dev.keyway.reconcile.Manifests;
import dev.keyway.reconcile.Plans;
import dev.keyway.reconcile.Reason;
import dev.keyway.subscription.SubscriptionObservation.Hold;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SubscriptionRedriveTest {
  private static final String SPEC = "deadLetter: {queueRef: {name: dead}}";
  private static final String DEAD = "arn:aws:sqs:eu-central-1:111122223333:shop_dead";
  private static final String OTHER = "{\"deadLetterTargetArn\":\"" + DEAD + "-2\"}";
  private static final DeliveryLink PROVEN =
      new DeliveryLink(DeliveryProof.QUEUE_POLICY, Verdict.PROVEN, "yes");

  @Test
  void itIsNamedOnceEveryLinkIsProvenAndItsObjectRemembersTheTopic() {
    var given = given(found(true, Verdict.PROVEN, null, null));

    assertThat(actions(given.plan())).containsExactly("SetAttribute");
    assertThat(Plans.action(given.plan(), SubscriptionAction.SetAttribute.class).value())
        .isEqualTo("{\"deadLetterTargetArn\":\"" + DEAD + "\"}");
    assertThat(drift(given.plan())).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = Verdict.class,
      names = {"BROKEN", "UNKNOWN"})
  void aLinkThatIsNotProvenIsWaitedFor(Verdict verdict) {
    var plan = given(found(true, verdict, null, null)).plan();

    assertThat(actions(plan)).isEmpty();
    assertThat(end(plan)).isEqualTo("Blocked DeadLetterPending");
  }

  @Test
  void soIsTheRecordOfItsObject() {
    assertThat(end(given(found(false, Verdict.PROVEN, null, null)).plan()))
        .isEqualTo("Blocked DeadLetterPending");
  }

  @Test
  void whoMayNotGrantIsNamed() {
    var hold = new Hold(Kind.ENCRYPTED_QUEUE, "dead", Management.REPORT);

    assertThat(end(given(found(true, Verdict.BROKEN, null, hold)).plan()))
        .isEqualTo("Blocked BlockedByReport");
  }

  @Test
  void anotherOneIsLeftOnlyAfterTheSettleTime() {
    var settle = Manifests.SETTINGS.settle();
    for (var since : new Instant[] {null, Plans.NOW, Plans.NOW.minus(settle).plusSeconds(1)}) {
      var given = given(found(true, Verdict.PROVEN, since, null));
      var plan = given.attribute("RedrivePolicy", OTHER).plan();
      assertThat(actions(plan)).as("proven since %s", since).isEmpty();
      assertThat(end(plan)).isEqualTo("InProgress DeadLetterPending");
    }
    var given = given(found(true, Verdict.PROVEN, Plans.NOW.minus(settle), null));
    assertThat(actions(given.attribute("RedrivePolicy", OTHER).plan()))
        .containsExactly("SetAttribute");
  }

  @Test
  void oneThatIsNotThereYetChangesNothing() {
    var given = given(new DeadLetterView.Missing(Reason.ReferenceNotFound, "not there"));
    var plan = given.attribute("RedrivePolicy", OTHER).plan();

    assertThat(actions(plan)).isEmpty();
    assertThat(end(plan)).isEqualTo("Done");
  }

  @Test
  void oneThatCanNeverBeUsedIsRefusedAndChangesNothing() {
    var given = given(new DeadLetterView.Unfit(Reason.FifoMismatch, "no"));
    var plan = given.attribute("RedrivePolicy", OTHER).plan();

    assertThat(actions(plan)).isEmpty();
    assertThat(end(plan)).isEqualTo("Invalid FifoMismatch");
  }

  @Test
  void oneThatNobodyAskedForIsTakenAway() {
    var plan = SubscriptionCase.converged("").attribute("RedrivePolicy", OTHER).plan();

    assertThat(Plans.action(plan, SubscriptionAction.SetAttribute.class).value()).isEmpty();
    assertThat(drift(plan)).hasSize(1);
  }

  @Test
  void whatWasJustWrittenIsNotWrittenAgain() {
    var given = given(found(true, Verdict.PROVEN, null, null));
    given.recent = Map.of("RedrivePolicy", "{\"deadLetterTargetArn\":\"" + DEAD + "\"}");

    assertThat(actions(given.plan())).isEmpty();
    assertThat(end(given.plan())).isEqualTo("InProgress Propagating");
  }

  private static SubscriptionCase given(DeadLetterView view) {
    var given = SubscriptionCase.converged(SPEC);
    given.deadLetter = view;
    return given;
  }

  private static DeadLetterView found(
      boolean granted, Verdict verdict, @Nullable Instant provenAt, @Nullable Hold hold) {
    return new DeadLetterView.Found(
        DEAD,
        Optional.of("dead"),
        granted,
        List.of(PROVEN, new DeliveryLink(DeliveryProof.KEY_POLICY, verdict, "it is")),
        Optional.ofNullable(provenAt),
        Set.of(DEAD),
        Optional.ofNullable(hold));
  }
}
