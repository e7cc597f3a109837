package dev.keyway.scenario;

import static dev.keyway.scenario.StatementYaml.AUDIT;
import static dev.keyway.scenario.StatementYaml.NOT_SENT_FROM_VPC;
import static dev.keyway.scenario.StatementYaml.NO_PURGE;
import static dev.keyway.scenario.StatementYaml.QUEUE;
import static dev.keyway.scenario.StatementYaml.SPARES_SERVICES;
import static dev.keyway.scenario.StatementYaml.TOPIC;
import static dev.keyway.scenario.StatementYaml.allow;
import static dev.keyway.scenario.StatementYaml.key;
import static dev.keyway.scenario.StatementYaml.listed;
import static dev.keyway.scenario.StatementYaml.monitoring;
import static dev.keyway.scenario.StatementYaml.queue;
import static dev.keyway.scenario.StatementYaml.statement;
import static dev.keyway.scenario.StatementYaml.subscription;
import static dev.keyway.scenario.StatementYaml.topic;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyway.api.v1alpha1.Condition;
import dev.keyway.api.v1alpha1.DriftAction;
import dev.keyway.api.v1alpha1.DriftEntry;
import dev.keyway.api.v1alpha1.Impact;
import dev.keyway.awslocal.call.Call;
import dev.keyway.reconcile.Conditions;
import dev.keyway.reconcile.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Statements in IAM's own words: that they work, and that they stop nothing that has to work. */
class AdditionalStatementsTest {
  private final World world = new World();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void aRoleOfAnotherAccountLooksAtQueueTopicAndKeyAsLongAsTheSpecSaysSo() {
    world.cluster.apply(key(allow("kms:DescribeKey")));
    world.cluster.apply(topic(allow("sns:GetTopicAttributes")));
    world.cluster.apply(queue(allow("sqs:GetQueueAttributes")));
    world.settle();
    allReady();
    lookAtQueue();
    lookAtTopic();
    lookAtKey();

    world.cluster.apply(key(""));
    world.cluster.apply(topic(""));
    world.cluster.apply(queue(""));
    world.settle();
    allReady();
    denied(this::lookAtQueue);
    denied(this::lookAtTopic);
    denied(this::lookAtKey);
  }

  @Test
  void aDenyForAnotherVpcThatSparesServicesKeepsSendersOutAndLetsSnsDeliver() {
    channel(statement("vpc", NOT_SENT_FROM_VPC.formatted(SPARES_SERVICES)));
    allReady();

    denied(() -> world.people.send(QUEUE, World.TAMPERER, "by hand"));
    delivers();
  }

  @Test
  void aDenyThatWouldStopSnsIsLeftOutAndEverythingElseIsWritten() {
    channel("");
    world.cluster.apply(
        queue(
            statement("vpc", NOT_SENT_FROM_VPC.formatted(""))
                + statement("no-purge", NO_PURGE)
                + statement("monitoring", monitoring("sqs:GetQueueAttributes"))));
    world.settle();

    assertThat(ready("orders").reason()).isEqualTo("StatementRefused");
    assertThat(ready("orders").message())
        .isEqualTo(
            "The queue policy leaves out additionalStatements[vpc]: it denies sqs:SendMessage to"
                + " sns.amazonaws.com for "
                + TOPIC
                + ": spare services: \"Bool\": {\"aws:PrincipalIsAWSService\": \"false\"}.");
    assertThat(applied("orders").reason()).isEqualTo("StatementRefused");
    assertThat(additional()).hasSize(2);
    lookAtQueue();
    delivers();
  }

  @Test
  void whatStandsStaysWhenItIsRefusedLaterAndIsTold() {
    world.cluster.apply(key("") + "---\n" + topic("") + "---\n");
    var shut =
        "{Effect: Deny, Principal: \"*\", Action: sqs:SendMessage, Condition: {ArnEquals:"
            + " {\"aws:SourceArn\": \""
            + TOPIC
            + "\"}}}";
    world.cluster.apply(queue(statement("shut", shut)));
    world.settle();
    allReady();

    world.cluster.apply(subscription());
    world.settle();
    assertThat(ready("orders").reason()).isEqualTo("StatementRefused");
    assertThat(ready("orders").message())
        .startsWith("The queue policy still has additionalStatements[shut]")
        .contains("sns.amazonaws.com")
        .endsWith("It stays until it is taken out of the spec.");
    assertThat(additional()).hasSize(1);
    assertThat(world.isReady(Kind.TOPIC_SUBSCRIPTION, "orders")).isFalse();

    world.cluster.apply(queue(""));
    world.settle();
    allReady();
    delivers();
  }

