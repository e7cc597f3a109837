package dev.keyway.awslocal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.InvalidAttributeValueException;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** Queue policies: limits, the text that comes back, and principals that come and go. */
class QueuePolicyTest {

  private static final String ARN = Aws.queueArn(Aws.A, "q");
  private static final String ANYONE = "\"*\"";
  private static final String SEND = "\"sqs:SendMessage\"";

  private final Aws aws = Aws.start();
  private final SqsClient sqs = aws.sqs();
  private final String url = sqs.createQueue(r -> r.queueName("q")).queueUrl();

  @AfterEach
  void close() {
    aws.close();
  }

  private void put(String policy) {
    sqs.setQueueAttributes(r -> r.queueUrl(url).attributesWithStrings(Map.of("Policy", policy)));
  }

  private String readBack() {
    return aws.attributes(url).getOrDefault("Policy", "");
  }

  private static String role(String name) {
    return "{\"AWS\":\"" + Aws.roleArn(Aws.A, name) + "\"}";
  }

  private static String statements(int count) {
    return Aws.policy(
        IntStream.range(0, count)
            .mapToObj(i -> Aws.allow(ANYONE, SEND, ARN))
            .toArray(String[]::new));
  }

  private static String strings(String... items) {
    return Arrays.stream(items).collect(Collectors.joining("\",\"", "[\"", "\"]"));
  }

  @Test
  void twentyStatementsFitAndSevenActionsAndFiftyPrincipals() {
    put(statements(20));
    put(
        Aws.policy(
            Aws.allow(
                ANYONE,
                strings("sqs:A", "sqs:B", "sqs:C", "sqs:D", "sqs:E", "sqs:F", "sqs:G"),
                ARN)));
    assertThat(readBack()).contains("sqs:G");
  }

