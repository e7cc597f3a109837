package dev.keyway.runtime;

import static dev.keyway.runtime.ScriptedPass.done;
import static dev.keyway.runtime.ScriptedPass.ended;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.api.v1alpha1.EncryptedQueue;
import dev.keyway.api.v1alpha1.EncryptedQueueStatus;
import dev.keyway.api.v1alpha1.EncryptionKey;
import dev.keyway.api.v1alpha1.EncryptionKeyStatus;
import dev.keyway.aws.AwsFailure;
import dev.keyway.reconcile.Outcome;
import dev.keyway.reconcile.Reason;
import dev.keyway.support.ControlPlane;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WakeTest {
  private static final Duration A_WHILE = Duration.ofMillis(1500);
  private static final String ARN = "arn:aws:kms:eu-central-1:111122223333:key/1";

  private String namespace = "";
  private Cluster cluster = new Cluster("");

  @BeforeEach
  void namespace() {
    ControlPlane.installCrds();
    namespace = ControlPlane.namespace();
    cluster = new Cluster(namespace);
  }

  @AfterEach
  void release() {
    ControlPlane.release(namespace);
  }

  @Test
  void aPublishedFactWakesWhomItConcernsAtOnce() {
    try (var operator = TestOperator.in(namespace).started()) {
      createChannel(operator);
      var before = Counts.of(operator);
      operator.keys.script(
          r -> done(Statuses.ready(EncryptionKeyStatus.class, r, "keyArn=" + ARN)));

      cluster.changeTags(EncryptionKey.class, "k", "1");

      Waiting.atOnce("the topic", () -> operator.topics.count("t") > before.topic());
      Waiting.atOnce("the queue", () -> operator.queues.count("q") > before.queue());
      Waiting.atOnce(
          "the subscription, whose proof reads the key",
          () -> operator.subscriptions.count("s") > before.subscription());
      assertThat(operator.queues.count("stranger")).isEqualTo(before.stranger());
    }
  }

  @Test
  void aSubscriptionWakesItsTopicItsQueueAndTheQueuesKey() {
    try (var operator = TestOperator.in(namespace).started()) {
      createChannel(operator);
      var before = Counts.of(operator);

      cluster.createSubscription("another", "t", "q");

      Waiting.until("the topic", () -> operator.topics.count("t") > before.topic());
      Waiting.until("the queue", () -> operator.queues.count("q") > before.queue());
      Waiting.until("the key", () -> operator.keys.count("k") > before.key());
      assertThat(operator.queues.count("stranger")).isEqualTo(before.stranger());
    }
  }

  @Test
  void whatIsNoPublishedFactWakesNobody() {
    try (var operator = TestOperator.in(namespace).started()) {
      createChannel(operator);
      var before = Counts.of(operator);

      cluster
          .at(EncryptionKey.class, "k")
          .editStatus(
              key -> {
                key.setStatus(Statuses.ready(EncryptionKeyStatus.class, 1, "region=eu-west-1"));
                return key;
              });
      cluster.label(EncryptionKey.class, "k", "1");

      Waiting.staysFor(A_WHILE, "nobody wakes", () -> Counts.of(operator).equals(before));
    }
  }

  @Test
  void aDeletedNeighbourWakes() {
    try (var operator = TestOperator.in(namespace).started()) {
      createChannel(operator);
      var before = Counts.of(operator);

      cluster.force(EncryptedQueue.class, "q");
      cluster.at(EncryptedQueue.class, "q").delete();

      Waiting.until(
          "the subscription", () -> operator.subscriptions.count("s") > before.subscription());
      Waiting.until("the key", () -> operator.keys.count("k") > before.key());
    }
  }

  @Test
  void aChangedReadingWakesWhoWaitsForIt() {
    try (var operator = TestOperator.in(namespace).started()) {
      operator.queues.script(
          r ->
              ended(
                  new Outcome.Blocked(Reason.Creating, "scripted", Set.of(ARN)),
                  Statuses.unready(EncryptedQueueStatus.class, r)));
      cluster.createQueue("blocked", "none");
      Waiting.until("the first pass", () -> operator.queues.count("blocked") == 1);
      Waiting.until("its registration", () -> operator.wakes.blocked().size() == 1);

      operator.wakes.observed("arn:of-something-else");
      operator.wakes.observed(ARN);

      Waiting.atOnce("the second pass", () -> operator.queues.count("blocked") == 2);
      Waiting.staysFor(A_WHILE, "no third pass", () -> operator.queues.count("blocked") == 2);
    }
  }

  @Test
  void anObjectThatAppearsWakesWhoWaitsForItsName() {
    try (var operator = TestOperator.in(namespace).started()) {
      operator.keys.script(
          r ->
              ended(
                  new Outcome.Blocked(
                      Reason.Creating, "scripted", Set.of("EncryptedTopic/" + namespace + "/late")),
                  Statuses.unready(EncryptionKeyStatus.class, r)));
      cluster.createKey("blocked");
      Waiting.until("its registration", () -> operator.wakes.blocked().size() == 1);

      cluster.createTopic("late", "some-other-key");

      Waiting.atOnce("another pass", () -> operator.keys.count("blocked") >= 2);
    }
  }

  @Test
  void aStormOfWakesDoesNotBreakABackOffButANewGenerationDoes() {
    try (var operator = TestOperator.in(namespace).started()) {
      cluster.createKey("k");
      operator.queues.script(
          r ->
              ended(new Outcome.Failed(denied()), Statuses.unready(EncryptedQueueStatus.class, r)));
      cluster.createQueue("failing", "k");
      Waiting.until("the failure", () -> operator.queues.count("failing") == 1);

      for (int i = 0; i < 20; i++) {
        cluster.changeTags(EncryptionKey.class, "k", "storm-" + i);
      }
      Waiting.staysFor(A_WHILE, "one pass", () -> operator.queues.count("failing") == 1);

      cluster.changeTags(EncryptedQueue.class, "failing", "repaired");
      Waiting.atOnce("the edit", () -> operator.queues.count("failing") == 2);
    }
  }

  @Test
  void eachNewValueOfCheckNowBreaksABackOffOnce() {
    try (var operator = TestOperator.in(namespace).started()) {
      operator.queues.script(
          r ->
              ended(new Outcome.Failed(denied()), Statuses.unready(EncryptedQueueStatus.class, r)));
      cluster.createQueue("failing", "k");
      Waiting.until("the failure", () -> operator.queues.count("failing") == 1);

      cluster.checkNow(EncryptedQueue.class, "failing", "1");

      Waiting.atOnce("the check", () -> operator.queues.count("failing") == 2);
      cluster.checkNow(EncryptedQueue.class, "failing", "1");
      cluster.label(EncryptedQueue.class, "failing", "1");
      Waiting.staysFor(A_WHILE, "no other", () -> operator.queues.count("failing") == 2);
      cluster.checkNow(EncryptedQueue.class, "failing", "2");
      Waiting.atOnce("the next check", () -> operator.queues.count("failing") == 3);
    }
  }

  private void createChannel(TestOperator operator) {
    cluster.createKey("k");
    cluster.createTopic("t", "k");
    cluster.createQueue("q", "k");
    cluster.createQueue("stranger", "other");
    cluster.createSubscription("s", "t", "q");
    Waiting.until("all first passes", () -> Counts.of(operator).allVisited());
    var stable = new AtomicReference<>(Counts.of(operator));
    Waiting.staysFor(
        Duration.ofMillis(700),
        "the first wakes to end",
        () -> stable.getAndSet(Counts.of(operator)).equals(Counts.of(operator)));
  }

  private static AwsFailure denied() {
    return new AwsFailure(
        AwsFailure.Cause.ACCESS_DENIED, "sqs", "CreateQueue", "q", "AccessDenied", "no", null);
  }

  private record Counts(int key, int topic, int queue, int stranger, int subscription) {
    static Counts of(TestOperator operator) {
      return new Counts(
          operator.keys.count("k"),
          operator.topics.count("t"),
          operator.queues.count("q"),
          operator.queues.count("stranger"),
          operator.subscriptions.count("s"));
    }

    boolean allVisited() {
      return key > 0 && topic > 0 && queue > 0 && stranger > 0 && subscription > 0;
    }
  }
}
