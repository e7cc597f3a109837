package dev.keyway.awslocal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyway.awslocal.iam.RoleSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.AuthorizationErrorException;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.InvalidStateException;

/** Archive and replay of FIFO topics, and the roles that log deliveries. */
class ArchiveTest {
  private static final String TOPIC = Aws.topicArn(Aws.A, "kept.fifo");
  private static final String QUEUE = Aws.queueArn(Aws.A, "kept.fifo");
  private static final String ROLE = Aws.roleArn(Aws.A, "log");

  private final Aws aws =
      Aws.start(
          Aws.config()
              .withRole(Aws.A, "log")
              .withRole(RoleSpec.of(Aws.A, "careful").withPolicy(withoutPassRole())));
  private final SnsClient sns = aws.sns();
  private final String key = aws.kms().createKey().keyMetadata().arn();
  private final String url = queue();
  private final String subscription = subscribed();

  @AfterEach
  void close() {
    aws.close();
  }

  @Test
  void whatWasPublishedIsReplayedInOrderFromTheGivenTimeOn() {
    archive("30");
    publish("too early");
    aws.local.clock().advance(Duration.ofHours(1));
    var start = now();
    publish("one");
    aws.local.clock().advance(Duration.ofSeconds(1));
    publish("two");
    empty();
    aws.local.clock().advance(Duration.ofHours(1));

    replay(start);

    assertThat(bodies()).containsExactly("one", "two");
    assertThat(attributes()).containsEntry("ReplayStatus", "Completed");
  }

  @Test
  void onlyTheArchivesTimeCountsAndEndsTheStartingPoint() {
    var before = now();
    aws.local.clock().advance(Duration.ofMinutes(1));
    archive("1");
    assertThatThrownBy(() -> replay(before)).isInstanceOf(InvalidParameterException.class);
    assertThatThrownBy(() -> replay(now().plusSeconds(1)))
        .isInstanceOf(InvalidParameterException.class);
    var start = now();
    publish("kept for a day");
    empty();
    aws.local.clock().advance(Duration.ofHours(25));

    assertThatThrownBy(() -> replay(start)).hasMessageContaining("Invalid StartingPoint value");
    replay(now().minus(Duration.ofHours(24)));

    assertThat(bodies()).isEmpty();
  }

  @Test
  void anEncryptedArchiveIsReplayedOnlyWhereSnsMayUseTheTopicsKey() {
    topic("KmsMasterKeyId", key);
    archive("30");
    var start = now();
    publish("sealed");
    empty();
    aws.local.clock().advance(Duration.ofHours(1));

    replay(start);
    assertThat(attributes()).containsEntry("ReplayStatus", "Failed");
    assertThat(bodies()).isEmpty();

    var context = "\"Condition\":{\"StringEquals\":{\"kms:EncryptionContext:aws:sns:topicArn\":";
    var allow = Aws.allow("{\"Service\":\"sns.amazonaws.com\"}", "\"kms:Decrypt\"", "*");
    var bound = allow.substring(0, allow.length() - 1) + "," + context + "\"" + TOPIC + "\"}}}";
    aws.kms().putKeyPolicy(r -> r.keyId(key).policy(Aws.policy(Aws.keyRoot(Aws.A), bound)));
    replay(start);
    assertThat(attributes()).containsEntry("ReplayStatus", "Completed");
    assertThat(bodies()).containsExactly("sealed");
  }

  @Test
  void endingTheArchiveDropsItAndOnlyThenTheTopicCanBeDeleted() {
    archive("30");
    var start = now();
    publish("one");
    assertThatThrownBy(() -> sns.deleteTopic(r -> r.topicArn(TOPIC)))
        .isInstanceOf(InvalidStateException.class);

    topic("ArchivePolicy", "{}");
    assertThatThrownBy(() -> replay(start)).hasMessageContaining("does not have an ArchivePolicy");
    archive("30");
    assertThat(sns.getTopicAttributes(r -> r.topicArn(TOPIC)).attributes())
        .containsEntry("BeginningArchiveTime", now().toString());
    topic("ArchivePolicy", "{}");
    sns.deleteTopic(r -> r.topicArn(TOPIC));

    assertThat(aws.local.state().topic(TOPIC)).isEmpty();
  }

