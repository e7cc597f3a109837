package dev.keyway.awslocal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.sns.model.SnsException;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** The keys that AWS keeps: for their own account, through their own service, and fixed. */
class AwsManagedKeysTest {
  private final Aws aws = Aws.start();

  @AfterEach
  void close() {
    aws.close();
  }

  @Test
  void describeKeyMakesTheKeyAndFindsItAgain() {
    var first = aws.kms().describeKey(r -> r.keyId("alias/aws/sns")).keyMetadata();

    assertThat(first.keyManagerAsString()).isEqualTo("AWS");
    assertThat(aws.kms().describeKey(r -> r.keyId("alias/aws/sns")).keyMetadata().arn())
        .isEqualTo(first.arn());
    assertThat(aws.kms().describeKey(r -> r.keyId("alias/aws/sqs")).keyMetadata().arn())
        .isNotEqualTo(first.arn());
  }

  @Test
  void theirPolicyAndStateCanBeReadAndNotChanged() {
    var arn = aws.kms().describeKey(r -> r.keyId("alias/aws/sqs")).keyMetadata().arn();

    assertThat(aws.kms().getKeyPolicy(r -> r.keyId(arn)).policy()).contains("kms:CallerAccount");
    assertThatThrownBy(
            () -> aws.kms().putKeyPolicy(r -> r.keyId(arn).policy(Aws.policy(Aws.keyRoot(Aws.A)))))
        .isInstanceOf(KmsException.class);
    assertThatThrownBy(() -> aws.kms().disableKey(r -> r.keyId(arn)))
        .isInstanceOf(KmsException.class);
    assertThatThrownBy(() -> aws.kms().scheduleKeyDeletion(r -> r.keyId(arn)))
        .isInstanceOf(KmsException.class);
  }

  @Test
  void aTopicUnderTheKeyOfAwsTakesMessagesOfItsOwnAccountOnly() {
    var topic =
        aws.sns()
            .createTopic(r -> r.name("t").attributes(Map.of("KmsMasterKeyId", "alias/aws/sns")))
            .topicArn();
    var policy =
        Aws.policy(Aws.allow("{\"AWS\":\"" + Aws.rootArn(Aws.B) + "\"}", "\"sns:Publish\"", topic));
    aws.sns()
        .setTopicAttributes(r -> r.topicArn(topic).attributeName("Policy").attributeValue(policy));

    assertThat(aws.sns().publish(r -> r.topicArn(topic).message("own")).messageId()).isNotEmpty();
    assertThatThrownBy(
            () ->
                aws.sns(Aws.B, Aws.ADMIN).publish(r -> r.topicArn(topic).message("other account")))
        .isInstanceOf(SnsException.class)
        .hasMessageContaining("kms:GenerateDataKey");
  }

  @Test
  void aQueueUnderTheKeyOfAwsTakesMessagesOfItsOwnAccountOnly() {
    var url =
        aws.sqs()
            .createQueue(
                r ->
                    r.queueName("q")
                        .attributesWithStrings(Map.of("KmsMasterKeyId", "alias/aws/sqs")))
            .queueUrl();
    var arn = Aws.queueArn(Aws.A, "q");
    var policy =
        Aws.policy(Aws.allow("{\"AWS\":\"" + Aws.rootArn(Aws.B) + "\"}", "\"sqs:*\"", arn));
    aws.sqs()
        .setQueueAttributes(r -> r.queueUrl(url).attributesWithStrings(Map.of("Policy", policy)));

    aws.sqs().sendMessage(r -> r.queueUrl(url).messageBody("own"));
    assertThatThrownBy(
            () ->
                aws.sqs(Aws.B, Aws.ADMIN)
                    .sendMessage(r -> r.queueUrl(url).messageBody("other account")))
        .isInstanceOf(SqsException.class)
        .hasMessageContaining("kms:GenerateDataKey");
    assertThat(aws.sqs().receiveMessage(r -> r.queueUrl(url)).messages()).hasSize(1);
  }
}
