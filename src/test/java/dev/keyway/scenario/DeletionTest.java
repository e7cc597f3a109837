package dev.keyway.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.awslocal.call.Fault;
import dev.keyway.awslocal.kms.KeyState;
import dev.keyway.reconcile.Conditions;
import dev.keyway.reconcile.Kind;
import dev.keyway.reconcile.ObjectName;
import dev.keyway.reconcile.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Objects are deleted in every order, waited for, and applied again. */
class DeletionTest {
  private final World world = new World();
  private final Tampering aws = new Tampering(world);

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void everyOrderOfDeletionEndsWithNothingButAKeyThatWillBeDeleted() {
    for (var order : orders(List.of(Kind.values()))) {
      try (var w = new World()) {
        w.cluster.apply(Example.FIFO.yamlToDelete());
        w.settle();
        w.people.publish(Example.FIFO.topicArn(), "canary");
        var delivering = new ArrayList<>(order);
        for (var kind : order) {
          w.cluster.delete(World.named(kind, "payments"));
          w.settle();
          delivering.remove(kind);
          if (delivering.contains(Kind.TOPIC_SUBSCRIPTION)) {
            assertThat(
                    w.local
                        .state()
                        .deliveryObstacle(Example.FIFO.topicArn(), Example.FIFO.queueArn()))
                .as("after " + kind + " of " + order)
                .isEmpty();
          }
        }
        w.elapse(Duration.ofHours(1));
        Proof.gone(w);
        assertThat(w.neverBrick.watched()).isPositive();
      } catch (AssertionError e) {
        throw new AssertionError(order + ": " + e.getMessage(), e);
      }
    }
  }

  @Test
  void whatStaysInAwsIsLetGoAlsoWhereAwsRefusesToAnswer() {
    world.converge(Example.FIFO);
    world.local.faults().add(Fault.always("*", new Fault.Effect.AccessDenied()));
    world.cluster.names().forEach(world.cluster::delete);
    world.advance(World.CHECK);
    world.settle();

    assertThat(world.cluster.names())
        .as("its subscription would be left behind")
        .extracting(ObjectName::kind)
        .containsExactly(Kind.TOPIC_SUBSCRIPTION);
  }

  @Test
  void aTopicAQueueAndAKeyThatAreNeededWaitAndSayForWhat() {
    world.cluster.apply(Example.FIFO.yamlToDelete());
    world.settle();
    for (var kind : List.of(Kind.ENCRYPTION_KEY, Kind.ENCRYPTED_QUEUE, Kind.ENCRYPTED_TOPIC)) {
      world.cluster.delete(World.named(kind, "payments"));
    }
    world.elapse(Duration.ofHours(1));

    assertThat(reason(Kind.ENCRYPTED_TOPIC)).isEqualTo(Reason.StillSubscribed.name());
    assertThat(reason(Kind.ENCRYPTED_QUEUE)).isEqualTo(Reason.StillSubscribed.name());
    assertThat(reason(Kind.ENCRYPTION_KEY)).isEqualTo(Reason.KeyInUse.name());
    Proof.delivers(world, Example.FIFO);

    world.cluster.delete(World.named(Kind.TOPIC_SUBSCRIPTION, "payments"));
    world.elapse(Duration.ofHours(1));
    Proof.gone(world);
  }

  @Test
  void aKeyIsNotDeletedWhileAForeignSubscriptionKeepsItsTopic() {
    world.cluster.apply(Example.FIFO.yamlToDelete());
    world.settle();
    var topic = Example.FIFO.topicArn();
    var sqs = world.people.sqs();
    sqs.createQueue(r -> r.queueName("theirs"));
    var theirs = world.people.sns();
    var foreign =
        theirs
            .subscribe(r -> r.topicArn(topic).protocol("sqs").endpoint(World.queueArn("theirs")))
            .subscriptionArn();

    world.cluster.names().forEach(world.cluster::delete);
    world.elapse(Duration.ofHours(2));

    assertThat(world.cluster.names())
        .extracting(ObjectName::kind)
        .containsExactlyInAnyOrder(Kind.ENCRYPTED_TOPIC, Kind.ENCRYPTION_KEY);
    assertThat(world.local.state().subscriptions(topic)).hasSize(1);
    theirs.unsubscribe(r -> r.subscriptionArn(foreign));
    sqs.deleteQueue(r -> r.queueUrl(world.people.url(World.queueArn("theirs"))));
    world.elapse(Duration.ofHours(1));
    Proof.gone(world);
  }

