package dev.keyway.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyway.api.v1alpha1.EffectiveTopic;
import dev.keyway.api.v1alpha1.EncryptedTopicStatus;
import dev.keyway.api.v1alpha1.Tracing;
import dev.keyway.reconcile.Kind;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.model.AuthorizationErrorException;

/** Accounts that may subscribe to a topic, and settings of a topic that no queue sees. */
class SubscriberAccountTest {
  private static final String TOPIC = World.topicArn("shop_news");
  private static final String THEIR_QUEUE =
      "arn:aws:sqs:" + World.REGION + ":" + World.OTHER_ACCOUNT + ":inbox";

  private final World world = new World();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void onlyAnAccountThatIsNamedMaySubscribe() {
    world.cluster.apply(topic(""));
    world.settle();
    assertThatThrownBy(this::subscribe).isInstanceOf(AuthorizationErrorException.class);

    world.cluster.apply(topic("subscriberAccounts: [\"444455556666\"]"));
    world.settle();

    assertThat(subscribe()).startsWith(TOPIC);
    assertThatThrownBy(
            () ->
                world
                    .people
                    .sns(World.OTHER_ACCOUNT, "audit")
                    .publish(r -> r.topicArn(TOPIC).message("not theirs to send")))
        .isInstanceOf(AuthorizationErrorException.class);
  }

  @Test
  void anAccountThatIsRemovedKeepsWhatItHasSubscribedAndGetsNothingNew() {
    world.cluster.apply(topic("subscriberAccounts: [\"444455556666\"]"));
    world.settle();
    var subscription = subscribe();

    world.cluster.apply(topic(""));
    world.settle();

    assertThat(world.local.state().subscriptions(TOPIC))
        .anyMatch(s -> s.arn().equals(subscription));
    world
        .people
        .sns(World.OTHER_ACCOUNT, "audit")
        .unsubscribe(r -> r.subscriptionArn(subscription));
    assertThatThrownBy(this::subscribe).isInstanceOf(AuthorizationErrorException.class);
  }

  @Test
  void signatureAndTracingFollowTheSpecAndReturnToAwssDefaults() {
    world.cluster.apply(topic("signatureVersion: 2\n  tracing: Active"));
    world.settle();
    assertThat(attribute("SignatureVersion")).isEqualTo("2");
    assertThat(attribute("TracingConfig")).isEqualTo("Active");
    assertThat(effective().signatureVersion()).isEqualTo(2);
    assertThat(effective().tracing()).isEqualTo(Tracing.ACTIVE);

    world.cluster.apply(topic(""));
    world.settle();

    assertThat(attribute("SignatureVersion")).isEqualTo("1");
    assertThat(attribute("TracingConfig")).isEqualTo("PassThrough");
    assertThat(effective().tracing()).isEqualTo(Tracing.PASS_THROUGH);
  }

  @Test
  void aTopicThatAsksForNeitherIsCreatedWithoutThem() {
    world.cluster.apply(topic(""));
    world.settle();

    assertThat(world.local.state().topic(TOPIC).orElseThrow().attributes())
        .doesNotContainKeys("SignatureVersion", "TracingConfig");
    assertThat(effective().signatureVersion()).isEqualTo(1);
  }

  private @Nullable String attribute(String name) {
    return world.local.state().topic(TOPIC).orElseThrow().attributes().get(name);
  }

  private EffectiveTopic effective() {
    var status = (EncryptedTopicStatus) world.status(Kind.ENCRYPTED_TOPIC, "news");
    return Objects.requireNonNull(status.effective());
  }

  private String subscribe() {
    return world
        .people
        .sns(World.OTHER_ACCOUNT, "audit")
        .subscribe(
            r ->
                r.topicArn(TOPIC).protocol("sqs").endpoint(THEIR_QUEUE).returnSubscriptionArn(true))
        .subscriptionArn();
  }

  private static String topic(String more) {
    return """
        apiVersion: keyway.dev/v1alpha1
        kind: EncryptedTopic
        metadata: {name: news}
        spec:
          encryption: {mode: OwnKey}
          %s
        """
        .formatted(more);
  }
}
