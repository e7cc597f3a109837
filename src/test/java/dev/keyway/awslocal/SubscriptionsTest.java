package dev.keyway.awslocal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyway.awslocal.base.Json;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.Subscription;

/** Who may subscribe what, and the attributes of subscriptions, by reference/aws.md 2. */
class SubscriptionsTest {

  private final Aws aws = Aws.start();
  private final Channel channel = new Channel(aws);
  private final SnsClient sns = aws.sns();

  @AfterEach
  void close() {
    aws.close();
  }

  private Map<String, String> subscription(String arn) {
    return sns.getSubscriptionAttributes(r -> r.subscriptionArn(arn)).attributes();
  }

  private void set(String arn, String name, String value) {
    sns.setSubscriptionAttributes(
        r -> r.subscriptionArn(arn).attributeName(name).attributeValue(value));
  }

  @Test
  void subscribingAgainAnswersTheSubscriptionUnlessAttributesDiffer() {
    String arn = channel.subscribe(Map.of());
    assertThat(channel.subscribe(Map.of("RawMessageDelivery", "true"))).isEqualTo(arn);
    assertThatThrownBy(() -> channel.subscribe(Map.of("RawMessageDelivery", "false")))
        .isInstanceOf(InvalidParameterException.class);
  }

  @Test
  void fifoQueuesTakeOnlyFifoTopicsAndFifoTopicsOnlyQueues() {
    String fifoTopic =
        sns.createTopic(r -> r.name("f.fifo").attributes(Map.of("FifoTopic", "true"))).topicArn();
    String fifoQueue = Aws.queueArn(Aws.A, "f.fifo");
    assertThatThrownBy(
            () -> sns.subscribe(r -> r.topicArn(Channel.TOPIC).protocol("sqs").endpoint(fifoQueue)))
        .isInstanceOf(InvalidParameterException.class);
    assertThatThrownBy(
            () -> sns.subscribe(r -> r.topicArn(fifoTopic).protocol("email").endpoint("a@b.c")))
        .isInstanceOf(InvalidParameterException.class);
    sns.subscribe(r -> r.topicArn(fifoTopic).protocol("sqs").endpoint(Channel.QUEUE));
  }

  @Test
  void theOwnerOfAForeignQueueSubscribesAtOnceWhenTheTopicLetsItsAccount() {
    SnsClient foreign = aws.sns(Aws.B, Aws.ADMIN);
    String queue = Aws.queueArn(Aws.B, "q");
    assertThatThrownBy(
            () -> foreign.subscribe(r -> r.topicArn(Channel.TOPIC).protocol("sqs").endpoint(queue)))
        .satisfies(e -> assertThat(Aws.code(e)).isEqualTo("AuthorizationError"));
    channel.topic(
        "Policy",
        Aws.policy(Aws.allow("{\"AWS\":\"" + Aws.B + "\"}", "\"sns:Subscribe\"", Channel.TOPIC)));
    String arn =
        foreign
            .subscribe(r -> r.topicArn(Channel.TOPIC).protocol("sqs").endpoint(queue))
            .subscriptionArn();
    assertThat(subscription(arn))
        .containsEntry("PendingConfirmation", "false")
        .containsEntry("Owner", Aws.B);
  }

  @Test
  void theTopicsOwnerSubscribesAForeignQueueAndItsOwnerConfirms() {
    String queue = Aws.queueArn(Aws.B, "q");
    String url = aws.sqs(Aws.B, Aws.ADMIN).createQueue(r -> r.queueName("q")).queueUrl();
    aws.sqs(Aws.B, Aws.ADMIN)
        .setQueueAttributes(
            r ->
                r.queueUrl(url)
                    .attributesWithStrings(
                        Map.of(
                            "Policy",
                            Aws.policy(
                                Aws.allowService(
                                    "sns.amazonaws.com",
                                    "\"sqs:SendMessage\"",
                                    queue,
                                    Channel.TOPIC)))));
    assertThat(
            sns.subscribe(r -> r.topicArn(Channel.TOPIC).protocol("sqs").endpoint(queue))
                .subscriptionArn())
        .isEqualTo("pending confirmation");
    assertThat(sns.listSubscriptionsByTopic(r -> r.topicArn(Channel.TOPIC)).subscriptions())
        .extracting(Subscription::subscriptionArn)
        .contains("PendingConfirmation");
    String body =
        aws.sqs(Aws.B, Aws.ADMIN).receiveMessage(r -> r.queueUrl(url)).messages().getFirst().body();
    ObjectNode question = Json.readObject(body).orElseThrow();
    assertThat(question.path("Type").asText()).isEqualTo("SubscriptionConfirmation");
    channel.publish("too early");
    String arn =
        aws.sns(Aws.B, Aws.ADMIN)
            .confirmSubscription(
                r -> r.topicArn(Channel.TOPIC).token(question.path("Token").asText()))
            .subscriptionArn();
    assertThat(subscription(arn)).containsEntry("PendingConfirmation", "false");
    channel.publish("m");
    assertThat(aws.local.state().queue(queue).orElseThrow().messages()).hasSize(2);
  }

  @Test
  void aPendingSubscriptionCannotBeEndedAndGoesAfterThreeDays() {
    String arn =
        sns.subscribe(
                r ->
                    r.topicArn(Channel.TOPIC)
                        .protocol("sqs")
                        .endpoint(Aws.queueArn(Aws.B, "q"))
                        .returnSubscriptionArn(true))
            .subscriptionArn();
    assertThatThrownBy(() -> sns.unsubscribe(r -> r.subscriptionArn(arn)))
        .hasMessageContaining("pending confirmation");
    aws.local.clock().advance(Duration.ofDays(3).plusSeconds(1));
    assertThatThrownBy(() -> subscription(arn)).isInstanceOf(NotFoundException.class);
  }

  @Test
  void scopeComesBeforeANestedPolicyAndAfterAFlatOne() {
    String arn = channel.subscribe(Map.of());
    String nested = "{\"a\":{\"b\":[1]}}";
    assertThatThrownBy(() -> set(arn, "FilterPolicy", nested))
        .isInstanceOf(InvalidParameterException.class);
    set(arn, "FilterPolicyScope", "MessageBody");
    set(arn, "FilterPolicy", nested);
    assertThatThrownBy(() -> set(arn, "FilterPolicyScope", "MessageAttributes"))
        .isInstanceOf(InvalidParameterException.class);
    set(arn, "FilterPolicy", "{}");
    set(arn, "FilterPolicyScope", "MessageAttributes");
    assertThat(subscription(arn)).doesNotContainKey("FilterPolicy");
  }

  @Test
  void redrivePolicyGoesAwayWithoutAValueAndEmptyTextIsRefused() {
    String arn = channel.subscribe(Map.of());
    set(arn, "RedrivePolicy", "{\"deadLetterTargetArn\":\"" + Aws.queueArn(Aws.A, "dead") + "\"}");
    assertThat(subscription(arn)).containsKey("RedrivePolicy");
    assertThatThrownBy(() -> set(arn, "RedrivePolicy", ""))
        .isInstanceOf(InvalidParameterException.class);
    sns.setSubscriptionAttributes(r -> r.subscriptionArn(arn).attributeName("RedrivePolicy"));
    assertThat(subscription(arn)).doesNotContainKey("RedrivePolicy");
  }
}
