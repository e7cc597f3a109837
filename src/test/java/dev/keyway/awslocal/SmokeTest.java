package dev.keyway.awslocal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The whole way once: key, topic, queue, grants, subscription, message. */
class SmokeTest {

  private static final String TOPIC = Aws.topicArn(Aws.A, "orders.fifo");
  private static final String QUEUE = Aws.queueArn(Aws.A, "orders.fifo");

  private static String key(KmsClient kms) {
    String grant =
        Aws.allowService(
            "sns.amazonaws.com", "[\"kms:Decrypt\",\"kms:GenerateDataKey*\"]", "*", TOPIC);
    return kms.createKey(r -> r.policy(Aws.policy(Aws.keyRoot(Aws.A), grant))).keyMetadata().arn();
  }

  private static String queue(SqsClient sqs, String key) {
    String policy =
        Aws.policy(Aws.allowService("sns.amazonaws.com", "\"sqs:SendMessage\"", QUEUE, TOPIC));
    Map<String, String> attributes =
        Map.of("FifoQueue", "true", "KmsMasterKeyId", key, "Policy", policy);
    return sqs.createQueue(r -> r.queueName("orders.fifo").attributesWithStrings(attributes))
        .queueUrl();
  }

  @Test
  void aMessageGoesThroughAnEncryptedFifoChannel() {
    try (Aws aws = Aws.start();
        KmsClient kms = aws.kms();
        SnsClient sns = aws.sns();
        SqsClient sqs = aws.sqs()) {
      String key = key(kms);
      String url = queue(sqs, key);
      Map<String, String> attributes =
          Map.of("FifoTopic", "true", "ContentBasedDeduplication", "true", "KmsMasterKeyId", key);
      sns.createTopic(r -> r.name("orders.fifo").attributes(attributes));
      sns.subscribe(
          r ->
              r.topicArn(TOPIC)
                  .protocol("sqs")
                  .endpoint(QUEUE)
                  .attributes(Map.of("RawMessageDelivery", "true")));

      sns.publish(r -> r.topicArn(TOPIC).message("hello").messageGroupId("g"));

      assertThat(sqs.receiveMessage(r -> r.queueUrl(url)).messages())
          .singleElement()
          .satisfies(message -> assertThat(message.body()).isEqualTo("hello"));
      assertThat(aws.local.deliveries().failures()).isEmpty();
    }
  }
}
