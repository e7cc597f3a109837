package dev.keyway.queue;

import static dev.keyway.reconcile.Plans.actions;
import static dev.keyway.reconcile.Plans.drift;
import static dev.keyway.reconcile.Plans.end;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.grants.Admission;
import dev.keyway.grants.KeyGrants;
import dev.keyway.policy.PolicyLimits;
import dev.keyway.reconcile.KeyView;
import dev.keyway.reconcile.Plans;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueueEncryptionTest {
  private static final String EVERYTHING_ALLOWED =
      """
      {"Statement":[{"Effect":"Allow","Principal":{"Service":"sns.amazonaws.com"},\
      "Action":"kms:*","Resource":"*"}]}""";

  @Test
  void aServiceManagedQueueIsInLine() {
    var given = QueueCase.nothingThere(QueueCase.SSE_SQS).key(new KeyView.NotNeeded()).inSync();

    assertThat(actions(given.plan())).isEmpty();
    assertThat(end(given.plan())).isEqualTo("Done");
  }

  @Test
  void aKeyByItsIdIsTheSameKey() {
    var plan = QueueCase.converged().attribute("KmsMasterKeyId", "1").plan();

    assertThat(actions(plan)).isEmpty();
  }

  @Test
  void anotherKeyIsDriftAndIsRepairedOnceTheWantedKeyAdmitsTheChannel() {
    var given =
        QueueCase.nothingThere(QueueCase.OWN_KEY)
            .subscribed()
            .inSync()
            .attribute("KmsMasterKeyId", QueueCase.OTHER_KEY)
            .gate("Enabled", keyPolicy());

    var plan = given.plan();

    assertThat(Plans.action(plan, QueueAction.SetAttributes.class).attributes())
        .containsEntry("KmsMasterKeyId", QueueCase.KEY);
    assertThat(drift(plan)).contains("KmsMasterKeyId BROKEN");
  }

  @Test
  void aDenyOnTheKeyKeepsTheQueueOffIt() {
    var deny =
        EVERYTHING_ALLOWED.replaceFirst(
            "]}$",
            ",{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"kms:Decrypt\",\"Resource\":\"*\"}]}");
    var given =
        QueueCase.nothingThere(QueueCase.OWN_KEY)
            .subscribed()
            .inSync()
            .attribute("KmsMasterKeyId", null)
            .gate("Enabled", deny);

    assertThat(end(given.plan())).isEqualTo("Blocked KeyGrantPending");
  }

  @Test
  void theReusePeriodIsSetWithoutLookingAtTheKeyAgain() {
    var given = QueueCase.converged().attribute("KmsDataKeyReusePeriodSeconds", "60");

    var plan = given.plan();

    assertThat(Plans.action(plan, QueueAction.SetAttributes.class).attributes())
        .isEqualTo(Map.of("KmsDataKeyReusePeriodSeconds", "300"));
    assertThat(drift(plan)).containsExactly("KmsDataKeyReusePeriodSeconds CHANGED");
  }

  @Test
  void aKeyOnAServiceManagedQueueIsTakenAway() {
    var given =
        QueueCase.nothingThere(QueueCase.SSE_SQS)
            .key(new KeyView.NotNeeded())
            .inSync()
            .attribute("SqsManagedSseEnabled", "false")
            .attribute("KmsMasterKeyId", QueueCase.OTHER_KEY);

    var plan = given.plan();

    assertThat(Plans.action(plan, QueueAction.SetAttributes.class).attributes())
        .isEqualTo(Map.of("KmsMasterKeyId", ""));
  }

  @Test
  void aQueueWithoutEncryptionIsLoosened() {
    var given =
        QueueCase.nothingThere(QueueCase.SSE_SQS)
            .key(new KeyView.NotNeeded())
            .inSync()
            .attribute("SqsManagedSseEnabled", "false");

    var plan = given.plan();

    assertThat(Plans.action(plan, QueueAction.SetAttributes.class).attributes())
        .isEqualTo(Map.of("SqsManagedSseEnabled", "true"));
    assertThat(drift(plan)).containsExactly("SqsManagedSseEnabled LOOSENED");
  }

  private static String keyPolicy() {
    var ask = QueueCase.nothingThere(QueueCase.OWN_KEY).subscribed().observation().ask();
    return new Admission(PolicyLimits.KMS_KEY, List.of())
        .admit(KeyGrants.ofQueue(ask), Set.of())
        .document()
        .toJson();
  }

  @ParameterizedTest
  @ValueSource(strings = {"not read", "disabled", "no policy", "no grant"})
  void aQueueIsNotMovedOntoAKeyThatIsNotProven(String gate) {
    var given =
        QueueCase.nothingThere(QueueCase.OWN_KEY)
            .subscribed()
            .inSync()
            .attribute("KmsMasterKeyId", null)
            .attribute("SqsManagedSseEnabled", "true");
    switch (gate) {
      case "disabled" -> given.gate("Disabled", keyPolicy());
      case "no policy" -> given.gate("Enabled");
      case "no grant" -> given.gate("Enabled", "{\"Statement\":[]}");
      default -> given.gate = Optional.empty();
    }

    var plan = given.plan();

    assertThat(actions(plan)).isEmpty();
    assertThat(end(plan)).isEqualTo("Blocked KeyGrantPending");
    assertThat(drift(plan)).as("reported all the same").contains("KmsMasterKeyId LOOSENED");
  }
}
