package dev.keyway.aws.sdk;

import static dev.keyway.aws.sdk.SdkAwsFixture.REGION;
import static dev.keyway.aws.sdk.SdkAwsFixture.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.aws.AwsFailure.Cause;
import dev.keyway.aws.SubscriptionSummary;
import dev.keyway.aws.TopicService;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SdkTopicServiceTest {
  private static final String TOPIC = "arn:aws:sns:eu-central-1:111122223333:orders";
  private static final String SUBSCRIPTION = TOPIC + ":5f0c";
  private static final String QUEUE = "arn:aws:sqs:eu-central-1:111122223333:orders";

  private final SdkAwsFixture fixture = new SdkAwsFixture();
  private final ScriptedAws server = fixture.server;
  private final TopicService topics = fixture.aws.topics(REGION);

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void readsAttributes() {
    server.then(
        ScriptedAws.xml(
            "GetTopicAttributes",
            "r",
            "<Attributes><entry><key>OfTomorrow</key><value>x</value></entry><entry><key>DisplayName</key><value/></entry></Attributes>"));

    assertThat(topics.attributes(TOPIC)).contains(Map.of("OfTomorrow", "x", "DisplayName", ""));
  }

  @Test
  void readsTags() {
    server.then(
        ScriptedAws.xml(
            "ListTagsForResource",
            "r",
            "<Tags><member><Key>team</Key><Value>a</Value></member><member><Key>empty</Key><Value></Value></member></Tags>"));

    assertThat(topics.tags(TOPIC)).contains(Map.of("team", "a", "empty", ""));
  }

  @Test
  void whatIsMissingIsEmpty() {
    server.then(
        ScriptedAws.xmlError(404, "NotFound", "Topic does not exist"),
        ScriptedAws.xmlError(404, "ResourceNotFound", "Resource does not exist"),
        ScriptedAws.xmlError(404, "NotFound", "Topic does not exist"),
        ScriptedAws.xmlError(404, "NotFound", "Subscription does not exist"));

    assertThat(topics.attributes(TOPIC)).isEmpty();
    assertThat(topics.tags(TOPIC)).isEmpty();
    assertThat(topics.subscriptions(TOPIC)).isEmpty();
    assertThat(topics.subscriptionAttributes(SUBSCRIPTION)).isEmpty();
  }

  @Test
  void whatMayNotBeReadIsNotMissing() {
    server.then(ScriptedAws.xmlError(403, "AuthorizationError", "not authorized"));

    assertThat(failureOf(() -> topics.subscriptionAttributes(SUBSCRIPTION)).cause())
        .isEqualTo(Cause.ACCESS_DENIED);
  }

  @Test
  void createsWithAttributesAndTagsInOneCall() {
    server.then(ScriptedAws.xml("CreateTopic", "r", "<TopicArn>%s</TopicArn>".formatted(TOPIC)));

    assertThat(topics.create("orders", Map.of("FifoTopic", "true"), Map.of("team", "a")))
        .isEqualTo(TOPIC);
    assertThat(server.only().form())
        .containsEntry("Name", "orders")
        .containsEntry("Attributes.entry.1.key", "FifoTopic")
        .containsEntry("Attributes.entry.1.value", "true")
        .containsEntry("Tags.member.1.Key", "team")
        .containsEntry("Tags.member.1.Value", "a");
  }

  @Test
  void anExistingTopicWithOtherSettingsIsSaidToExist() {
    server.then(
        ScriptedAws.xmlError(
            400,
            "InvalidParameter",
            "Invalid parameter: Attributes Reason: Topic already exists with different attributes"));

    assertThat(failureOf(() -> topics.create("orders", Map.of(), Map.of())).cause())
        .isEqualTo(Cause.ALREADY_EXISTS);
  }

  @Test
  void setsOneAttribute() {
    server.then(ScriptedAws.xml("SetTopicAttributes", "r", ""));

    topics.setAttribute(TOPIC, "DisplayName", "");

    assertThat(server.only().form())
        .containsEntry("AttributeName", "DisplayName")
        .containsEntry("AttributeValue", "");
  }

  @Test
  void readsAllPagesOfSubscriptions() {
    server.then(
        ScriptedAws.xml(
            "ListSubscriptionsByTopic",
            "r1",
            "<Subscriptions>%s</Subscriptions><NextToken>page two</NextToken>"
                .formatted(member(SUBSCRIPTION))),
        ScriptedAws.xml(
            "ListSubscriptionsByTopic",
            "r2",
            "<Subscriptions>%s</Subscriptions><NextToken>page three</NextToken>"
                .formatted(member(SubscriptionSummary.PENDING))),
        ScriptedAws.xml("ListSubscriptionsByTopic", "r3", "<Subscriptions/>"));

    assertThat(topics.subscriptions(TOPIC))
        .contains(
            List.of(
                new SubscriptionSummary(SUBSCRIPTION, "sqs", QUEUE, "111122223333"),
                new SubscriptionSummary(
                    SubscriptionSummary.PENDING, "sqs", QUEUE, "111122223333")));
    assertThat(server.received().get(0).form()).doesNotContainKey("NextToken");
    assertThat(server.received().get(1).form()).containsEntry("NextToken", "page two");
    assertThat(server.received().get(2).form()).containsEntry("NextToken", "page three");
    assertThat(fixture.calls).as("each page is a call").hasSize(3);
  }

  @Test
  void readsSubscriptionAttributes() {
    server.then(
        ScriptedAws.xml(
            "GetSubscriptionAttributes",
            "r",
            "<Attributes><entry><key>RawMessageDelivery</key><value>true</value></entry></Attributes>"));

    assertThat(topics.subscriptionAttributes(SUBSCRIPTION))
        .contains(Map.of("RawMessageDelivery", "true"));
  }

  @Test
  void subscribesAQueueAndAsksForTheArn() {
    server.then(
        ScriptedAws.xml(
            "Subscribe", "r", "<SubscriptionArn>%s</SubscriptionArn>".formatted(SUBSCRIPTION)));

    assertThat(topics.subscribe(TOPIC, QUEUE, Map.of("RawMessageDelivery", "true")))
        .isEqualTo(SUBSCRIPTION);
    assertThat(server.only().form())
        .containsEntry("TopicArn", TOPIC)
        .containsEntry("Protocol", "sqs")
        .containsEntry("Endpoint", QUEUE)
        .containsEntry("ReturnSubscriptionArn", "true")
        .containsEntry("Attributes.entry.1.key", "RawMessageDelivery");
  }

  @Test
  void removesASubscriptionAttributeByLeavingItsValueOut() {
    server.then(
        ScriptedAws.xml("SetSubscriptionAttributes", "r", ""),
        ScriptedAws.xml("SetSubscriptionAttributes", "r", ""));

    topics.setSubscriptionAttribute(SUBSCRIPTION, "RedrivePolicy", "");
    topics.setSubscriptionAttribute(SUBSCRIPTION, "FilterPolicy", "{}");

    assertThat(server.received().get(0).form())
        .containsEntry("AttributeName", "RedrivePolicy")
        .doesNotContainKey("AttributeValue");
    assertThat(server.received().get(1).form()).containsEntry("AttributeValue", "{}");
  }

  @Test
  void deletingWhatIsMissingIsSuccess() {
    server.then(
        ScriptedAws.xmlError(404, "NotFound", "Topic does not exist"),
        ScriptedAws.xmlError(404, "NotFound", "Subscription does not exist"));

    topics.delete(TOPIC);
    topics.unsubscribe(SUBSCRIPTION);

    assertThat(server.operations()).containsExactly("DeleteTopic", "Unsubscribe");
  }

  @Test
  void tagsAndUntags() {
    server.then(ScriptedAws.xml("TagResource", "r", ""), ScriptedAws.xml("UntagResource", "r", ""));

    topics.tag(TOPIC, Map.of("team", "a"));
    topics.untag(TOPIC, List.of("team"));

    assertThat(server.received().get(0).form()).containsEntry("Tags.member.1.Value", "a");
    assertThat(server.received().get(1).form()).containsEntry("TagKeys.member.1", "team");
  }

  private static String member(String arn) {
    return "<member><SubscriptionArn>%s</SubscriptionArn><Protocol>sqs</Protocol><Endpoint>%s</Endpoint><Owner>111122223333</Owner></member>"
        .formatted(arn, QUEUE);
  }
}
