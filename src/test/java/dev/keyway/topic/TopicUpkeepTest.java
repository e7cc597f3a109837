package dev.keyway.topic;

import static dev.keyway.reconcile.Plans.actions;
import static dev.keyway.reconcile.Plans.drift;
import static dev.keyway.reconcile.Plans.end;
import static dev.keyway.reconcile.Plans.message;
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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopicUpkeepTest {
  /** What SNS gives every topic that says nothing else. */
  private static final String DEFAULT_POLICY =
      """
      {"Version":"2008-10-17","Id":"__default_policy_ID","Statement":[{"Sid":"__default_statement_ID",\
      "Effect":"Allow","Principal":{"AWS":"*"},"Action":["SNS:GetTopicAttributes","SNS:Publish"],\
      "Resource":"%s","Condition":{"StringEquals":{"AWS:SourceOwner":"111122223333"}}}]}"""
          .formatted(TopicCase.ARN);

  @ParameterizedTest
  @ValueSource(strings = {"", "fifo: {}", "displayName: Orders", "requireTls: false"})
  void nothingIsWrittenToATopicThatIsInLine(String more) {
    var plan = TopicCase.converged(TopicCase.PUBLISHER + more).plan();

    assertThat(actions(plan)).isEmpty();
    assertThat(plan.differences()).isEmpty();
    assertThat(end(plan)).isEqualTo("Done");
  }

  @Test
  void theKeyOfAwsByAnyOfItsNamesIsInLineAndAnotherKeyIsDrift() {
    var view = new KeyView.AwsManaged("alias/aws/sns", Optional.of(TopicCase.OTHER_KEY));
    var given = TopicCase.nothingThere("encryption: {mode: AwsManagedKey}").key(view).inSync();

    for (var same : List.of("alias/aws/sns", "2", TopicCase.OTHER_KEY)) {
      assertThat(actions(given.attribute("KmsMasterKeyId", same).plan())).isEmpty();
    }
    var plan = given.attribute("KmsMasterKeyId", TopicCase.KEY).plan();
    assertThat(Plans.action(plan, TopicAction.SetAttribute.class))
        .isEqualTo(new TopicAction.SetAttribute("KmsMasterKeyId", "alias/aws/sns"));
    assertThat(drift(plan)).containsExactly("KmsMasterKeyId BROKEN");
  }

  @Test
  void publishersOfOtherAccountsKeepATopicOffTheKeyOfAws() {
    var view = new KeyView.AwsManaged("alias/aws/sns", Optional.of(TopicCase.OTHER_KEY));
    var given = TopicCase.converged(TopicCase.PUBLISHER).key(view);
    given.status = null;

    assertThat(actions(given.plan())).doesNotContain("SetAttribute");
    assertThat(end(given.plan())).isEqualTo("Blocked AwsManagedKeyCannotBeShared");
    given.attributes = Optional.empty();
    assertThat(actions(given.plan())).isEmpty();
    assertThat(end(given.plan())).isEqualTo("Blocked AwsManagedKeyCannotBeShared");
  }

  @Test
  void whatAwsDoesNotReturnIsItsDefault() {
    var given =
        TopicCase.converged(TopicCase.OWN_KEY + "fifo: {}")
            .attribute("ContentBasedDeduplication", null)
            .attribute("FifoThroughputScope", null);

    assertThat(actions(given.plan())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "DisplayName, Theirs, ''",
    "ContentBasedDeduplication, true, false",
    "FifoThroughputScope, MessageGroup, Topic",
    "ArchivePolicy, '{\"MessageRetentionPeriod\":9}', {}",
    "SQSFailureFeedbackRoleArn, 'arn:aws:iam::111122223333:role/log', ''",
    "SQSSuccessFeedbackSampleRate, 7, 0"
  })
  void anAttributeThatSomebodyChangedIsDriftAndIsRepaired(
      String attribute, String observed, String wanted) {
    var given = TopicCase.converged(TopicCase.OWN_KEY + "fifo: {}");

    var plan = given.attribute(attribute, observed).plan();

    assertThat(plan.steps())
        .singleElement()
        .satisfies(
            step ->
                assertThat(step.action())
                    .isEqualTo(new TopicAction.SetAttribute(attribute, wanted)));
    assertThat(drift(plan)).containsExactly(attribute + " CHANGED");
  }

  @Test
  void anArchiveInOtherWordsIsTheSame() {
    var given = TopicCase.converged(TopicCase.OWN_KEY + "fifo: {archiveRetentionDays: 30}");

    var plan = given.attribute("ArchivePolicy", "{ \"MessageRetentionPeriod\" : 30 }").plan();

    assertThat(actions(plan)).isEmpty();
    assertThat(plan.differences()).isEmpty();
  }

  @Test
  void loggingThatAwsMayDenyIsWrittenAfterEverythingElse() {
    var given =
        TopicCase.converged(TopicCase.PUBLISHER)
            .spec(
                TopicCase.PUBLISHER
                    + "displayName: New\ntags: {team: shop}\ndeliveryLogging: {failureRoleArn: "
                    + "'arn:aws:iam::111122223333:role/log'}")
            .policy(_ -> DEFAULT_POLICY);

    assertThat(actions(given.plan()))
        .containsExactly("SetPolicy", "SetAttribute", "Tag", "SetAttribute");
    assertThat(given.plan().steps().getLast().action())
        .isEqualTo(
            new TopicAction.SetAttribute(
                "SQSFailureFeedbackRoleArn", "arn:aws:iam::111122223333:role/log"));
  }

  @Test
  void aNewSpecIsARollOut() {
    var given = TopicCase.converged(TopicCase.OWN_KEY);
    given.status = null;
    given.spec(TopicCase.PUBLISHER + "displayName: Orders");

    var plan = given.plan();

    assertThat(actions(plan)).containsExactly("SetPolicy", "SetAttribute");
    assertThat(plan.differences()).isEmpty();
  }

  @Test
  void whatWasJustWrittenIsNeitherWrittenAgainNorDrift() {
    var given = TopicCase.converged(TopicCase.OWN_KEY).attribute("DisplayName", "Old");
    given.recent = Map.of("DisplayName", "");

    var plan = given.plan();

    assertThat(actions(plan)).isEmpty();
    assertThat(plan.differences()).isEmpty();
    assertThat(end(plan)).isEqualTo("InProgress Propagating");
  }

  @Test
  void awssDefaultPolicyGivesWay() {
    var given = TopicCase.converged(TopicCase.PUBLISHER).policy(_ -> DEFAULT_POLICY);
    given.status = null;

    var plan = given.plan();

    assertThat(Plans.action(plan, TopicAction.SetPolicy.class).policy())
        .contains("KeywayTlsOnly", TopicCase.SHOP)
        .doesNotContain("__default");
    assertThat(plan.differences()).isEmpty();
  }

  @Test
  void thePolicyIsWrittenBeforeTheEncryption() {
    var given =
        TopicCase.converged(TopicCase.PUBLISHER)
            .policy(_ -> DEFAULT_POLICY)
            .attribute("KmsMasterKeyId", null)
            .gate("Enabled", keyPolicy());

    assertThat(actions(given.plan())).containsExactly("SetPolicy", "SetAttribute");
  }

  @Test
  void aPolicyThatSomebodyChangedIsDriftAndIsRepaired() {
    var given = TopicCase.converged(TopicCase.PUBLISHER);

    var plan = given.policy(p -> p.replace("role/shop", "role/intruder")).plan();

    assertThat(actions(plan)).containsExactly("SetPolicy");
    assertThat(drift(plan))
        .singleElement()
        .asString()
        .startsWith("Policy[KeywayPublishers")
        .endsWith("Principal BROKEN");
  }

  @Test
  void aForeignDenyIsNotRemovedAndOnlyTold() {
    var deny =
        "{\"Sid\":\"Stop\",\"Effect\":\"Deny\",\"Principal\":\"*\","
            + "\"Action\":\"sns:DeleteTopic\",\"Resource\":\"*\"}";

    var plan =
        TopicCase.converged(TopicCase.PUBLISHER)
            .policy(p -> p.replaceFirst("]}$", "," + deny + "]}"))
            .plan();

    assertThat(actions(plan)).isEmpty();
    assertThat(drift(plan)).containsExactly("Policy[Stop] TIGHTENED");
  }

  @ParameterizedTest
  @CsvSource({"arn:aws:kms:eu-central-1:111122223333:key/2, BROKEN", ", LOOSENED", "'', LOOSENED"})
  void anotherKeyOrNoneIsDriftAndIsRepairedOnceTheKeyAdmitsThePublishers(
      @Nullable String observed, String impact) {
    var given =
        TopicCase.converged(TopicCase.PUBLISHER)
            .attribute("KmsMasterKeyId", observed)
            .gate("Enabled", keyPolicy());

    var plan = given.plan();

    assertThat(plan.steps())
        .singleElement()
        .satisfies(
            step ->
                assertThat(step.action())
                    .isEqualTo(new TopicAction.SetAttribute("KmsMasterKeyId", TopicCase.KEY)));
    assertThat(drift(plan)).containsExactly("KmsMasterKeyId " + impact);
  }

  @ParameterizedTest
  @ValueSource(strings = {"not read", "disabled", "no grant"})
  void aTopicIsNotMovedOntoAKeyThatIsNotProven(String gate) {
    var given =
        TopicCase.converged(TopicCase.PUBLISHER).attribute("KmsMasterKeyId", TopicCase.OTHER_KEY);
    switch (gate) {
      case "disabled" -> given.gate("Disabled", keyPolicy());
      case "no grant" -> given.gate("Enabled", "{\"Statement\":[]}");
      default -> {}
    }

    var plan = given.plan();

    assertThat(actions(plan)).isEmpty();
    assertThat(end(plan)).isEqualTo("Blocked KeyGrantPending");
    assertThat(drift(plan)).as("reported all the same").containsExactly("KmsMasterKeyId BROKEN");
  }

  @Test
  void aKeyByItsIdIsTheSameKey() {
    assertThat(
            actions(TopicCase.converged(TopicCase.OWN_KEY).attribute("KmsMasterKeyId", "1").plan()))
        .isEmpty();
  }

  @Test
  void tagsThatAreMissingAreWrittenAndForeignOnesStay() {
    var plan =
        TopicCase.converged(TopicCase.OWN_KEY)
            .tag("foreign", "stays")
            .tag("keyway.dev/origin", null)
            .plan();

    assertThat(Plans.action(plan, TopicAction.Tag.class).tags())
        .isEqualTo(Map.of("keyway.dev/origin", "created"));
    assertThat(drift(plan)).containsExactly("Tags CHANGED");
  }

  @Test
  void aPublisherThatAwsDoesNotKnowBlocksTheTopic() {
    var given = TopicCase.nothingThere(TopicCase.PUBLISHER);
    given.refused = Set.of(TopicCase.SHOP);

    var plan = given.inSync().plan();

    assertThat(actions(plan)).isEmpty();
    assertThat(end(plan)).isEqualTo("Blocked GrantRefused");
    assertThat(message(plan)).contains(TopicCase.SHOP);
  }

  private static String keyPolicy() {
    var ask = TopicCase.nothingThere(TopicCase.PUBLISHER).observation().ask();
    return new Admission(PolicyLimits.KMS_KEY, List.of())
        .admit(KeyGrants.ofTopic(ask), Set.of())
        .document()
        .toJson();
  }
}
