package dev.keyway.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.api.v1alpha1.EffectiveTopic;
import dev.keyway.api.v1alpha1.EncryptedTopicStatus;
import dev.keyway.awslocal.kms.KmsService.KeyView;
import dev.keyway.reconcile.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The archive of a FIFO topic. */
class ArchiveTest {
  private static final String TOPIC = World.topicArn("shop_news.fifo");

  private final World world = new World();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void theArchiveFollowsTheSpecAndEndsWithTheField() {
    world.cluster.apply(topic("{archiveRetentionDays: 30}", ""));
    world.settle();
    assertThat(policy()).isEqualTo("{\"MessageRetentionPeriod\":\"30\"}");
    assertThat(effective().archiveRetentionDays()).isEqualTo(30);

    world.cluster.apply(topic("{archiveRetentionDays: 7}", ""));
    world.settle();
    assertThat(policy()).isEqualTo("{\"MessageRetentionPeriod\":\"7\"}");

    world.cluster.apply(topic("{}", ""));
    world.settle();
    assertThat(policy()).isNull();
    assertThat(effective().archiveRetentionDays()).isNull();
  }

  @Test
  void snsMayReadTheArchiveUnderTheTopicsKeyForAsLongAsThereIsOne() {
    world.cluster.apply(topic("{}", ""));
    world.settle();
    assertThat(keyPolicy()).doesNotContain("KeywayTopicArchive");

    world.cluster.apply(topic("{archiveRetentionDays: 30}", ""));
    world.settle();
    assertThat(keyPolicy()).contains("KeywayTopicArchive");

    world.cluster.apply(topic("{}", ""));
    world.settle();
    assertThat(keyPolicy()).doesNotContain("KeywayTopicArchive");
  }

  @Test
  void aTopicWithAnArchiveIsDeletedWithIt() {
    world.cluster.apply(topic("{archiveRetentionDays: 30}", "deletionPolicy: Delete"));
    world.settle();
    world.cluster.delete(World.named(Kind.ENCRYPTED_TOPIC, "news"));
    world.settle();

    assertThat(world.local.state().topic(TOPIC)).isEmpty();
    assertThat(world.cluster.object(World.named(Kind.ENCRYPTED_TOPIC, "news"))).isEmpty();
  }

  @Test
  void aTopicThatIsRetainedKeepsItsArchiveAndTheGrantForIt() {
    world.cluster.apply(keys() + topic("{archiveRetentionDays: 30}", "", shared(1)));
    world.settle();
    world.cluster.delete(World.named(Kind.ENCRYPTED_TOPIC, "news"));
    world.elapse(Duration.ofHours(1));

    assertThat(world.cluster.object(World.named(Kind.ENCRYPTED_TOPIC, "news"))).isEmpty();
    assertThat(policy()).isEqualTo("{\"MessageRetentionPeriod\":\"30\"}");
    assertThat(keyPolicy()).contains("KeywayTopicArchive");
  }

  @Test
  void aKeyThatIsLeftStaysForAsLongAsTheArchive() {
    var hundred = "{archiveRetentionDays: 100}";
    world.cluster.apply(keys() + topic(hundred, "", shared(1)));
    world.settle();
    world.cluster.apply(topic(hundred, "", shared(2)));
    world.settle();

    var status = (EncryptedTopicStatus) world.status(Kind.ENCRYPTED_TOPIC, "news");
    assertThat(status.retiringKeys())
        .singleElement()
        .satisfies(
            key ->
                assertThat(Instant.parse(Objects.requireNonNull(key.until())))
                    .isAfter(World.START.plus(Duration.ofDays(100))));
    world.elapse(Duration.ofHours(2));
    assertThat(world.local.state().keys(World.ACCOUNT, World.REGION))
        .allMatch(key -> key.policy().contains("KeywayTopicArchive"));
  }

  private @Nullable String policy() {
    return world.local.state().topic(TOPIC).orElseThrow().attributes().get("ArchivePolicy");
  }

  private String keyPolicy() {
    return world.local.state().keys(World.ACCOUNT, World.REGION).stream()
        .map(KeyView::policy)
        .findFirst()
        .orElseThrow();
  }

  private EffectiveTopic effective() {
    var status = (EncryptedTopicStatus) world.status(Kind.ENCRYPTED_TOPIC, "news");
    return Objects.requireNonNull(status.effective());
  }

  private static String keys() {
    return """
        apiVersion: keyway.dev/v1alpha1
        kind: EncryptionKey
        metadata: {name: key-1}
        spec: {}
        ---
        apiVersion: keyway.dev/v1alpha1
        kind: EncryptionKey
        metadata: {name: key-2}
        spec: {}
        ---
        """;
  }

  private static String shared(int key) {
    return "{mode: SharedKey, keyRef: {name: key-" + key + "}}";
  }

  private static String topic(String fifo, String more) {
    return topic(fifo, more, "{mode: OwnKey}");
  }

  private static String topic(String fifo, String more, String encryption) {
    return """
        apiVersion: keyway.dev/v1alpha1
        kind: EncryptedTopic
        metadata: {name: news}
        spec:
          fifo: %s
          encryption: %s
          publishers:
            - {name: shop, principal: {roleArn: "arn:aws:iam::111122223333:role/checkout"}}
          %s
        """
        .formatted(fifo, encryption, more);
  }
}