  @Test
  void aStatementThatIsLostOrChangedIsDriftAndComesBack() {
    channel(
        statement("no-purge", NO_PURGE)
            + statement("monitoring", monitoring("sqs:GetQueueAttributes")));
    var text = queuePolicy();

    setPolicy(text.replace("\"Effect\":\"Deny\"", "\"Effect\":\"Allow\""));
    world.elapse(Duration.ofMinutes(10));
    assertThat(drift()).anyMatch(d -> isOf(d, Impact.LOOSENED));
    assertThat(additional()).hasSize(2);

    setPolicy(text.replace("sqs:GetQueueAttributes", "sqs:ListQueueTags"));
    world.elapse(Duration.ofMinutes(10));
    lookAtQueue();
    assertThat(queuePolicy()).isEqualTo(text);
    allReady();
  }

  @Test
  void aStatementForSomebodyWhoDoesNotExistHoldsNothingElseUp() {
    channel("");
    world.local.calls().clear();
    world.cluster.apply(
        queue(
            statement("ghost", monitoring("sqs:GetQueueAttributes").replace("audit", "ghost"))
                + statement("monitoring", monitoring("sqs:GetQueueAttributes"))
                + statement("no-purge", NO_PURGE)));
    world.settle();
    assertThat(ready("orders").reason()).isEqualTo("StatementRefused");
    assertThat(ready("orders").message())
        .contains("additionalStatements[ghost]", "arn:aws:iam::444455556666:role/ghost");
    lookAtQueue();
    assertThat(additional()).hasSize(2);
    assertThat(world.local.calls().count("SetQueueAttributes")).isLessThanOrEqualTo(5);
    delivers();

    new Tampering(world).createRole(World.OTHER_ACCOUNT, "ghost");
    world.elapse(Duration.ofMinutes(11));
    allReady();
    assertThat(additional()).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void inWhichOrderObjectsComeDoesNotDecideWhatIsWritten(boolean queueFirst) {
    var queue = queue(statement("vpc", NOT_SENT_FROM_VPC.formatted("")));
    if (queueFirst) {
      world.cluster.apply(key("") + "---\n" + queue);
      world.settle();
    }
    world.cluster.apply(key("") + "---\n" + topic("") + "---\n" + queue + "---\n" + subscription());
    world.settle();

    assertThat(additional()).isEmpty();
    assertThat(ready("orders").reason()).isEqualTo("StatementRefused");
    delivers();
  }

  @Test
  void noneOfTheOrdersOfApplyingMakesADifference() {
    var queue =
        statement("vpc", NOT_SENT_FROM_VPC.formatted(""))
            + statement("vpc-of-people", NOT_SENT_FROM_VPC.formatted(SPARES_SERVICES))
            + allow("sqs:GetQueueAttributes");
    var key =
        statement("keep", "{Effect: Deny, Principal: \"*\", Action: kms:ScheduleKeyDeletion}")
            + statement("strangers", "{Effect: Deny, Principal: \"*\", Action: kms:Decrypt}");
    var documents =
        List.of(key(key), topic(allow("sns:GetTopicAttributes")), queue(queue), subscription());
    var states =
        PermutationsTest.orders(documents).stream()
            .map(AdditionalStatementsTest::appliedOneByOne)
            .toList();

    assertThat(states).hasSize(24).containsOnly(states.getFirst());
  }

  private static Object appliedOneByOne(List<String> documents) {
    try (var world = new World()) {
      for (var document : documents) {
        world.cluster.apply(document);
        world.settle();
      }
      return Fingerprint.of(world);
    }
  }

  @Test
  void whatAwsRefusesForAnotherReasonThanAPrincipalHoldsNothingElseUp() {
    channel("");
    var service =
        "{Effect: Allow, Principal: {Service: backup}, Action: sqs:SendMessage, Condition:"
            + " {StringEquals: {\"aws:SourceAccount\": \"111122223333\"}}}";
    world.cluster.apply(queue(statement("backup", service) + statement("no-purge", NO_PURGE)));
    world.settle();

    assertThat(additional()).hasSize(1);
    assertThat(ready("orders").reason()).isEqualTo("StatementRefused");
    assertThat(ready("orders").message())
        .contains("additionalStatements[backup]: AWS refuses the policy with it");
    delivers();
  }

  @Test
  void aDenyForSeveralStaysForTheOthersWhenOneOfThemIsDeleted() {
    var aws = new Tampering(world);
    aws.createRole(World.OTHER_ACCOUNT, "guest");
    var both = "[\"" + AUDIT + "\", \"" + AUDIT.replace("audit", "guest") + "\"]";
    channel(
        statement(
            "guests",
            monitoring("sqs:*").replace("Allow", "Deny").replace("\"" + AUDIT + "\"", both)));
    allReady();

    aws.deleteRole(World.OTHER_ACCOUNT, "guest");
    world.elapse(Duration.ofMinutes(10));
    assertThat(additional()).singleElement().asString().contains(AUDIT).doesNotContain("guest");
    assertThat(ready("orders").message())
        .startsWith("The queue policy has a part of additionalStatements[guests]: AWS does not")
        .contains("role/guest");

    aws.createRole(World.OTHER_ACCOUNT, "guest");
    world.elapse(Duration.ofMinutes(11));
    assertThat(additional()).singleElement().asString().contains(AUDIT, "role/guest");
    allReady();
  }

  @Test
  void whatDoesNotFitBesideTheGrantsIsLeftOutWithTheSizes() {
    var roles = new StringBuilder();
    for (int i = 0; i < 45; i++) {
      var name = "r" + "%02d".formatted(i) + "x".repeat(61);
      new Tampering(world).createRole(World.OTHER_ACCOUNT, name);
      roles.append(i == 0 ? "" : ", ").append("\"").append(AUDIT.replace("audit", name));
      roles.append("\"");
    }
    var large =
        monitoring("sqs:GetQueueAttributes").replace("\"" + AUDIT + "\"", "[" + roles + "]");
    channel(statement("large", large));
    assertThat(additional()).hasSize(1);
    allReady();

    world.cluster.apply(
        queue(
            statement("large", large)
                + statement("more", large.replace("GetQueueAttributes", "GetQueueUrl"))
                + statement("no-purge", NO_PURGE)));
    world.settle();
    assertThat(ready("orders").message())
        .contains("additionalStatements[more]", "does not fit beside the grants", "8192", "bytes");
    assertThat(additional()).hasSize(2);
    delivers();
  }

  @Test
  void onAPolicyThatIsKeywaysAloneTheyAreNotForeign() {
    channel(statement("monitoring", monitoring("sqs:GetQueueAttributes")));
    setPolicy(
        queuePolicy()
            .replace(
                "\"Statement\":[",
                "\"Statement\":[{\"Sid\":\"theirs\",\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\""
                    + AUDIT
                    + "\"},\"Action\":\"sqs:GetQueueUrl\",\"Resource\":\""
                    + QUEUE
                    + "\"},"));
    world.elapse(Duration.ofMinutes(10));

    assertThat(drift())
        .singleElement()
        .matches(d -> d.path().contains("theirs") && d.action() == DriftAction.REPAIRED);
    assertThat(additional()).hasSize(1);
    assertThat(queuePolicy()).doesNotContain("theirs");
  }

  @Test
  void onAnAdoptedQueueTheyStandBesideTheStatementsOfOthers() {
    var made = HandMade.GOOD;
    made.make(world);
    var others = sids(policy(made.queueArn()));
    assertThat(others).isNotEmpty();
    var list = listed(statement("monitoring", monitoring("sqs:GetQueueAttributes")));
    world.cluster.apply(ByHand.object("EncryptedQueue", "orders", made.queueArn(), list));
    world.settle();
    allReady();
    assertThat(sids(policy(made.queueArn())))
        .containsAll(others)
        .anyMatch(sid -> sid.startsWith("KeywayAdditional"));
    world.elapse(Duration.ofHours(1));
    assertThat(drift()).isEmpty();

    world.cluster.apply(ByHand.object("EncryptedQueue", "orders", made.queueArn(), ""));
    world.settle();
    allReady();
    assertThat(sids(policy(made.queueArn()))).isEqualTo(others);
  }

  @Test
  void withReportTheStatementIsPlannedAndNotWritten() {
    channel("");
    world.cluster.apply(
        queue(statement("no-purge", NO_PURGE)).replace("spec:", "spec:\n  management: Report"));
    world.settle();

    assertThat(additional()).isEmpty();
    assertThat(ready("orders").reason()).isEqualTo("ChangesPlanned");
    assertThat(world.status(Kind.ENCRYPTED_QUEUE, "orders").plan())
        .singleElement()
        .asString()
        .contains("policy");
  }

  @Test
  void afterARestartNothingIsWritten() {
    channel(
        statement("no-purge", NO_PURGE)
            + statement("monitoring", monitoring("sqs:GetQueueAttributes")));
    world.restart();
    world.local.calls().clear();
    world.elapse(Duration.ofHours(1));
    assertThat(world.local.calls().where(Call::isMutating)).isEmpty();
  }

  @Test
  void aDenyThatKeywayCannotLookIntoKeepsNoQueueFromMovingOntoTheKey() {
    channel("");
    var interns =
        "{Effect: Deny, Principal: \"*\", Action: kms:Decrypt, Condition: {StringEquals:"
            + " {\"aws:PrincipalTag/team\": interns}, Bool: {\"aws:PrincipalIsAWSService\":"
            + " \"false\"}}}";
    world.cluster.apply(key(statement("interns", interns)).replace("name: orders", "name: second"));
    world.settle();
    world.cluster.apply(queue("").replace("keyRef: {name: orders}", "keyRef: {name: second}"));
    world.settle();

    allReady();
    assertThat(world.local.state().keys(World.ACCOUNT, World.REGION))
        .anyMatch(key -> key.policy().contains("interns"));
    delivers();
  }

  private void channel(String statements) {
    world.cluster.apply(
        key("") + "---\n" + topic("") + "---\n" + queue(statements) + "---\n" + subscription());
    world.settle();
  }

  private void delivers() {
    world.people.publish(TOPIC, "through");
    assertThat(world.people.receive(QUEUE, World.OTHER_ACCOUNT, "ledger-task")).contains("through");
  }

  private void lookAtQueue() {
    var url = world.people.url(QUEUE);
    world
        .people
        .sqs(World.OTHER_ACCOUNT, "audit")
        .getQueueAttributes(r -> r.queueUrl(url).attributeNamesWithStrings("All"));
  }

  private void lookAtTopic() {
    world.people.sns(World.OTHER_ACCOUNT, "audit").getTopicAttributes(r -> r.topicArn(TOPIC));
  }

  private void lookAtKey() {
    var key = new Tampering(world).key();
    world.people.kms(World.OTHER_ACCOUNT, "audit").describeKey(r -> r.keyId(key));
  }

  private static void denied(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            AwsServiceException.class, e -> assertThat(e.statusCode()).isIn(400, 403));
  }

