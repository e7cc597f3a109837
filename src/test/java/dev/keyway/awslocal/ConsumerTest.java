package dev.keyway.awslocal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyway.awslocal.iam.RoleSpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.KmsAccessDeniedException;
import software.amazon.awssdk.services.sqs.model.KmsDisabledException;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** Who may receive and send, by reference/aws.md 1.5. */
class ConsumerTest {

  private static final String RECEIVE =
      "{\"Effect\":\"Allow\",\"Action\":[\"sqs:ReceiveMessage\",\"sqs:DeleteMessage\"],"
          + "\"Resource\":\"*\"}";
  private static final String DECRYPT =
      "{\"Effect\":\"Allow\",\"Action\":\"kms:Decrypt\",\"Resource\":\"*\"}";
  private static final String NOTHING =
      "{\"Effect\":\"Allow\",\"Action\":\"s3:GetObject\",\"Resource\":\"*\"}";

  private final Aws aws = Aws.start();
  private final Channel channel = new Channel(aws);

  @AfterEach
  void close() {
    aws.close();
  }

  private static String principal(String account) {
    return "{\"AWS\":\"" + Aws.roleArn(account, "consumer") + "\"}";
  }

  private void consumer(String account, boolean sqs, boolean kms) {
    RoleSpec.of(account, "consumer")
        .withPolicy(Aws.policy(sqs ? RECEIVE : NOTHING, kms ? DECRYPT : NOTHING))
        .put(aws.local.accounts());
  }

  private void grants(String account, boolean queue, boolean key) {
    channel.queue(
        "Policy",
        queue
            ? Aws.policy(
                Channel.snsMaySend(),
                Aws.allow(principal(account), "\"sqs:ReceiveMessage\"", Channel.QUEUE))
            : Aws.policy(Channel.snsMaySend()));
    channel.keyPolicy(
        Aws.keyRoot(Aws.A),
        key ? Aws.allow(principal(account), "\"kms:Decrypt\"", "*") : Channel.snsMayUseKey(),
        Channel.snsMayUseKey());
    channel.publish("m");
  }

