package dev.keyway.awslocal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.Tag;

/** Topics and subscriptions, by reference/aws.md 2. */
class TopicsTest {

  private final Aws aws = Aws.start();
  private final Channel channel = new Channel(aws);
  private final SnsClient sns = aws.sns();

  @AfterEach
  void close() {
    aws.close();
  }

  private Map<String, String> attributes(String topicArn) {
    return sns.getTopicAttributes(r -> r.topicArn(topicArn)).attributes();
  }

  private Map<String, String> subscription(String arn) {
    return sns.getSubscriptionAttributes(r -> r.subscriptionArn(arn)).attributes();
  }

  @Test
  void aNewTopicHasAwsDefaultPolicyAndOnlyWhatWasSet() {
    assertThat(attributes(Channel.TOPIC))
        .containsEntry("Owner", Aws.A)
        .containsEntry("DisplayName", "")
        .containsEntry("SubscriptionsConfirmed", "1")
        .doesNotContainKeys(
            "KmsMasterKeyId",
            "SignatureVersion",
            "TracingConfig",
            "MaximumMessageSize",
            "FifoTopic")
        .hasEntrySatisfying(
            "Policy",
            policy ->
                assertThat(policy).contains("__default_policy_ID").contains("AWS:SourceOwner"));
    channel.topic("KmsMasterKeyId", "alias/x");
    channel.topic("SignatureVersion", "2");
    assertThat(attributes(Channel.TOPIC))
        .containsEntry("KmsMasterKeyId", "alias/x")
        .containsEntry("SignatureVersion", "2");
    channel.topic("KmsMasterKeyId", "");
    assertThat(attributes(Channel.TOPIC)).doesNotContainKey("KmsMasterKeyId");
  }

  @Test
  void creatingAgainAnswersTheTopicUnlessAttributesOrTagsDiffer() {
    assertThat(sns.createTopic(r -> r.name("t")).topicArn()).isEqualTo(Channel.TOPIC);
    assertThatThrownBy(
            () -> sns.createTopic(r -> r.name("t").attributes(Map.of("DisplayName", "x"))))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining("different attributes");
    assertThatThrownBy(
            () -> sns.createTopic(r -> r.name("t").tags(Tag.builder().key("a").value("b").build())))
        .hasMessageContaining("different tags");
  }

  @Test
  void fifoTopicsHaveTheirSuffixAndTheirAttributes() {
    String arn =
        sns.createTopic(r -> r.name("f.fifo").attributes(Map.of("FifoTopic", "true"))).topicArn();
    assertThat(attributes(arn))
        .containsEntry("FifoTopic", "true")
        .containsEntry("ContentBasedDeduplication", "false")
        .containsEntry("FifoThroughputScope", "Topic");
    assertThatThrownBy(() -> sns.createTopic(r -> r.name("g.fifo")))
        .isInstanceOf(InvalidParameterException.class);
    assertThatThrownBy(() -> channel.topic("ContentBasedDeduplication", "true"))
        .isInstanceOf(InvalidParameterException.class);
  }

  @Test
  void aPolicyWithActionsOutOfScopeOrUnknownPrincipalsIsRefused() {
    for (String statement :
        new String[] {
          Aws.allow("\"*\"", "\"sns:*\"", Channel.TOPIC),
          Aws.allow("{\"AWS\":\"" + Aws.roleArn(Aws.A, "x") + "\"}", "\"sns:Publish\"", "*")
        }) {
      assertThatThrownBy(() -> channel.topic("Policy", Aws.policy(statement)))
          .isInstanceOf(InvalidParameterException.class);
    }
  }

  @Test
  void tagsComeAndGo() {
    sns.tagResource(
        r -> r.resourceArn(Channel.TOPIC).tags(Tag.builder().key("a").value("b").build()));
    assertThat(sns.listTagsForResource(r -> r.resourceArn(Channel.TOPIC)).tags()).hasSize(1);
    sns.untagResource(r -> r.resourceArn(Channel.TOPIC).tagKeys("a"));
    assertThat(sns.listTagsForResource(r -> r.resourceArn(Channel.TOPIC)).tags()).isEmpty();
  }

  @Test
  void deletingATopicSilentlyEndsAllItsSubscriptions() {
    String arn = channel.subscribe(Map.of());
    sns.deleteTopic(r -> r.topicArn(Channel.TOPIC));
    assertThatThrownBy(() -> subscription(arn)).isInstanceOf(NotFoundException.class);
    assertThatThrownBy(() -> attributes(Channel.TOPIC)).isInstanceOf(NotFoundException.class);
    sns.deleteTopic(r -> r.topicArn(Channel.TOPIC));
    sns.unsubscribe(r -> r.subscriptionArn(arn));
  }

  @Test
  void fifoTopicsDeduplicateForFiveMinutesAndKeepOrder() {
    String topic =
        sns.createTopic(
                r ->
                    r.name("f.fifo")
                        .attributes(
                            Map.of("FifoTopic", "true", "ContentBasedDeduplication", "true")))
            .topicArn();
    sns.subscribe(
        r ->
            r.topicArn(topic)
                .protocol("sqs")
                .endpoint(Channel.QUEUE)
                .attributes(Map.of("RawMessageDelivery", "true")));
    channel.queue("KmsMasterKeyId", "");
    channel.queue(
        "Policy",
        Aws.policy(
            Aws.allowService("sns.amazonaws.com", "\"sqs:SendMessage\"", Channel.QUEUE, topic)));
    String first = sns.publish(r -> r.topicArn(topic).message("1").messageGroupId("g")).messageId();
    String again = sns.publish(r -> r.topicArn(topic).message("1").messageGroupId("g")).messageId();
    sns.publish(r -> r.topicArn(topic).message("2").messageGroupId("g"));
    assertThat(again).isEqualTo(first);
    assertThat(channel.delivered()).containsExactly("1", "2");
    assertThatThrownBy(() -> sns.publish(r -> r.topicArn(topic).message("3")))
        .hasMessageContaining("MessageGroupId");
  }
}