  private void allReady() {
    for (var name : world.cluster.names()) {
      assertThat(world.isReady(name.kind(), name.name())).as(() -> world.describe()).isTrue();
    }
  }

  private Condition ready(String name) {
    return condition(name, Conditions.READY);
  }

  private Condition applied(String name) {
    return condition(name, Conditions.POLICY_APPLIED);
  }

  private Condition condition(String name, String type) {
    var conditions = world.status(Kind.ENCRYPTED_QUEUE, name).conditions();
    return Conditions.find(conditions, type).orElseThrow();
  }

  private List<DriftEntry> drift() {
    return world.status(Kind.ENCRYPTED_QUEUE, "orders").drift();
  }

  private static boolean isOf(DriftEntry entry, Impact impact) {
    return entry.path().contains("KeywayAdditional")
        && entry.impact() == impact
        && entry.action() == DriftAction.REPAIRED;
  }

  private void setPolicy(String policy) {
    var url = world.people.url(QUEUE);
    world
        .people
        .sqs()
        .setQueueAttributes(r -> r.queueUrl(url).attributesWithStrings(Map.of("Policy", policy)));
  }

  private String queuePolicy() {
    return policy(QUEUE);
  }

  private String policy(String queueArn) {
    return world.local.state().queue(queueArn).orElseThrow().policy().orElse("");
  }

  private static List<String> sids(String policy) {
    return PolicyScope.statements(policy).stream().map(s -> s.path("Sid").asText()).toList();
  }

  private List<JsonNode> additional() {
    return PolicyScope.statements(queuePolicy()).stream()
        .filter(s -> s.path("Sid").asText().startsWith("KeywayAdditional"))
        .toList();
  }
}