  @Test
  void anotherAccountsConsumerReceivesWithAllFourGrants() {
    consumer(Aws.B, true, true);
    grants(Aws.B, true, true);
    assertThat(channel.receiveAs(Aws.B, "consumer")).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "false,true,true,true,AccessDenied",
    "true,false,true,true,AccessDenied",
    "true,true,false,true,KMS.AccessDeniedException",
    "true,true,true,false,KMS.AccessDeniedException"
  })
  void anotherAccountsConsumerNeedsEachOfTheFourGrants(
      boolean queue, boolean ownSqs, boolean key, boolean ownKms, String code) {
    consumer(Aws.B, ownSqs, ownKms);
    grants(Aws.B, queue, key);
    assertThatThrownBy(() -> channel.receiveAs(Aws.B, "consumer"))
        .isInstanceOf(SqsException.class)
        .satisfies(e -> assertThat(Aws.code(e)).isEqualTo(code));
    assertThat(aws.local.state().receiveObstacle(Channel.QUEUE, Aws.B, "consumer"))
        .hasValueSatisfying(o -> assertThat(o.code()).isEqualTo(code));
  }

  @ParameterizedTest
  @CsvSource({
    "true,false,true,false,true",
    "false,true,false,true,true",
    "true,false,false,true,true",
    "false,false,true,true,false",
    "true,true,false,false,false"
  })
  void withinTheAccountOneSideIsEnoughAsRootDelegates(
      boolean queue, boolean ownSqs, boolean key, boolean ownKms, boolean works) {
    consumer(Aws.A, ownSqs, ownKms);
    grants(Aws.A, queue, key);
    if (works) {
      assertThat(channel.receiveAs(Aws.A, "consumer")).hasSize(1);
    } else {
      assertThatThrownBy(() -> channel.receiveAs(Aws.A, "consumer"))
          .isInstanceOf(SqsException.class);
    }
  }

  @Test
  void anEcsServicePrincipalLetsNoTaskIn() {
    aws.local.accounts().putRole(Aws.B, "consumer");
    channel.queue(
        "Policy",
        Aws.policy(
            Channel.snsMaySend(),
            Aws.allow(
                "{\"Service\":\"ecs.amazonaws.com\"}", "\"sqs:ReceiveMessage\"", Channel.QUEUE)));
    assertThatThrownBy(() -> channel.receiveAs(Aws.B, "consumer"))
        .satisfies(e -> assertThat(Aws.code(e)).isEqualTo("AccessDenied"));
  }

  @Test
  void aMessageKeepsTheKeyItWasSentUnder() {
    channel.publish("old");
    String second = aws.kms().createKey().keyMetadata().arn();
    channel.queue("KmsMasterKeyId", second);
    aws.kms().disableKey(r -> r.keyId(channel.key));
    assertThatThrownBy(() -> channel.receiveAs(Aws.A, Aws.ADMIN))
        .isInstanceOf(KmsDisabledException.class)
        .satisfies(e -> assertThat(Aws.code(e)).isEqualTo("KMS.DisabledException"));
    aws.kms().enableKey(r -> r.keyId(channel.key));
    assertThat(channel.receiveAs(Aws.A, Aws.ADMIN)).hasSize(1);
  }

  @Test
  void aDeadLetterQueuesConsumerNeedsTheSourcesKey() {
    String dead = aws.sqs().createQueue(r -> r.queueName("dead")).queueUrl();
    channel.queue("VisibilityTimeout", "0");
    channel.queue(
        "RedrivePolicy",
        "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":1}"
            .formatted(Aws.queueArn(Aws.A, "dead")));
    channel.publish("m");
    channel.receiveAs(Aws.A, Aws.ADMIN);
    assertThat(channel.receiveAs(Aws.A, Aws.ADMIN)).isEmpty();
    consumer(Aws.A, true, false);
    SqsClient weak = aws.sqs(Aws.A, "consumer");
    assertThatThrownBy(() -> weak.receiveMessage(r -> r.queueUrl(dead)))
        .isInstanceOf(KmsAccessDeniedException.class);
    consumer(Aws.A, true, true);
    assertThat(weak.receiveMessage(r -> r.queueUrl(dead)).messages()).hasSize(1);
  }

  @Test
  void aSenderNeedsBothKeyActionsThroughItsOwnPolicyOrTheKeys() {
    for (String actions :
        new String[] {
          "[\"sqs:SendMessage\",\"kms:GenerateDataKey\"]", "[\"sqs:SendMessage\",\"kms:Decrypt\"]"
        }) {
      RoleSpec.of(Aws.A, "producer")
          .withPolicy(
              Aws.policy("{\"Effect\":\"Allow\",\"Action\":" + actions + ",\"Resource\":\"*\"}"))
          .put(aws.local.accounts());
      assertThatThrownBy(this::send).isInstanceOf(KmsAccessDeniedException.class);
    }
    channel.keyPolicy(
        Aws.keyRoot(Aws.A),
        Aws.allow(
            "{\"AWS\":\"" + Aws.roleArn(Aws.A, "producer") + "\"}",
            "[\"kms:GenerateDataKey\",\"kms:Decrypt\"]",
            "*"));
    send();
    assertThat(channel.delivered()).containsExactly("m");
  }

  private void send() {
    aws.sqs(Aws.A, "producer").sendMessage(r -> r.queueUrl(channel.url).messageBody("m"));
  }

  @Test
  void aPublisherNeedsTheTopicsKey() {
    channel.topic("KmsMasterKeyId", channel.key);
    RoleSpec.of(Aws.A, "publisher")
        .withPolicy(
            Aws.policy("{\"Effect\":\"Allow\",\"Action\":\"sns:Publish\",\"Resource\":\"*\"}"))
        .put(aws.local.accounts());
    assertThatThrownBy(
            () -> aws.sns(Aws.A, "publisher").publish(r -> r.topicArn(Channel.TOPIC).message("m")))
        .satisfies(e -> assertThat(Aws.code(e)).isEqualTo("KMSAccessDenied"));
    channel.keyPolicy(
        Aws.keyRoot(Aws.A),
        Channel.snsMayUseKey(),
        ("{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"%s\"},\"Action\":%s,\"Resource\":\"*\","
                + "\"Condition\":{\"StringEquals\":{\"kms:ViaService\":"
                + "\"sns.eu-central-1.amazonaws.com\"}}}")
            .formatted(Aws.roleArn(Aws.A, "publisher"), Channel.USE_KEY));
    aws.sns(Aws.A, "publisher").publish(r -> r.topicArn(Channel.TOPIC).message("m"));
    assertThat(channel.delivered()).containsExactly("m");
  }

  @Test
  void aTopicOfAnotherAccountLetsPublishersInByItsPolicyAndTheirs() {
    channel.topic(
        "Policy",
        Aws.policy(
            Aws.allow(
                "{\"AWS\":\"" + Aws.rootArn(Aws.B) + "\"}", "\"sns:Publish\"", Channel.TOPIC)));
    aws.sns(Aws.B, Aws.ADMIN).publish(r -> r.topicArn(Channel.TOPIC).message("m"));
    assertThat(channel.delivered()).containsExactly("m");
    channel.topic("Policy", "");
    assertThatThrownBy(
            () -> aws.sns(Aws.B, Aws.ADMIN).publish(r -> r.topicArn(Channel.TOPIC).message("m")))
        .satisfies(e -> assertThat(Aws.code(e)).isEqualTo("AuthorizationError"));
    assertThat(aws.local.calls().countByCaller())
        .containsEntry("arn:aws:sts::222222222222:assumed-role/admin/local", 2);
  }
}
