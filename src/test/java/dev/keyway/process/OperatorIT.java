package dev.keyway.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keyway.awslocal.call.Call;
import dev.keyway.support.ControlPlane;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** One operator, first the main job and then what users and neighbours do to it. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OperatorIT {
  private static Bench bench = new Bench();

  @BeforeAll
  static void start() {
    bench.operator.start();
  }

  @AfterAll
  static void stop() {
    bench.close();
  }

  private static String topicArn(String name) {
    return "arn:aws:sns:eu-central-1:%s:%s_%s".formatted(Bench.ACCOUNT, bench.namespace, name);
  }

  private static String queueArn(String name) {
    return "arn:aws:sqs:eu-central-1:%s:%s_%s".formatted(Bench.ACCOUNT, bench.namespace, name);
  }

  private static String url(String name) {
    return String.valueOf(
        bench.object("EncryptedQueue", name).orElseThrow().<Object>get("status", "queueUrl"));
  }

  @Test
  @Order(1)
  void aPublishedMessageArrivesAtTheConsumerOfTheOtherAccount() {
    bench.apply(Path.of("examples/fifo-cross-account.yaml"));

    bench.awaitReady("TopicSubscription", "payments");
    bench
        .sns(Bench.ACCOUNT, "checkout")
        .publish(r -> r.topicArn(topicArn("payments.fifo")).messageGroupId("1").message("paid 1"));

    var received =
        bench
            .sqs(Bench.OTHER_ACCOUNT, "ledger-task")
            .receiveMessage(r -> r.queueUrl(url("payments")).waitTimeSeconds(5));
    assertThat(received.messages()).singleElement().extracting("body").isEqualTo("paid 1");
    for (var kind : List.of("EncryptionKey", "EncryptedTopic", "EncryptedQueue")) {
      bench.awaitReady(kind, "payments");
    }
  }

  @Test
  @Order(2)
  void anIdleOperatorWritesNothing() {
    bench.awaitReady("TopicSubscription", "payments");
    var before = versions();
    bench.aws.calls().clear();

    await("several checks of each object")
        .atMost(Duration.ofSeconds(60))
        .until(() -> bench.aws.calls().count("GetQueueAttributes") >= 4);

    assertThat(bench.aws.calls().where(Call::isMutating)).isEmpty();
    assertThat(versions()).isEqualTo(before);
  }

  private static Map<String, String> versions() {
    return Map.of(
        "key", version("EncryptionKey"),
        "topic", version("EncryptedTopic"),
        "queue", version("EncryptedQueue"),
        "subscription", version("TopicSubscription"));
  }

  private static String version(String kind) {
    return bench.object(kind, "payments").orElseThrow().getMetadata().getResourceVersion();
  }

  @Test
  @Order(3)
  void driftIsReportedAndRepaired() {
    var key =
        String.valueOf(
            bench
                .object("EncryptionKey", "payments")
                .orElseThrow()
                .<Object>get("status", "keyArn"));
    var account = "arn:aws:iam::" + Bench.ACCOUNT + ":root";
    bench
        .kms(Bench.ACCOUNT, "admin")
        .putKeyPolicy(
            r ->
                r.keyId(key)
                    .policy(
                        """
                        {"Version":"2012-10-17","Statement":[{"Effect":"Allow",
                        "Principal":{"AWS":"%s"},"Action":"kms:*","Resource":"*"}]}"""
                            .formatted(account)));

    await("the drift is reported as repaired")
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(
                        String.valueOf(
                            bench
                                .object("EncryptionKey", "payments")
                                .orElseThrow()
                                .<Object>get("status", "drift")))
                    .contains("Policy", "Broken", "Repaired"));
    assertThat(
            bench
                .aws
                .state()
                .deliveryObstacle(topicArn("payments.fifo"), queueArn("payments.fifo")))
        .isEmpty();
    await("an Event tells of it")
        .atMost(Duration.ofSeconds(20))
        .until(() -> reasons().contains("DriftDetected"));
    assertThat(reasons()).contains("KeyCreated", "QueueCreated", "TopicCreated", "Subscribed");
  }

  private static List<String> reasons() {
    return ControlPlane.client()
        .events()
        .v1()
        .events()
        .inNamespace(bench.namespace)
        .list()
        .getItems()
        .stream()
        .map(Event::getReason)
        .toList();
  }

  @Test
  @Order(4)
  void aMissingReferenceIsNamedAndTheObjectGoesOnWhenItAppears() {
    bench.apply(
        """
        apiVersion: keyway.dev/v1alpha1
        kind: TopicSubscription
        metadata: {name: late}
        spec:
          topicRef: {name: late}
          queueRef: {name: late}
        """);
    bench.awaitCondition("TopicSubscription", "late", "Ready", "False/ReferenceNotFound");
    assertThat(bench.message("TopicSubscription", "late", "Ready"))
        .contains("EncryptedTopic \"late\"", "EncryptedQueue \"late\"");

    bench.apply(minimal("late"));

    bench.awaitReady("TopicSubscription", "late");
  }

  private static String minimal(String name) {
    return """
        apiVersion: keyway.dev/v1alpha1
        kind: EncryptedTopic
        metadata: {name: %1$s}
        spec:
          encryption: {mode: OwnKey}
        ---
        apiVersion: keyway.dev/v1alpha1
        kind: EncryptedQueue
        metadata: {name: %1$s}
        spec:
          encryption: {mode: ServiceManaged}
        """
        .formatted(name);
  }

  @Test
  @Order(5)
  void aQueueOfThatNameThatIsNotOursStaysUntouched() {
    var sqs = bench.sqs(Bench.ACCOUNT, "admin");
    var url = sqs.createQueue(r -> r.queueName(bench.namespace + "_taken")).queueUrl();
    var before =
        sqs.getQueueAttributes(r -> r.queueUrl(url).attributeNames(QueueAttributeName.ALL));

    bench.apply(
        """
        apiVersion: keyway.dev/v1alpha1
        kind: EncryptedQueue
        metadata: {name: taken}
        spec:
          encryption: {mode: ServiceManaged}
        """);

    bench.awaitCondition("EncryptedQueue", "taken", "Stalled", "True/OwnershipConflict");
    var after = sqs.getQueueAttributes(r -> r.queueUrl(url).attributeNames(QueueAttributeName.ALL));
    assertThat(after.attributes()).isEqualTo(before.attributes());
  }

  @Test
  @Order(6)
  void aKeyThatSomebodyDisablesIsBrokenAtOnceAndWellAgainWhenEnabled() {
    var key =
        String.valueOf(
            bench
                .object("EncryptionKey", "payments")
                .orElseThrow()
                .<Object>get("status", "keyArn"));
    var kms = bench.kms(Bench.ACCOUNT, "admin");

    kms.disableKey(r -> r.keyId(key));

    bench.awaitCondition("EncryptionKey", "payments", "Stalled", "True/KeyDisabled");
    bench.awaitCondition("TopicSubscription", "payments", "Deliverable", "False/NotDeliverable");

    kms.enableKey(r -> r.keyId(key));

    bench.awaitReady("EncryptionKey", "payments");
    bench.awaitReady("TopicSubscription", "payments");
  }

  @Test
  @Order(7)
  void aMinuteWithoutAwsChangesNoConditionOfWhatWasProven() {
    bench.awaitReady("TopicSubscription", "payments");
    var before = versions();

    bench.aws.faults().unreachableUntil(bench.aws.clock().instant().plusSeconds(6));
    await("AWS can be reached again").until(() -> !bench.aws.faults().isUnreachable());

    assertThat(versions()).isEqualTo(before);
    bench.aws.calls().clear();
    await("checks go on")
        .atMost(Duration.ofSeconds(60))
        .until(() -> bench.aws.calls().count("GetQueueAttributes") >= 2);
  }

  @Test
  @Order(8)
  void deletedObjectsGoInTheRightOrderAndTheKeyIsScheduledLast() {
    for (var kind : List.of("EncryptionKey", "EncryptedTopic", "EncryptedQueue")) {
      bench.apply(withDelete(kind));
    }
    for (var kind :
        List.of("EncryptionKey", "EncryptedTopic", "EncryptedQueue", "TopicSubscription")) {
      bench.delete(kind, "payments");
    }

    for (var kind :
        List.of("TopicSubscription", "EncryptedQueue", "EncryptedTopic", "EncryptionKey")) {
      bench.awaitGone(kind, "payments");
    }
    assertThat(bench.aws.state().queue(queueArn("payments.fifo"))).isEmpty();
    assertThat(bench.aws.state().topic(topicArn("payments.fifo"))).isEmpty();
    assertThat(bench.operator.output()).doesNotContain("NullPointerException");
  }

  private static String withDelete(String kind) {
    var object = bench.object(kind, "payments").orElseThrow();
    object.getMetadata().setManagedFields(null);
    object.getMetadata().setResourceVersion(null);
    object.getAdditionalProperties().remove("status");
    Map<String, Object> spec = Objects.requireNonNull(object.get("spec"));
    spec.put("deletionPolicy", "Delete");
    return Serialization.asYaml(object);
  }
}
