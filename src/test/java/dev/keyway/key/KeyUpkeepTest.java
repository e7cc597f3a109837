package dev.keyway.key;

import static dev.keyway.reconcile.Plans.actions;
import static dev.keyway.reconcile.Plans.drift;
import static dev.keyway.reconcile.Plans.end;
import static dev.keyway.reconcile.Plans.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.aws.KeyDescription;
import dev.keyway.aws.KeyRotationStatus;
import dev.keyway.reconcile.Plans;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyUpkeepTest {
  @Test
  void nothingIsWrittenToAKeyThatIsInLine() {
    var plan = KeyCase.converged().plan();

    assertThat(actions(plan)).isEmpty();
    assertThat(plan.differences()).isEmpty();
    assertThat(end(plan)).isEqualTo("Done");
  }

  @Test
  void aNewAskIsARollOut() {
    var plan = KeyCase.converged().asks(KeyCase.queueAsk()).plan();

    assertThat(actions(plan)).containsExactly("PutPolicy");
    assertThat(plan.differences()).isEmpty();
    assertThat(Plans.action(plan, KeyAction.PutPolicy.class).policy()).contains(KeyCase.TOPIC);
  }

  @Test
  void aPolicyThatSomebodyChangedIsDriftAndIsRepaired() {
    var given = KeyCase.nothingThere().asks(KeyCase.queueAsk()).inState("Enabled").inSync();

    var plan = given.policy(p -> p.replace(":shop_orders\"", ":shop_other\"")).plan();

    assertThat(actions(plan)).containsExactly("PutPolicy");
    assertThat(drift(plan))
        .singleElement()
        .asString()
        .startsWith("Policy[KeywaySnsDelivery")
        .endsWith("Condition BROKEN");
  }

  @Test
  void whatWasJustWrittenIsNeitherWrittenAgainNorDrift() {
    var given = KeyCase.converged().asks(KeyCase.queueAsk());
    given.recent = Map.of("Policy", given.desired().toJson());

    var plan = given.plan();

    assertThat(actions(plan)).isEmpty();
    assertThat(plan.differences()).isEmpty();
    assertThat(end(plan)).isEqualTo("InProgress Propagating");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "                                             | false |     | EnableRotation  | 365",
        "                                             | true  | 90  | EnableRotation  | 365",
        "rotation: {mode: Automatic}                  | true  | 90  | EnableRotation  | 365",
        "rotation: {mode: Automatic, periodDays: 180} | true  | 365 | EnableRotation  | 180",
        "rotation: {mode: Automatic, periodDays: 180} | true  | 180 |                 |",
        "rotation: {mode: Disabled}                   | true  | 365 | DisableRotation |",
        "rotation: {mode: Disabled}                   | false |     |                 |"
      })
  void rotationFollowsTheSpec(
      @Nullable String spec,
      boolean enabled,
      @Nullable Integer period,
      @Nullable String action,
      @Nullable Integer days) {
    var given = KeyCase.converged(spec == null ? "" : spec);
    given.rotation = Optional.of(new KeyRotationStatus(enabled, period));

    var plan = given.plan();

    assertThat(actions(plan)).isEqualTo(action == null ? List.of() : List.of(action));
    assertThat(drift(plan)).isEqualTo(action == null ? List.of() : List.of("KeyRotation CHANGED"));
    if (days != null) {
      assertThat(Plans.action(plan, KeyAction.EnableRotation.class).periodDays()).isEqualTo(days);
    }
  }

  @Test
  void rotationThatWasNotReadIsNotWritten() {
    var given = KeyCase.converged("rotation: {mode: Disabled}");
    given.rotation = Optional.empty();

    assertThat(actions(given.plan())).isEmpty();
  }

  @Test
  void anAliasThatSomebodyTookAwayComesBack() {
    var given = KeyCase.converged();
    given.aliasTarget = Optional.empty();

    var plan = given.plan();

    assertThat(actions(plan)).containsExactly("CreateAlias");
    assertThat(drift(plan)).containsExactly("Alias CHANGED");
  }

  @Test
  void anAliasThatSomebodyPointedElsewherePointsHereAgain() {
    var given = KeyCase.converged();
    given.aliasTarget =
        Optional.of(
            new KeyDescription(KeyCase.ARN + "0", "Enabled", "", "CUSTOMER", Instant.EPOCH, null));

    var plan = given.plan();

    assertThat(Plans.action(plan, KeyAction.UpdateAlias.class))
        .isEqualTo(new KeyAction.UpdateAlias(KeyCase.ALIAS, KeyCase.ARN));
    assertThat(drift(plan)).containsExactly("Alias CHANGED");
  }

  @Test
  void theDescriptionFollowsTheSpec() {
    var given = KeyCase.converged();
    given.spec("description: Orders");

    var plan = given.plan();

    assertThat(Plans.action(plan, KeyAction.UpdateDescription.class).description())
        .isEqualTo("Orders");
  }

  @ParameterizedTest
  @CsvSource({"keyway.dev/name, ''", "team, other"})
  void tagsThatAreMissingOrDifferAreWrittenAndNoOthers(String tag, String value) {
    var given = KeyCase.converged("tags: {team: shop}").tag("foreign", "stays").tag(tag, value);

    var plan = given.plan();

    assertThat(actions(plan)).containsExactly("Tag");
    assertThat(Plans.action(plan, KeyAction.Tag.class).tags()).containsOnlyKeys(tag);
    assertThat(drift(plan)).containsExactly("Tags CHANGED");
  }

  @Test
  void thePolicyIsWrittenFirst() {
    var given = KeyCase.converged("description: Orders").asks(KeyCase.queueAsk());
    given.rotation = Optional.of(new KeyRotationStatus(false, null));
    given.aliasTarget = Optional.empty();
    given.tag("keyway.dev/name", "");

    assertThat(actions(given.plan()))
        .containsExactly("PutPolicy", "EnableRotation", "CreateAlias", "UpdateDescription", "Tag");
  }

  @Test
  void anOwnUserThatAwsDoesNotKnowBlocksTheKeyAndNothingElse() {
    var given = KeyCase.nothingThere();
    given.spec(
        """
        users:
          - {name: app, usage: Decrypt, principal: {roleArn: "%s"}}
        """
            .formatted(KeyCase.WORKER));
    given.refused = Set.of(KeyCase.WORKER);

    var plan = given.inState("Enabled").inSync().plan();

    assertThat(actions(plan)).isEmpty();
    assertThat(end(plan)).isEqualTo("Blocked GrantRefused");
    assertThat(message(plan)).contains(KeyCase.WORKER);
  }

  @Test
  void aConsumerOfAQueueThatAwsDoesNotKnowIsTheQueuesConcern() {
    var given = KeyCase.nothingThere().asks(KeyCase.queueAsk());
    given.refused = Set.of(KeyCase.WORKER);

    assertThat(end(given.inState("Enabled").inSync().plan())).isEqualTo("Done");
  }
}
