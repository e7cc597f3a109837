package dev.keyway.awslocal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.awslocal.base.Regions;
import dev.keyway.awslocal.iam.Credentials;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sns.SnsClient;

/** Delivery between Regions: whose principal SNS calls as. */
class RegionsTest {

  private final Aws aws = Aws.start();
  private final Channel channel = new Channel(aws);

  @AfterEach
  void close() {
    aws.close();
  }

  @ParameterizedTest
  @CsvSource({
    "eu-central-1, eu-west-1, sns.amazonaws.com",
    "eu-south-1, eu-south-1, sns.amazonaws.com",
    "eu-central-1, eu-south-1, sns.eu-south-1.amazonaws.com",
    "eu-south-1, eu-central-1, sns.eu-south-1.amazonaws.com"
  })
  void optInRegionsHaveAPrincipalOfTheirOwn(String topic, String queue, String principal) {
    assertThat(Regions.snsPrincipal(topic, queue)).isEqualTo(principal);
    assertThat(Regions.canDeliver(topic, queue)).isTrue();
    assertThat(Regions.canDeliver("eu-south-1", "me-south-1")).isFalse();
  }

  @Test
  void deliveryFromAnOptInRegionNeedsThatRegionsPrincipal() {
    SnsClient south =
        aws.client(SnsClient.builder(), Credentials.ofRole(Aws.A, Aws.ADMIN), "eu-south-1");
    String topic = south.createTopic(r -> r.name("t")).topicArn();
    south.subscribe(r -> r.topicArn(topic).protocol("sqs").endpoint(Channel.QUEUE));
    channel.queue("KmsMasterKeyId", "");
    channel.queue("Policy", sendPolicy("sns.amazonaws.com", topic));
    south.publish(r -> r.topicArn(topic).message("lost"));
    channel.queue("Policy", sendPolicy("sns.eu-south-1.amazonaws.com", topic));
    south.publish(r -> r.topicArn(topic).message("arrives"));
    assertThat(channel.delivered()).singleElement().asString().contains("arrives");
  }

  private static String sendPolicy(String service, String topic) {
    return Aws.policy(Aws.allowService(service, "\"sqs:SendMessage\"", Channel.QUEUE, topic));
  }
}
