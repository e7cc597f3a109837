package dev.keyway.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.api.v1alpha1.EncryptedQueue;
import dev.keyway.reconcile.Kind;
import dev.keyway.reconcile.ObjectName;
import dev.keyway.reconcile.Resource;
import dev.keyway.support.ControlPlane;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class WantedTest {
  private static String namespace = "";
  private static Cluster cluster = new Cluster("");

  @BeforeAll
  static void channel() {
    ControlPlane.installCrds();
    namespace = ControlPlane.namespace();
    cluster = new Cluster(namespace);
    cluster.createTopic("t", "k");
    cluster.createQueue("zebra", "k");
    cluster.createQueue("ant", "k");
    cluster.createQueue("elsewhere", "other");
    cluster.createSubscription("s1", "t", "ant");
    cluster.createSubscription("s2", "t", "zebra");
  }

  @AfterAll
  static void release() {
    ControlPlane.release(namespace);
  }

  @Test
  void indexesFindByKeyTopicAndQueue() {
    try (var operator = TestOperator.in(namespace).started()) {
      var wanted = operator.wanted;

      assertThat(names(wanted.queuesUnder(namespace, "k")))
          .containsExactlyInAnyOrder("ant", "zebra");
      assertThat(names(wanted.topicsUnder(namespace, "k"))).containsExactly("t");
      assertThat(names(wanted.subscriptionsOf(namespace, "t")))
          .containsExactlyInAnyOrder("s1", "s2");
      assertThat(names(wanted.subscriptionsTo(namespace, "zebra"))).containsExactly("s2");
      assertThat(names(wanted.queuesUnder("another-namespace", "k"))).isEmpty();
      assertThat(wanted.queue(namespace, "ant")).isPresent();
      assertThat(wanted.queue(namespace, "nobody")).isEmpty();
    }
  }

  @Test
  void aKeyIsAlsoFoundByTheArnOfItsKey() {
    var arn = "arn:aws:kms:eu-central-1:111122223333:key/1";
    cluster.createKey("byarn");
    cluster.keyArn("byarn", arn);
    cluster.createQueueWithArn("named", arn);
    try (var operator = TestOperator.in(namespace).started()) {
      assertThat(names(operator.wanted.queuesUnder(namespace, "byarn"))).containsExactly("named");
      assertThat(
              new Neighbours(operator.wanted)
                  .ofQueue(operator.wanted.queue(namespace, "named").orElseThrow()))
          .contains(new ObjectName(Kind.ENCRYPTION_KEY, namespace, "byarn"));
    }
  }

  @Test
  void aDeadLetterQueueIsFoundByItsNameAndByItsArn() {
    var arn = "arn:aws:sqs:eu-central-1:111122223333:dead";
    cluster.createQueue("dead", "another");
    cluster.queueArn("dead", arn);
    cluster.createSubscription(
        "byname", "another", "dead2", "\"deadLetter\":{\"queueRef\":{\"name\":\"dead\"}}");
    cluster.createSubscription(
        "byqueuearn", "another", "dead2", "\"deadLetter\":{\"queueArn\":\"" + arn + "\"}");
    try (var operator = TestOperator.in(namespace).started()) {
      var wanted = operator.wanted;
      var neighbours = new Neighbours(wanted);
      var dead = new ObjectName(Kind.ENCRYPTED_QUEUE, namespace, "dead");

      assertThat(names(wanted.subscriptionsFailingTo(namespace, "dead")))
          .containsExactlyInAnyOrder("byname", "byqueuearn");
      assertThat(neighbours.ofQueue(wanted.queue(namespace, "dead").orElseThrow()))
          .contains(new ObjectName(Kind.TOPIC_SUBSCRIPTION, namespace, "byqueuearn"));
      assertThat(wanted.subscriptionsFailingTo(namespace, "dead"))
          .allSatisfy(s -> assertThat(neighbours.ofSubscription(s)).contains(dead));
    }
  }

  @Test
  void theOlderAskFirst() {
    try (var operator = TestOperator.in(namespace).started()) {
      var queues = operator.wanted.queuesUnder(namespace, "k");

      assertThat(queues)
          .isSortedAccordingTo(
              java.util.Comparator.comparing((Resource<?, ?> r) -> r.createdAt())
                  .thenComparing(r -> r.name().name()));
    }
  }

  @Test
  void goneIsOnlyWhatTheApiServerSaysIsGone() {
    try (var operator = TestOperator.in(namespace).started()) {
      assertThat(operator.wanted.isGone(queue("nobody"))).isTrue();
      assertThat(operator.wanted.isGone(queue("ant"))).isFalse();
    }
    try (var proxy = new PortProxy(ControlPlane.client().getMasterUrl().getPort());
        var unreachable = TestOperator.through(proxy.port(), namespace)) {
      assertThat(unreachable.wanted.isGone(queue("nobody"))).isFalse();
    }
  }

  @Test
  void thereIsOneWatchAKind() {
    try (var operator = TestOperator.in(namespace).started()) {
      Waiting.until(
          "all watches",
          () ->
              operator.requests.all().stream()
                      .filter(r -> r.path().endsWith("encryptedqueues"))
                      .count()
                  >= 2);
      assertThat(
              operator.requests.all().stream()
                  .map(Requests.Request::path)
                  .filter(path -> !path.endsWith("/status"))
                  .distinct())
          .hasSize(4);
      assertThat(operator.requests.watches()).hasSize(4);
      assertThat(cluster.get(EncryptedQueue.class, "ant")).isNotNull();
    }
  }

  private static ObjectName queue(String name) {
    return new ObjectName(Kind.ENCRYPTED_QUEUE, namespace, name);
  }

  private static List<String> names(List<? extends Resource<?, ?>> resources) {
    return resources.stream().map(r -> r.name().name()).toList();
  }
}
