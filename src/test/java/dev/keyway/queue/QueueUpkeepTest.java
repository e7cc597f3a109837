package dev.keyway.queue;

import static dev.keyway.reconcile.Plans.actions;
import static dev.keyway.reconcile.Plans.drift;
import static dev.keyway.reconcile.Plans.end;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.reconcile.Plans;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueueUpkeepTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "encryption: {mode: OwnKey}",
        "encryption: {mode: OwnKey}\nfifo: {}",
        "encryption: {mode: OwnKey}\nrequireTls: false",
        "encryption: {mode: OwnKey, dataKeyReusePeriodSeconds: 600}"
      })
  void nothingIsWrittenToAQueueThatIsInLine(String spec) {
    var plan = QueueCase.converged(spec).plan();

    assertThat(actions(plan)).isEmpty();
    assertThat(plan.differences()).isEmpty();
    assertThat(end(plan)).isEqualTo("Done");
  }

  @ParameterizedTest
  @CsvSource({
    "VisibilityTimeout, 31, 30",
    "DelaySeconds, 1, 0",
    "MessageRetentionPeriod, 60, 345600",
    "MaximumMessageSize, 262144, 1048576",
    "ReceiveMessageWaitTimeSeconds, 20, 0"
  })
  void anAttributeThatSomebodyChangedIsDriftAndIsRepaired(
      String attribute, String observed, String wanted) {
    var plan = QueueCase.converged().attribute(attribute, observed).plan();

    assertThat(actions(plan)).containsExactly("SetAttributes");
    assertThat(Plans.action(plan, QueueAction.SetAttributes.class).attributes())
        .isEqualTo(Map.of(attribute, wanted));
    assertThat(drift(plan)).containsExactly(attribute + " CHANGED");
  }

  @Test
  void aNewSpecIsARollOut() {
    var given = QueueCase.converged();
    given.status = null;
    given.spec(QueueCase.OWN_KEY + "visibilityTimeoutSeconds: 60\ndelaySeconds: 5");

    var plan = given.plan();

    assertThat(actions(plan)).as("one call for all").containsExactly("SetAttributes");
    assertThat(plan.differences()).isEmpty();
  }

  @Test
  void whatWasJustWrittenIsNeitherWrittenAgainNorDrift() {
    var given = QueueCase.converged().attribute("VisibilityTimeout", "31");
    given.recent = Map.of("VisibilityTimeout", "30");

    var plan = given.plan();

    assertThat(actions(plan)).isEmpty();
    assertThat(plan.differences()).isEmpty();
    assertThat(end(plan)).isEqualTo("InProgress Propagating");
  }

  @Test
  void whatIsNotPropagatingIsWrittenMeanwhile() {
    var given =
        QueueCase.converged().attribute("VisibilityTimeout", "31").attribute("DelaySeconds", "9");
    given.recent = Map.of("VisibilityTimeout", "30");

    assertThat(Plans.action(given.plan(), QueueAction.SetAttributes.class).attributes())
        .containsOnlyKeys("DelaySeconds");
  }

  @Test
  void tagsThatAreMissingAreWrittenAndForeignOnesStay() {
    var plan = QueueCase.converged().tag("foreign", "stays").tag("keyway.dev/origin", null).plan();

    assertThat(Plans.action(plan, QueueAction.Tag.class).tags())
        .isEqualTo(Map.of("keyway.dev/origin", "created"));
    assertThat(drift(plan)).containsExactly("Tags CHANGED");
  }

  @Test
  void thePolicyIsWrittenBeforeTheRest() {
    var given =
        QueueCase.nothingThere(QueueCase.OWN_KEY)
            .inSync()
            .subscribed()
            .attribute("VisibilityTimeout", "1")
            .tag("keyway.dev/origin", null);

    assertThat(actions(given.plan())).containsExactly("SetPolicy", "SetAttributes", "Tag");
  }

  @Test
  void thePolicyIsWrittenBeforeTheEncryption() {
    var given =
        QueueCase.nothingThere(QueueCase.OWN_KEY)
            .inSync()
            .subscribed()
            .attribute("KmsDataKeyReusePeriodSeconds", "600");

    assertThat(actions(given.plan())).containsExactly("SetPolicy", "SetAttributes");
  }
}
