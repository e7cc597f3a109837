package dev.keyway.queue;

import static dev.keyway.reconcile.Plans.actions;
import static dev.keyway.reconcile.Plans.drift;
import static dev.keyway.reconcile.Plans.end;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.queue.QueueObservation.Use;
import dev.keyway.reconcile.KeyView;
import dev.keyway.reconcile.Outcome;
import dev.keyway.reconcile.Plans;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a queue may do under alias/aws/sqs, and what keeps it off that key. */
class QueueKeyRulesTest {
  private static final String AWS_KEY = "encryption: {mode: AwsManagedKey}\n";
  private static final String ALIAS = "alias/aws/sqs";
  private static final KeyView VIEW =
      new KeyView.AwsManaged(ALIAS, Optional.of(QueueCase.OTHER_KEY));

  @Test
  void isCreatedUnderTheAlias() {
    var plan = QueueCase.nothingThere(AWS_KEY).key(VIEW).plan();

    assertThat(Plans.action(plan, QueueAction.CreateQueue.class).attributes())
        .containsEntry("KmsMasterKeyId", ALIAS)
        .containsEntry("KmsDataKeyReusePeriodSeconds", "300")
        .doesNotContainKey("SqsManagedSseEnabled");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ALIAS,
        "arn:aws:kms:eu-central-1:111122223333:alias/aws/sqs",
        "2",
        QueueCase.OTHER_KEY
      })
  void theKeyByAnyOfItsNamesIsInLine(String keyId) {
    var plan = onAwsKey().attribute("KmsMasterKeyId", keyId).plan();

    assertThat(actions(plan)).isEmpty();
    assertThat(drift(plan)).isEmpty();
    assertThat(end(plan)).isEqualTo("Done");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        QueueCase.KEY,
        "alias/aws/sns",
        "arn:aws:kms:eu-central-1:444455556666:alias/aws/sqs",
        "arn:aws:kms:us-east-1:111122223333:alias/aws/sqs"
      })
  void anotherKeyIsDriftAndIsRepaired(String keyId) {
    var plan = onAwsKey().attribute("KmsMasterKeyId", keyId).plan();

    assertThat(Plans.action(plan, QueueAction.SetAttributes.class).attributes())
        .isEqualTo(Map.of("KmsMasterKeyId", ALIAS));
    assertThat(drift(plan)).containsExactly("KmsMasterKeyId BROKEN");
  }

  @Test
  void movesAtOnceWhereNoTopicFeedsIt() {
    assertThat(Plans.action(moving().plan(), QueueAction.SetAttributes.class).attributes())
        .containsEntry("KmsMasterKeyId", ALIAS);
  }

  @ParameterizedTest
  @CsvSource({
    "asked for,       TopicSubscription orders",
    "named,           TopicSubscription billing",
    "still delivers,  still subscribed in AWS",
    "unknown,         AWS does not say",
    "ended just now,  what is under way still arrives"
  })
  void staysWhereATopicFeedsItOrMayStillDo(String how, String message) {
    var given = moving();
    switch (how) {
      case "asked for" -> given.subscribed();
      case "named" -> given.subscribers = List.of("billing");
      case "still delivers" -> given.unsubscribed(Use.DELIVERS, null);
      case "unknown" -> given.unsubscribed(Use.UNKNOWN, null);
      default -> given.unsubscribed(Use.ENDED, Plans.NOW.minusSeconds(60));
    }

    var plan = given.plan();

    assertThat(actions(plan)).doesNotContain("SetAttributes");
    assertThat(ended(given.plan().outcome())).startsWith("AwsManagedKeyCannotReceive");
    assertThat(ended(given.plan().outcome())).contains(message).contains("choose OwnKey");
  }

  @Test
  void movesWhenTheWithdrawTimeIsOver() {
    var given = moving().unsubscribed(Use.ENDED, Plans.NOW.minus(Duration.ofMinutes(16)));

    assertThat(actions(given.plan())).contains("SetAttributes");
  }

  @Test
  void aSubscriptionThatMerelyNamesItDoesNotKeepItFromBeingRepaired() {
    var given = onAwsKey().attribute("KmsMasterKeyId", QueueCase.KEY).subscribed();

    assertThat(actions(given.plan())).contains("SetAttributes");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"roleArn: 'arn:aws:iam::444455556666:role/a'", "accountId: '444455556666'"})
  void principalsOfOtherAccountsAreRefused(String principal) {
    for (var list : List.of("consumers", "producers")) {
      var spec = AWS_KEY + list + ": [{name: a, principal: {" + principal + "}}]\n";

      var create = QueueCase.nothingThere(spec).key(VIEW).plan();
      assertThat(actions(create)).isEmpty();
      assertThat(ended(create.outcome()))
          .startsWith("AwsManagedKeyCannotBeShared")
          .contains("444455556666");
      assertThat(end(QueueCase.converged(spec).key(VIEW).plan()))
          .isEqualTo("Blocked AwsManagedKeyCannotBeShared");
      assertThat(actions(moving().spec(spec).plan())).doesNotContain("SetAttributes");
    }
  }

  private static QueueCase onAwsKey() {
    return QueueCase.nothingThere(AWS_KEY).key(VIEW).inSync();
  }

  /** On a key of its own, and not ready with the new spec yet. */
  private static QueueCase moving() {
    var given = QueueCase.converged().spec(AWS_KEY).key(VIEW);
    given.status = null;
    return given;
  }

  private static String ended(Outcome outcome) {
    return outcome instanceof Outcome.Blocked(var reason, var message, var _)
        ? reason + ": " + message
        : outcome.toString();
  }
}
