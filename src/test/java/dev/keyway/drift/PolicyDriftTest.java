package dev.keyway.drift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.api.v1alpha1.Impact;
import dev.keyway.grants.Admission;
import dev.keyway.grants.KeyGrants;
import dev.keyway.grants.QueueAsk;
import dev.keyway.grants.QueueGrants;
import dev.keyway.policy.Caller;
import dev.keyway.policy.CallerContexts;
import dev.keyway.policy.PolicyDocument;
import dev.keyway.policy.PolicyLimits;
import dev.keyway.policy.PolicySyntaxException;
import dev.keyway.policy.Principal;
import dev.keyway.policy.Request;
import dev.keyway.policy.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyDriftTest {
  private static final String QUEUE = "arn:aws:sqs:eu-central-1:111122223333:orders";
  private static final String TOPIC = "arn:aws:sns:eu-central-1:111122223333:orders";
  private static final String KEY = "arn:aws:kms:eu-central-1:111122223333:key/1";
  private static final String WORKER = "arn:aws:iam::444455556666:role/worker";
  private static final QueueAsk ASK =
      new QueueAsk(
          "EncryptedQueue orders",
          QUEUE,
          List.of(WORKER),
          List.of(),
          List.of(),
          List.of(new QueueAsk.Source("TopicSubscription orders", TOPIC)));
  private static final PolicyDocument QUEUE_POLICY =
      new Admission(PolicyLimits.SQS_QUEUE, List.of(QueueGrants.tlsOnly(QUEUE)))
          .admit(QueueGrants.of(ASK), Set.of())
          .document();
  private static final PolicyDocument KEY_POLICY =
      new Admission(PolicyLimits.KMS_KEY, List.of(KeyGrants.account("aws", "111122223333")))
          .admit(KeyGrants.ofQueue(ASK), Set.of())
          .document();
  private static final List<Request> QUEUE_NEEDS =
      List.of(CallerContexts.snsDelivery(TOPIC, QUEUE));
  private static final List<Request> KEY_NEEDS =
      List.of(
          CallerContexts.snsKeyUse("kms:Decrypt", TOPIC, KEY),
          CallerContexts.snsKeyUse("kms:GenerateDataKey", TOPIC, KEY),
          CallerContexts.viaSqs(new Caller.IamRole(WORKER), "kms:Decrypt", KEY, "eu-central-1"));

  @ParameterizedTest(name = "{0}: {3}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "source replaced     | sns:eu-central-1:111122223333:orders\" | sns:eu-central-1:111122223333:other\" | BROKEN",
        "operator replaced   | \"ArnEquals\" | \"StringNotEquals\" | BROKEN",
        "service replaced    | sns.amazonaws.com | s3.amazonaws.com | BROKEN",
        "action replaced     | \"Action\":\"sqs:SendMessage\" | \"Action\":\"sqs:GetQueueUrl\" | BROKEN",
        "everyone let in     | {\"AWS\":\"arn:aws:iam::444455556666:role/worker\"} | \"*\" | LOOSENED",
        "principal added     | {\"AWS\":\"arn:aws:iam::444455556666:role/worker\"} | {\"AWS\":[\"arn:aws:iam::444455556666:role/worker\",\"arn:aws:iam::444455556666:role/x\"]} | LOOSENED",
        "account let in      | role/worker\" | root\" | LOOSENED",
        "action added        | \"sqs:DeleteMessage\" | \"sqs:DeleteMessage\",\"sqs:PurgeQueue\" | LOOSENED",
        "condition removed   | ,\"Condition\":{\"ArnEquals\":{\"aws:SourceArn\":\"arn:aws:sns:eu-central-1:111122223333:orders\"}} | `` | LOOSENED",
        "condition widened   | ArnEquals\":{\"aws:SourceArn\":\"arn:aws:sns:eu-central-1:111122223333:orders\" | ArnLike\":{\"aws:SourceArn\":\"arn:aws:sns:*:*:orders\" | LOOSENED",
        "action taken away   | \"sqs:DeleteMessage\", | `` | TIGHTENED",
        "consumer replaced   | role/worker | role/worker2 | LOOSENED",
        "everything denied   | \"Effect\":\"Allow\" | \"Effect\":\"Deny\" | BROKEN"
      })
  void aChangeOfTheQueuePolicyMatters(String what, String from, String to, Impact impact)
      throws PolicySyntaxException {
    var json = QUEUE_POLICY.toJson();
    var tampered = json.replace(from, to);

    var judged = judge(QUEUE, QUEUE_POLICY, PolicyDocument.parse(tampered), QUEUE_NEEDS);

    assertThat(tampered).as(what).isNotEqualTo(json);
    assertThat(judged).as(what).extracting(Difference::impact).first().isEqualTo(impact);
    assertThat(judged.getFirst().witness() != null)
        .as("a request that shows it")
        .isEqualTo(impact == Impact.LOOSENED || impact == Impact.BROKEN);
  }

  @ParameterizedTest(name = "{0}: {3}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "source replaced    | sns:eu-central-1:111122223333:orders\" | sns:eu-central-1:111122223333:other\" | BROKEN",
        "consumer replaced  | role/worker | role/worker2 | BROKEN",
        "ViaService replaced | sqs.eu-central-1 | sqs.us-east-1 | BROKEN",
        "one action less    | [\"kms:Decrypt\",\"kms:GenerateDataKey*\"] | \"kms:Decrypt\" | BROKEN",
        "ViaService removed | ,\"Condition\":{\"StringEquals\":{\"kms:ViaService\":\"sqs.eu-central-1.amazonaws.com\"}} | `` | LOOSENED",
        "condition removed  | ,\"Condition\":{\"ArnEquals\":{\"aws:SourceArn\":\"arn:aws:sns:eu-central-1:111122223333:orders\"}} | `` | LOOSENED",
        "another account    | 111122223333:root | 777788889999:root | LOOSENED"
      })
  void aChangeOfTheKeyPolicyMatters(String what, String from, String to, Impact impact)
      throws PolicySyntaxException {
    var json = KEY_POLICY.toJson();
    var tampered = json.replace(from, to);

    var judged = judge(KEY, KEY_POLICY, PolicyDocument.parse(tampered), KEY_NEEDS);

    assertThat(tampered).as(what).isNotEqualTo(json);
    assertThat(judged).as(what).extracting(Difference::impact).first().isEqualTo(impact);
    assertThat(judged.getFirst().witness() != null)
        .as("a request that shows it")
        .isEqualTo(impact == Impact.LOOSENED || impact == Impact.BROKEN);
  }

  @Test
  void itSaysWhoGainedAndWhoLost() throws PolicySyntaxException {
    var json = QUEUE_POLICY.toJson();
    var purged = json.replace("\"sqs:DeleteMessage\"", "\"sqs:DeleteMessage\",\"sqs:PurgeQueue\"");
    var other = json.replace("sns:eu-central-1:111122223333:orders\"", "sns:x:1:other\"");

    assertThat(judge(QUEUE, QUEUE_POLICY, PolicyDocument.parse(purged), QUEUE_NEEDS).getFirst())
        .extracting(Difference::witness)
        .asString()
        .contains("also allows " + WORKER + " to call sqs:PurgeQueue");
    assertThat(judge(QUEUE, QUEUE_POLICY, PolicyDocument.parse(other), QUEUE_NEEDS).getFirst())
        .extracting(Difference::witness)
        .isEqualTo("sns.amazonaws.com can no longer call sqs:SendMessage on " + QUEUE);
  }

  @Test
  void aStatementOfOursThatIsGoneBreaksTheDelivery() {
    var without =
        PolicyDocument.of(QUEUE_POLICY.statements().stream().filter(s -> !isOfSns(s)).toList());

    var judged = judge(QUEUE, QUEUE_POLICY, without, QUEUE_NEEDS);

    assertThat(judged)
        .singleElement()
        .satisfies(
            difference -> {
              assertThat(difference.impact()).isEqualTo(Impact.BROKEN);
              assertThat(difference.path()).matches("Policy\\[KeywaySnsDelivery[0-9a-f]{10}]");
            });
  }

  @Test
  void withoutItsTlsStatementAQueueTakesPlaintext() {
    var without = PolicyDocument.of(QUEUE_POLICY.statements().subList(1, 3));

    assertThat(judge(QUEUE, QUEUE_POLICY, without, QUEUE_NEEDS))
        .extracting(Difference::impact)
        .containsExactly(Impact.LOOSENED);
  }

  @Test
  void aForeignAllowLoosens() {
    var foreign =
        Statement.allow("Handy")
            .principal(new Principal.Account("aws", "777788889999"))
            .action("sqs:ReceiveMessage")
            .resource(QUEUE)
            .build();

    assertThat(judge(QUEUE, QUEUE_POLICY, with(QUEUE_POLICY, foreign), QUEUE_NEEDS))
        .singleElement()
        .satisfies(
            difference -> {
              assertThat(difference.impact()).isEqualTo(Impact.LOOSENED);
              assertThat(difference.path()).isEqualTo("Policy[Handy]");
            });
  }

  @Test
  void whatBreaksDoesNotHideWhatLoosens() {
    var foreign =
        Statement.allow("Handy")
            .principal(new Principal.Account("aws", "777788889999"))
            .action("sqs:ReceiveMessage")
            .resource(QUEUE)
            .build();
    var sns = QUEUE_POLICY.statements().stream().filter(PolicyDriftTest::isOfSns).toList();
    var rest = QUEUE_POLICY.statements().stream().filter(s -> !isOfSns(s)).toList();

    var judged = judge(QUEUE, QUEUE_POLICY, with(PolicyDocument.of(rest), foreign), QUEUE_NEEDS);

    assertThat(judged)
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("witness")
        .containsExactly(
            new Difference(
                "Policy[" + sns.getFirst().sid() + "]",
                sns.getFirst().toJson(),
                "nothing",
                Impact.BROKEN),
            new Difference("Policy[Handy]", "nothing", foreign.toJson(), Impact.LOOSENED));
  }

  @Test
  void whatIsGrantedTwiceBreaksWhenBothAreGone() throws PolicySyntaxException {
    var again =
        Statement.parse(
            QUEUE_POLICY.statements().stream()
                .filter(PolicyDriftTest::isOfSns)
                .findFirst()
                .orElseThrow()
                .toJson()
                .replaceFirst("\"KeywaySns[^\"]*\"", "\"Again\""));
    var rest = QUEUE_POLICY.statements().stream().filter(s -> !isOfSns(s)).toList();

    assertThat(judge(QUEUE, with(QUEUE_POLICY, again), PolicyDocument.of(rest), QUEUE_NEEDS))
        .extracting(Difference::impact)
        .containsExactly(Impact.BROKEN, Impact.BROKEN);
  }

  @Test
  void aDenyThatHitsSnsBreaks() throws PolicySyntaxException {
    var deny =
        Statement.parse(
            """
            {"Sid": "OnlyUs", "Effect": "Deny", "Principal": "*", "Action": "sqs:*",
             "Resource": "%s",
             "Condition": {"Bool": {"aws:PrincipalIsAWSService": "true"}}}
            """
                .formatted(QUEUE));

    assertThat(judge(QUEUE, QUEUE_POLICY, with(QUEUE_POLICY, deny), QUEUE_NEEDS))
        .extracting(Difference::impact)
        .containsExactly(Impact.BROKEN);
  }

  @Test
  void aDenyThatNobodyCanSeeThroughCountsAsBroken() throws PolicySyntaxException {
    var deny =
        Statement.parse(
            """
            {"Sid": "OnlyFromVpc", "Effect": "Deny", "Principal": "*", "Action": "sqs:*",
             "Resource": "%s",
             "Condition": {"StringNotEquals": {"aws:SourceVpce": "vpce-1"}}}
            """
                .formatted(QUEUE));

    assertThat(judge(QUEUE, QUEUE_POLICY, with(QUEUE_POLICY, deny), QUEUE_NEEDS))
        .extracting(Difference::impact)
        .containsExactly(Impact.BROKEN);
  }

  @Test
  void aDenyOfSomethingElseTightens() throws PolicySyntaxException {
    var deny =
        Statement.parse(
            """
            {"Sid": "NoPurge", "Effect": "Deny", "Principal": "*", "Action": "sqs:ReceiveMessage",
             "Resource": "%s"}
            """
                .formatted(QUEUE));

    assertThat(judge(QUEUE, QUEUE_POLICY, with(QUEUE_POLICY, deny), QUEUE_NEEDS))
        .extracting(Difference::impact)
        .containsExactly(Impact.TIGHTENED);
  }

  @Test
  void noPolicyAtAllBreaks() {
    assertThat(PolicyDrift.judge("Policy", QUEUE, QUEUE_POLICY, Optional.empty(), QUEUE_NEEDS))
        .containsExactly(new Difference("Policy", QUEUE_POLICY.toJson(), "none", Impact.BROKEN));
  }

  @Test
  void anEqualPolicyIsNoDrift() {
    assertThat(judge(QUEUE, QUEUE_POLICY, QUEUE_POLICY, QUEUE_NEEDS)).isEmpty();
  }

  @Test
  void whatWasNotPossibleBeforeIsNotBrokenNow() {
    var never = CallerContexts.snsDelivery(TOPIC + "-other", QUEUE);
    var without = PolicyDocument.of(QUEUE_POLICY.statements().subList(0, 2));

    assertThat(judge(QUEUE, QUEUE_POLICY, without, List.of(never)))
        .extracting(Difference::impact)
        .containsOnly(Impact.TIGHTENED);
  }

  private static boolean isOfSns(Statement statement) {
    return String.valueOf(statement.sid()).startsWith("KeywaySnsDelivery");
  }

  private static PolicyDocument with(PolicyDocument policy, Statement more) {
    var statements = new ArrayList<>(policy.statements());
    statements.add(more);
    return PolicyDocument.of(statements);
  }

  private static List<Difference> judge(
      String arn, PolicyDocument desired, PolicyDocument observed, List<Request> needed) {
    return PolicyDrift.judge("Policy", arn, desired, Optional.of(observed), needed);
  }
}
