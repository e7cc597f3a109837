package dev.keyway.awslocal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.awslocal.sns.Delivery;
import dev.keyway.awslocal.sns.Delivery.Status;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SNS to SQS by queue encryption, by reference/aws.md 1.1 and 1.3. Publish always answers 200. */
class DeliveryTest {

  private final Aws aws = Aws.start();
  private final Channel channel = new Channel(aws);

  @AfterEach
  void close() {
    aws.close();
  }

  private void arrives() {
    int before = channel.delivered().size();
    channel.publish("m");
    assertThat(channel.delivered()).hasSize(before + 1);
    assertThat(aws.local.state().deliveryObstacle(Channel.TOPIC, Channel.QUEUE)).isEmpty();
  }

  private void isLost(int status, String because) {
    channel.publish("m");
    assertThat(channel.delivered()).isEmpty();
    assertThat(aws.local.deliveries().failures())
        .last()
        .satisfies(
            d -> {
              assertThat(d.statusCode()).isEqualTo(status);
              assertThat(d.providerResponse()).contains(because).contains("Unrecoverable");
            });
    assertThat(aws.local.state().deliveryObstacle(Channel.TOPIC, Channel.QUEUE)).isPresent();
  }

  @Test
  void unencryptedQueueWorks() {
    channel.queue("KmsMasterKeyId", "");
    channel.queue("SqsManagedSseEnabled", "false");
    arrives();
  }

  @Test
  void managedEncryptionWorks() {
    channel.queue("KmsMasterKeyId", "");
    arrives();
  }

  @Test
  void customerKeyWithTheStatementWorks() {
    arrives();
    assertThat(aws.local.state().queue(Channel.QUEUE).orElseThrow().messages())
        .allSatisfy(m -> assertThat(m.keyArn()).contains(channel.key));
  }

  @Test
  void customerKeyWithoutTheStatementLosesTheMessageSilently() {
    channel.keyPolicy(Aws.keyRoot(Aws.A));
    isLost(403, "KMS.AccessDeniedException");
  }

  @Test
  void customerKeyForAnotherTopicLosesTheMessage() {
    channel.keyPolicy(
        Aws.keyRoot(Aws.A),
        Aws.allowService("sns.amazonaws.com", Channel.USE_KEY, "*", Aws.topicArn(Aws.A, "other")));
    isLost(403, "KMS.AccessDeniedException");
  }

  @ParameterizedTest
  @CsvSource({"kms:Decrypt", "kms:GenerateDataKey"})
  void eachOfTheTwoActionsAloneIsNotEnough(String action) {
    channel.keyPolicy(
        Aws.keyRoot(Aws.A),
        Aws.allowService("sns.amazonaws.com", "\"" + action + "\"", "*", Channel.TOPIC));
    isLost(403, "KMS.AccessDeniedException");
  }

  @Test
  void anExplicitDenyOnTheKeyBeatsTheGrant() {
    channel.keyPolicy(
        Aws.keyRoot(Aws.A),
        Channel.snsMayUseKey(),
        "{\"Effect\":\"Deny\",\"Principal\":{\"Service\":\"sns.amazonaws.com\"},"
            + "\"Action\":\"kms:GenerateDataKey*\",\"Resource\":\"*\"}");
    isLost(403, "explicit deny");
  }

  @Test
  void encryptionContextOfTheQueueHoldsOnItsQueueOnly() {
    String statement =
        "{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"sns.amazonaws.com\"},\"Action\":%s,"
            + "\"Resource\":\"*\",\"Condition\":{\"StringEquals\":"
            + "{\"kms:EncryptionContext:aws:sqs:arn\":\"%s\"}}}";
    channel.keyPolicy(
        Aws.keyRoot(Aws.A), statement.formatted(Channel.USE_KEY, Channel.QUEUE + "2"));
    isLost(403, "KMS.AccessDeniedException");
    channel.keyPolicy(Aws.keyRoot(Aws.A), statement.formatted(Channel.USE_KEY, Channel.QUEUE));
    arrives();
  }

  @Test
  void viaServiceDoesNotHoldForTheServicesOwnCall() {
    channel.keyPolicy(
        Aws.keyRoot(Aws.A),
        "{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"sns.amazonaws.com\"},"
            + "\"Action\":\"kms:*\",\"Resource\":\"*\",\"Condition\":{\"StringEquals\":"
            + "{\"kms:ViaService\":\"sqs.eu-central-1.amazonaws.com\"}}}");
    isLost(403, "KMS.AccessDeniedException");
  }

