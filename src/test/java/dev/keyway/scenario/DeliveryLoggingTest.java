package dev.keyway.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.api.v1alpha1.EffectiveDeliveryLogging;
import dev.keyway.api.v1alpha1.EncryptedTopicStatus;
import dev.keyway.awslocal.iam.RoleSpec;
import dev.keyway.reconcile.Conditions;
import dev.keyway.reconcile.Kind;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The roles with which SNS logs deliveries. */
class DeliveryLoggingTest {
  private static final String TOPIC = World.topicArn("shop_news");
  private static final String ROLE = "arn:aws:iam::" + World.ACCOUNT + ":role/checkout";
  private static final String FAILURES = "deliveryLogging: {failureRoleArn: '" + ROLE + "'}";

  private final World world = new World();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void loggingFollowsTheSpecAndEndsWithIt() {
    world.cluster.apply(
        topic(
            "deliveryLogging: {failureRoleArn: '%1$s', successRoleArn: '%1$s',".formatted(ROLE)
                + " successSampleRatePercent: 5}"));
    world.settle();
    assertThat(attributes())
        .containsEntry("SQSFailureFeedbackRoleArn", ROLE)
        .containsEntry("SQSSuccessFeedbackRoleArn", ROLE)
        .containsEntry("SQSSuccessFeedbackSampleRate", "5");
    assertThat(effective()).isEqualTo(new EffectiveDeliveryLogging(ROLE, ROLE, 5));

    world.cluster.apply(topic(FAILURES));
    world.settle();
    assertThat(attributes()).doesNotContainKey("SQSSuccessFeedbackRoleArn");
    assertThat(effective()).isEqualTo(new EffectiveDeliveryLogging(ROLE, null, null));

    world.cluster.apply(topic(""));
    world.settle();
    assertThat(attributes())
        .doesNotContainKeys("SQSFailureFeedbackRoleArn", "SQSSuccessFeedbackRoleArn")
        .containsEntry("SQSSuccessFeedbackSampleRate", "0");
    assertThat(effective()).isNull();
  }

  @Test
  void aRoleThatMayNotBePassedOnIsNamedAndHoldsNothingElseUp() {
    var careful =
        RoleSpec.of(World.ACCOUNT, World.OPERATOR)
            .withPolicy(
                """
                {"Version":"2012-10-17","Statement":[
                  {"Effect":"Allow","Action":"*","Resource":"*"},
                  {"Effect":"Deny","Action":"iam:PassRole","Resource":"*"}]}""");
    careful.put(world.local.accounts());
    world.cluster.apply(topic(FAILURES));
    world.settle();

    var ready =
        Conditions.find(world.status(Kind.ENCRYPTED_TOPIC, "news").conditions(), Conditions.READY)
            .orElseThrow();
    assertThat(ready.reason()).isEqualTo("AccessDenied");
    assertThat(ready.message()).contains("iam:PassRole on " + ROLE);
    var policy = world.local.state().topic(TOPIC).orElseThrow().policy();
    assertThat(policy).contains("KeywayPublishers");

    world
        .people
        .sns()
        .setTopicAttributes(
            r ->
                r.topicArn(TOPIC)
                    .attributeName("Policy")
                    .attributeValue(policy.replace("checkout", "intruder")));
    world.elapse(World.CHECK.plusSeconds(1));
    assertThat(world.local.state().topic(TOPIC).orElseThrow().policy()).isEqualTo(policy);
  }

  private Map<String, String> attributes() {
    return world.local.state().topic(TOPIC).orElseThrow().attributes();
  }

  private @Nullable EffectiveDeliveryLogging effective() {
    var status = (EncryptedTopicStatus) world.status(Kind.ENCRYPTED_TOPIC, "news");
    return Objects.requireNonNull(status.effective()).deliveryLogging();
  }

  private static String topic(String more) {
    return """
        apiVersion: keyway.dev/v1alpha1
        kind: EncryptedTopic
        metadata: {name: news}
        spec:
          encryption: {mode: OwnKey}
          publishers:
            - {name: shop, principal: {roleArn: "arn:aws:iam::111122223333:role/checkout"}}
          %s
        """
        .formatted(more);
  }
}
