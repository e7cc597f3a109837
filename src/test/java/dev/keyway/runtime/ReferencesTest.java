package dev.keyway.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.api.v1alpha1.EncryptedQueue;
import dev.keyway.api.v1alpha1.EncryptedTopic;
import dev.keyway.api.v1alpha1.EncryptionKey;
import dev.keyway.api.v1alpha1.ObjectReference;
import dev.keyway.api.v1alpha1.TopicSubscription;
import dev.keyway.reconcile.Kind;
import dev.keyway.reconcile.ObjectName;
import dev.keyway.reconcile.Resource;
import dev.keyway.support.ControlPlane;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** References between namespaces, on the API server and with the chart's rights. */
class ReferencesTest {
  private static final Duration A_WHILE = Duration.ofMillis(1500);

  private String platform = "";
  private String sales = "";
  private Cluster there = new Cluster("");
  private Cluster here = new Cluster("");

  @BeforeEach
  void namespaces() {
    ControlPlane.installCrds();
    platform = ControlPlane.namespace();
    sales = ControlPlane.namespace();
    there = new Cluster(platform);
    here = new Cluster(sales);
  }

  @AfterEach
  void release() {
    ControlPlane.release(platform);
    ControlPlane.release(sales);
  }

  private void create() {
    there.createKey("shared");
    there.createTopic("orders", "shared");
    here.create(
        EncryptedQueue.class,
        "EncryptedQueue",
        "billing",
        "{\"encryption\":{\"mode\":\"SharedKey\",\"keyRef\":{\"name\":\"shared\","
            + "\"namespace\":\"%s\"}}}".formatted(platform));
    here.create(
        TopicSubscription.class,
        "TopicSubscription",
        "billing",
        "{\"topicRef\":{\"name\":\"orders\",\"namespace\":\"%s\"},\"queueRef\":{\"name\":\"billing\"}}"
            .formatted(platform));
    here.createQueue("stranger", "shared");
  }

  private void allow(String kind) {
    var allowed =
        "{\"spec\":{\"allowedReferences\":[{\"name\":\"sales\",\"namespace\":\"%s\",\"kinds\":[\"%s\"]}]}}";
    if (kind.equals("TopicSubscription")) {
      there.merge(EncryptedTopic.class, "orders", allowed.formatted(sales, kind));
    } else {
      there.merge(EncryptionKey.class, "shared", allowed.formatted(sales, kind));
    }
  }

  @Test
  void whatMayNotReferIsSeenByNobody() {
    create();
    try (var operator = TestOperator.in(platform, sales).started()) {
      var wanted = operator.wanted;

      assertThat(wanted.queuesUnder(platform, "shared")).isEmpty();
      assertThat(wanted.subscriptionsOf(platform, "orders")).isEmpty();
      assertThat(wanted.key(queue(), platform + "/shared")).isEmpty();
      assertThat(wanted.topic(subscription(), new ObjectReference("orders", platform))).isEmpty();
      assertThat(names(wanted.everybody().queuesUnder(platform, "shared")))
          .containsExactly("billing");
    }
  }

  @Test
  void whatMayReferIsFoundAndWakesBothWays() {
    create();
    allow("EncryptedQueue");
    allow("TopicSubscription");
    try (var operator = TestOperator.in(platform, sales).started()) {
      var wanted = operator.wanted;
      assertThat(names(wanted.queuesUnder(platform, "shared"))).containsExactly("billing");
      assertThat(names(wanted.subscriptionsOf(platform, "orders"))).containsExactly("billing");
      assertThat(wanted.key(queue(), platform + "/shared")).isPresent();
      rest(operator);
      int queue = operator.queues.count("billing");
      int stranger = operator.queues.count("stranger");

      there.changeTags(EncryptionKey.class, "shared", "1");

      Waiting.atOnce("the queue", () -> operator.queues.count("billing") > queue);
      rest(operator);
      int key = operator.keys.count("shared");
      int topic = operator.topics.count("orders");
      here.changeTags(EncryptedQueue.class, "billing", "1");
      Waiting.atOnce("the key", () -> operator.keys.count("shared") > key);
      here.merge(TopicSubscription.class, "billing", "{\"spec\":{\"rawMessageDelivery\":true}}");
      Waiting.atOnce("the topic", () -> operator.topics.count("orders") > topic);
      assertThat(operator.queues.count("stranger")).isEqualTo(stranger);
    }
  }

  @Test
  void aPermissionThatIsGivenOrTakenWakesWhoRefers() {
    create();
    try (var operator = TestOperator.in(platform, sales).started()) {
      rest(operator);
      int before = operator.queues.count("billing");

      allow("EncryptedQueue");
      Waiting.atOnce("given", () -> operator.queues.count("billing") > before);
      rest(operator);
      int given = operator.queues.count("billing");
      there.merge(EncryptionKey.class, "shared", "{\"spec\":{\"allowedReferences\":null}}");
      Waiting.atOnce("taken", () -> operator.queues.count("billing") > given);
    }
  }

  @Test
  void whoMayNotReferDoesNotWakeWhatItNames() {
    create();
    try (var operator = TestOperator.in(platform, sales).started()) {
      rest(operator);
      int key = operator.keys.count("shared");
      int topic = operator.topics.count("orders");

      here.changeTags(EncryptedQueue.class, "billing", "1");
      here.merge(TopicSubscription.class, "billing", "{\"spec\":{\"rawMessageDelivery\":true}}");

      Waiting.staysFor(
          A_WHILE,
          "nobody wakes",
          () -> operator.keys.count("shared") == key && operator.topics.count("orders") == topic);
    }
  }

  @Test
  void aNamespaceThatIsNotWatchedIsNotSeen() {
    create();
    allow("EncryptedQueue");
    try (var operator = TestOperator.in(sales).started()) {
      assertThat(operator.wanted.key(queue(), platform + "/shared")).isEmpty();
    }
  }

  private static void rest(TestOperator operator) {
    Waiting.until(
        "all first passes",
        () ->
            operator.keys.count("shared") > 0
                && operator.topics.count("orders") > 0
                && operator.queues.count("billing") > 0
                && operator.queues.count("stranger") > 0
                && operator.subscriptions.count("billing") > 0);
    int[] sum = {-1};
    Waiting.staysFor(
        Duration.ofMillis(700),
        "the wakes to end",
        () -> {
          int now = sum(operator);
          boolean same = sum[0] == -1 || sum[0] == now;
          sum[0] = now;
          return same;
        });
  }

  private static int sum(TestOperator operator) {
    return operator.keys.count("shared")
        + operator.topics.count("orders")
        + operator.queues.count("billing")
        + operator.queues.count("stranger")
        + operator.subscriptions.count("billing");
  }

  private ObjectName queue() {
    return new ObjectName(Kind.ENCRYPTED_QUEUE, sales, "billing");
  }

  private ObjectName subscription() {
    return new ObjectName(Kind.TOPIC_SUBSCRIPTION, sales, "billing");
  }

  private static List<String> names(List<? extends Resource<?, ?>> resources) {
    return resources.stream().map(r -> r.name().name()).toList();
  }
}