  @Test
  void whatWasDeletedAndIsAppliedAgainIsReclaimedItsKeyRescued() {
    world.cluster.apply(Example.FIFO.yamlToDelete());
    world.settle();
    var key = aws.key();
    world.cluster.names().forEach(world.cluster::delete);
    world.elapse(Duration.ofHours(1));
    Proof.gone(world);
    world.told.clear();

    world.apply(Example.FIFO);
    world.settle();

    assertThat(aws.key()).isEqualTo(key);
    assertThat(world.local.state().key(key).orElseThrow().state()).isEqualTo(KeyState.ENABLED);
    assertThat(world.told)
        .extracting(t -> t.reason())
        .contains(Reason.Reclaimed, Reason.KeyDeletionCancelled, Reason.KeyEnabled);
    assertThat(world.local.calls().count("CreateKey")).isEqualTo(1);
    Proof.converged(world, Example.FIFO);
    world.elapse(World.CHECK.multipliedBy(13));
    assertThat(world.status(Kind.ENCRYPTION_KEY, "payments").drift()).isEmpty();
    Proof.converged(world, Example.FIFO);
  }

  @Test
  void aRescuedKeyThatSomebodyDisablesLaterStaysDisabled() {
    whatWasDeletedAndIsAppliedAgainIsReclaimedItsKeyRescued();
    int enabled = world.local.calls().count("EnableKey");

    world.people.kms().disableKey(r -> r.keyId(aws.key()));
    world.elapse(World.CHECK.multipliedBy(3));

    assertThat(world.local.calls().count("EnableKey")).isEqualTo(enabled);
    world.people.kms().enableKey(r -> r.keyId(aws.key()));
  }

  @Test
  void aQueueThatIsAppliedAgainWithinAMinuteWaitsForSqs() {
    world.cluster.apply(Example.FIFO.yamlToDelete());
    world.settle();
    world.cluster.names().forEach(world.cluster::delete);
    world.settle();
    Proof.gone(world);

    world.apply(Example.FIFO);
    world.settle();

    Proof.converged(world, Example.FIFO);
  }

  @Test
  void aRetainedChannelIsReclaimedByObjectsOfTheSameNames() {
    world.converge(Example.FIFO);
    world.cluster.names().forEach(world.cluster::delete);
    world.settle();
    assertThat(world.cluster.names()).isEmpty();
    world.told.clear();

    world.apply(Example.FIFO);
    world.settle();

    assertThat(world.told).extracting(t -> t.reason()).contains(Reason.Reclaimed);
    assertThat(world.told).noneMatch(t -> t.reason() == Reason.DriftDetected);
    Proof.converged(world, Example.FIFO);
  }

  @Test
  void retainSetOnADeletingObjectReleasesIt() {
    world.cluster.apply(Example.FIFO.yamlToDelete());
    world.settle();
    world.cluster.delete(World.named(Kind.ENCRYPTED_TOPIC, "payments"));
    world.settle();
    assertThat(world.cluster.names()).hasSize(4);

    world.apply(Example.FIFO);
    world.settle();

    assertThat(world.cluster.names()).hasSize(3);
    assertThat(world.local.state().topic(Example.FIFO.topicArn())).isPresent();
  }

  private String reason(Kind kind) {
    return Conditions.find(world.status(kind, "payments").conditions(), Conditions.READY)
        .orElseThrow()
        .reason();
  }

  private static List<List<Kind>> orders(List<Kind> kinds) {
    if (kinds.isEmpty()) {
      return List.of(List.of());
    }
    var all = new ArrayList<List<Kind>>();
    for (var first : kinds) {
      var rest = new ArrayList<>(kinds);
      rest.remove(first);
      for (var order : orders(rest)) {
        var whole = new ArrayList<>(List.of(first));
        whole.addAll(order);
        all.add(whole);
      }
    }
    return all;
  }
}