  static Stream<String> refused() {
    String[] principals = IntStream.range(0, 51).mapToObj(i -> Aws.A).toArray(String[]::new);
    return Stream.of(
        "not json",
        "[]",
        "{\"Statement\":[]}",
        "{\"Version\":\"2012-10-17\",\"Version\":\"2012-10-17\",\"Statement\":["
            + Aws.allow(ANYONE, SEND, ARN)
            + "]}",
        statements(21),
        Aws.policy(Aws.allow(ANYONE, SEND, ARN + "x".repeat(8200))),
        Aws.policy(
            Aws.allow(
                ANYONE,
                strings("sqs:A", "sqs:B", "sqs:C", "sqs:D", "sqs:E", "sqs:F", "sqs:G", "sqs:H"),
                ARN)),
        Aws.policy(Aws.allow("{\"AWS\":" + strings(principals) + "}", SEND, ARN)),
        Aws.policy(Aws.allow(ANYONE, "\"sns:Publish\"", ARN)),
        Aws.policy(Aws.allow("{\"AWS\":\"" + Aws.B + "\"}", "\"sqs:ListQueues\"", ARN)),
        Aws.policy(Aws.allow("{\"AWS\":[]}", SEND, ARN)),
        Aws.policy(Aws.allow(role("nobody"), SEND, ARN)),
        Aws.policy(Aws.allow("{\"AWS\":\"999999999999\"}", SEND, ARN)),
        Aws.policy(Aws.allow("{\"Service\":\"sns\"}", SEND, ARN)),
        Aws.policy(Aws.allow(ANYONE, SEND, ARN).replace("Allow", "allow")),
        Aws.policy(
            Aws.allow(ANYONE, SEND, ARN)
                .replace("\"Resource\"", "\"Condition\":{\"Sort\":{\"a\":\"b\"}},\"Resource\"")));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void whatSqsRefusesLeavesTheFormerPolicy(String policy) {
    put(statements(1));
    String before = readBack();
    assertThatThrownBy(() -> put(policy))
        .isInstanceOf(InvalidAttributeValueException.class)
        .hasMessageContaining("Invalid value for the parameter Policy");
    assertThat(readBack()).isEqualTo(before);
  }

  @Test
  void textComesBackInTheFormOfSqs() {
    put(
        """
        { "Statement": [ {
            "Resource": ["%s"], "Action": ["sqs:SendMessage"],
            "Principal": {"AWS": ["%s"]}, "Effect": "Allow", "Sid": "x",
            "Condition": {"StringEquals": {"aws:PrincipalAccount": ["%s"]}} } ],
          "Version": "2012-10-17" }"""
            .formatted(ARN, Aws.B, Aws.B));
    assertThat(readBack())
        .isEqualTo(
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"x\",\"Effect\":\"Allow\","
                + "\"Principal\":{\"AWS\":\"arn:aws:iam::222222222222:root\"},"
                + "\"Action\":\"sqs:SendMessage\",\"Resource\":\""
                + ARN
                + "\",\"Condition\":{\"StringEquals\":{\"aws:PrincipalAccount\":"
                + "\"222222222222\"}}}]}");
  }

  @Test
  void emptyTextRemovesThePolicy() {
    put(statements(1));
    put("");
    assertThat(aws.attributes(url)).doesNotContainKey("Policy");
  }

  @Test
  void aDeletedRoleReadsBackAsItsUniqueIdAndItsSuccessorHasNoAccess() {
    aws.local.accounts().putRole(Aws.B, "consumer");
    String consumer = Aws.roleArn(Aws.B, "consumer");
    put(Aws.policy(Aws.allow("{\"AWS\":\"" + consumer + "\"}", "\"sqs:ReceiveMessage\"", ARN)));
    aws.sqs(Aws.B, "consumer").receiveMessage(r -> r.queueUrl(url));

    aws.local.accounts().deleteRole(Aws.B, "consumer");
    assertThat(readBack()).containsPattern("\"AWS\":\"AROA[A-Z0-9]{17}\"").doesNotContain(consumer);

    aws.local.accounts().putRole(Aws.B, "consumer");
    assertThat(readBack()).doesNotContain(consumer);
    assertThatThrownBy(() -> aws.sqs(Aws.B, "consumer").receiveMessage(r -> r.queueUrl(url)))
        .isInstanceOf(SqsException.class)
        .satisfies(e -> assertThat(Aws.code(e)).isEqualTo("AccessDenied"));

    String dangling = readBack();
    assertThatThrownBy(() -> put(dangling)).isInstanceOf(InvalidAttributeValueException.class);
  }

  @Test
  void rootWithPrincipalArnConditionSurvivesTheRolesRecreation() {
    aws.local.accounts().putRole(Aws.B, "consumer");
    put(
        Aws.policy(
            ("{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"%s\"},\"Action\":\"sqs:*\","
                    + "\"Resource\":\"%s\",\"Condition\":{\"ArnEquals\":"
                    + "{\"aws:PrincipalArn\":\"%s\"}}}")
                .formatted(Aws.rootArn(Aws.B), ARN, Aws.roleArn(Aws.B, "consumer"))));
    aws.local.accounts().deleteRole(Aws.B, "consumer");
    aws.local.accounts().putRole(Aws.B, "consumer");
    assertThat(aws.sqs(Aws.B, "consumer").receiveMessage(r -> r.queueUrl(url)).messages())
        .isEmpty();
  }

  @Test
  void aQueuePolicyNeverGrantsControlToAnotherAccount() {
    put(Aws.policy(Aws.allow("{\"AWS\":\"" + Aws.B + "\"}", "\"sqs:*\"", ARN)));
    SqsClient foreign = aws.sqs(Aws.B, Aws.ADMIN);
    assertThat(foreign.getQueueUrl(r -> r.queueName("q").queueOwnerAWSAccountId(Aws.A)).queueUrl())
        .isEqualTo(url);
    assertThatThrownBy(() -> foreign.tagQueue(r -> r.queueUrl(url).tags(Map.of("a", "b"))))
        .satisfies(e -> assertThat(Aws.code(e)).isEqualTo("AccessDenied"));
    assertThatThrownBy(() -> foreign.deleteQueue(r -> r.queueUrl(url)))
        .satisfies(e -> assertThat(Aws.code(e)).isEqualTo("AccessDenied"));
  }
}