  @Test
  void theAwsManagedKeyNeverWorksForSns() {
    channel.queue("KmsMasterKeyId", "alias/aws/sqs");
    isLost(403, "KMS.AccessDeniedException");
    aws.sqs().sendMessage(r -> r.queueUrl(channel.url).messageBody("own account"));
    assertThat(channel.receiveAs(Aws.A, Aws.ADMIN)).hasSize(1);
  }

  @Test
  void aDisabledKeyLosesTheMessageUntilItIsEnabledAgain() {
    aws.kms().disableKey(r -> r.keyId(channel.key));
    isLost(403, "KMS.DisabledException");
    aws.kms().enableKey(r -> r.keyId(channel.key));
    arrives();
  }

  @Test
  void aKeyPendingDeletionOrMissingLosesTheMessage() {
    aws.kms().scheduleKeyDeletion(r -> r.keyId(channel.key));
    isLost(403, "KMS.KMSInvalidStateException");
    channel.queue("KmsMasterKeyId", "alias/nowhere");
    isLost(403, "KMS.NotFoundException");
  }

  @Test
  void aQueuePolicyThatDoesNotLetTheTopicInLosesTheMessage() {
    channel.queue("Policy", "");
    isLost(403, "AccessDenied");
    channel.queue(
        "Policy",
        Aws.policy(
            Aws.allowService(
                "sns.amazonaws.com",
                "\"sqs:SendMessage\"",
                Channel.QUEUE,
                Aws.topicArn(Aws.A, "other"))));
    isLost(403, "AccessDenied");
  }

  @Test
  void theOldFormWithAStarPrincipalAndTheTopicAsSourceWorks() {
    channel.queue(
        "Policy",
        Aws.policy(
            ("{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"*\"},\"Action\":\"SQS:SendMessage\","
                    + "\"Resource\":\"%s\",\"Condition\":{\"ArnLike\":"
                    + "{\"AWS:sourcearn\":\"%s\"}}}")
                .formatted(Channel.QUEUE, Channel.TOPIC)));
    arrives();
  }

  @Test
  void aDenyWithoutTlsDoesNotTouchSns() {
    channel.queue(
        "Policy",
        Aws.policy(
            Channel.snsMaySend(),
            ("{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"sqs:*\",\"Resource\":\"%s\","
                    + "\"Condition\":{\"Bool\":{\"aws:SecureTransport\":\"false\"}}}")
                .formatted(Channel.QUEUE)));
    arrives();
  }

  @Test
  void aDeletedQueueLosesTheMessage() {
    aws.sqs().deleteQueue(r -> r.queueUrl(channel.url));
    channel.publish("m");
    assertThat(aws.local.deliveries().failures())
        .singleElement()
        .satisfies(d -> assertThat(d.providerResponse()).contains("NonExistentQueue"));
  }

  @Test
  void theSubscriptionsDeadLetterQueueCatchesTheMessageWhenItLetsTheTopicIn() {
    String deadArn = Aws.queueArn(Aws.A, "dead");
    String dead = aws.sqs().createQueue(r -> r.queueName("dead")).queueUrl();
    String subscription = channel.subscribe(Map.of());
    aws.sns()
        .setSubscriptionAttributes(
            r ->
                r.subscriptionArn(subscription)
                    .attributeName("RedrivePolicy")
                    .attributeValue("{\"deadLetterTargetArn\":\"" + deadArn + "\"}"));
    channel.keyPolicy(Aws.keyRoot(Aws.A));
    channel.publish("lost");
    aws.sqs()
        .setQueueAttributes(
            r ->
                r.queueUrl(dead)
                    .attributesWithStrings(
                        Map.of(
                            "Policy",
                            Aws.policy(
                                Aws.allowService(
                                    "sns.amazonaws.com",
                                    "\"sqs:SendMessage\"",
                                    deadArn,
                                    Channel.TOPIC)))));
    channel.publish("caught");
    assertThat(aws.local.deliveries().all())
        .extracting(Delivery::status)
        .containsExactly(Status.FAILURE, Status.REDRIVEN);
    assertThat(aws.sqs().receiveMessage(r -> r.queueUrl(dead)).messages())
        .singleElement()
        .satisfies(m -> assertThat(m.body()).isEqualTo("caught"));
  }
}