  @Test
  void anEmptyPolicyEndsAReplay() {
    archive("30");
    replay(now());
    sns.setSubscriptionAttributes(
        r -> r.subscriptionArn(subscription).attributeName("ReplayPolicy").attributeValue("{}"));

    assertThat(attributes()).doesNotContainKeys("ReplayPolicy", "ReplayStatus");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "thirty",
        "{\"Days\":\"3\"}",
        "{\"MessageRetentionPeriod\":\"0\"}",
        "{\"MessageRetentionPeriod\":366}"
      })
  void onlyOneTo365DaysAreArchived(String policy) {
    assertThatThrownBy(() -> topic("ArchivePolicy", policy))
        .isInstanceOf(InvalidParameterException.class);
  }

  @ParameterizedTest
  @CsvSource({"SQSFailureFeedbackRoleArn,log", "SQSSuccessFeedbackSampleRate,101"})
  void deliveriesAreLoggedByRolesAndForAPercentage(String attribute, String value) {
    assertThatThrownBy(() -> topic(attribute, value)).isInstanceOf(InvalidParameterException.class);
    topic("SQSSuccessFeedbackSampleRate", "100");
    topic("SQSFailureFeedbackRoleArn", ROLE);
    topic("SQSFailureFeedbackRoleArn", "");
    assertThat(sns.getTopicAttributes(r -> r.topicArn(TOPIC)).attributes())
        .containsEntry("SQSSuccessFeedbackSampleRate", "100")
        .doesNotContainKey("SQSFailureFeedbackRoleArn");
  }

  @Test
  void aRoleIsGivenToSnsOnlyByWhoMayPassIt() {
    var careful = aws.sns(Aws.A, "careful");

    assertThatThrownBy(
            () ->
                careful.setTopicAttributes(
                    r ->
                        r.topicArn(TOPIC)
                            .attributeName("SQSFailureFeedbackRoleArn")
                            .attributeValue(ROLE)))
        .isInstanceOf(AuthorizationErrorException.class)
        .hasMessageContaining("is not authorized to perform: iam:PassRole on resource: " + ROLE);
  }

  private static String withoutPassRole() {
    return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"sns:*\","
        + "\"Resource\":\"*\"}]}";
  }

  private String queue() {
    sns.createTopic(
        r ->
            r.name("kept.fifo")
                .attributes(Map.of("FifoTopic", "true", "ContentBasedDeduplication", "true")));
    var policy =
        Aws.policy(Aws.allowService("sns.amazonaws.com", "\"sqs:SendMessage\"", QUEUE, TOPIC));
    return aws.sqs()
        .createQueue(
            r ->
                r.queueName("kept.fifo")
                    .attributesWithStrings(Map.of("FifoQueue", "true", "Policy", policy)))
        .queueUrl();
  }

  private String subscribed() {
    return sns.subscribe(
            r ->
                r.topicArn(TOPIC)
                    .protocol("sqs")
                    .endpoint(QUEUE)
                    .attributes(Map.of("RawMessageDelivery", "true")))
        .subscriptionArn();
  }

  private void topic(String name, String value) {
    sns.setTopicAttributes(r -> r.topicArn(TOPIC).attributeName(name).attributeValue(value));
  }

  private void archive(String days) {
    topic("ArchivePolicy", "{\"MessageRetentionPeriod\":\"" + days + "\"}");
  }

  private void replay(Instant from) {
    sns.setSubscriptionAttributes(
        r ->
            r.subscriptionArn(subscription)
                .attributeName("ReplayPolicy")
                .attributeValue(
                    "{\"PointType\":\"Timestamp\",\"StartingPoint\":\"" + from + "\"}"));
  }

  private Instant now() {
    return aws.local.clock().instant();
  }

  private void publish(String body) {
    sns.publish(r -> r.topicArn(TOPIC).message(body).messageGroupId("g"));
  }

  private Map<String, String> attributes() {
    return sns.getSubscriptionAttributes(r -> r.subscriptionArn(subscription)).attributes();
  }

  private List<String> bodies() {
    return aws.local.state().queue(QUEUE).orElseThrow().messages().stream()
        .map(m -> m.body())
        .toList();
  }

  private void empty() {
    aws.sqs().purgeQueue(r -> r.queueUrl(url));
    aws.local.clock().advance(Duration.ofMinutes(1));
    assertThat(bodies()).isEmpty();
  }
}
