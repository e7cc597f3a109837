package dev.keyway.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.api.v1alpha1.Condition;
import dev.keyway.api.v1alpha1.TopicSubscriptionStatus;
import dev.keyway.reconcile.Conditions;
import dev.keyway.reconcile.Kind;
import dev.keyway.reconcile.Transition;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Archived messages that are delivered once more. */
class ReplayTest {
  private final World world = new World();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void aReplayIsStartedOnceAndItsStateIsShown() {
    Replays.prepare(world);
    Replays.ask(world, Replays.FROM);
    world.settle();

    assertThat(Replays.replay(world).from()).isEqualTo(Replays.FROM);
    assertThat(Replays.replay(world).state()).isEqualTo("Completed");
    assertThat(world.told.stream().map(Transition::reason).map(Enum::name))
        .containsOnlyOnce("ReplayStarted");
    Replays.arrived(world);
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 50})
  void aReplayThatAwsIsSlowToShowIsStartedOnce(int seconds) {
    Replays.prepare(world);
    world.local.timing().readDelay(Duration.ofSeconds(seconds));
    Replays.ask(world, Replays.FROM);
    world.settle();

    Replays.arrived(world);
  }

  @Test
  void theSameTimeInOtherWordsStartsNothingAndAnotherTimeDoes() {
    Replays.prepare(world);
    Replays.ask(world, Replays.FROM);
    world.settle();
    Replays.received(world);
    Replays.ask(world, Replays.FROM.replace("00:30:00Z", "01:30:00.000+01:00"));
    world.elapse(Duration.ofMinutes(30));
    assertThat(Replays.count(world)).isEqualTo(1);

    Replays.ask(world, Replays.FROM.replace("00:30:00Z", "00:31:00Z"));
    world.settle();

    assertThat(Replays.count(world)).isEqualTo(2);
    assertThat(Replays.received(world)).containsExactly("one", "two", "three");
  }

  @Test
  void removingItClearsItInAwsAndSettingItAgainStartsItAgain() {
    Replays.prepare(world);
    Replays.ask(world, Replays.FROM);
    world.settle();
    world.cluster.apply(Replays.subscription(""));
    world.settle();
    assertThat(Replays.remembered(world)).isNull();
    assertThat(world.local.state().subscriptions(Replays.TOPIC).getFirst().attributes())
        .doesNotContainKey("ReplayPolicy");

    Replays.ask(world, Replays.FROM);
    world.settle();

    assertThat(Replays.count(world)).isEqualTo(2);
  }

  @Test
  void anotherReplayInAwsIsToldAndNeitherStoppedNorUndone() {
    Replays.prepare(world);
    Replays.ask(world, Replays.FROM);
    world.settle();
    tamper(Instant.parse(Replays.FROM).plusSeconds(60).toString());
    world.elapse(World.CHECK.plusSeconds(1));

    var status = (TopicSubscriptionStatus) world.status(Kind.TOPIC_SUBSCRIPTION, "kept");
    assertThat(status.drift())
        .singleElement()
        .satisfies(d -> assertThat(d.path()).isEqualTo("ReplayPolicy"));
    assertThat(Replays.count(world)).isEqualTo(2);
    assertThat(world.isReady(Kind.TOPIC_SUBSCRIPTION, "kept")).isTrue();
  }

  @Test
  void aReplayThatNobodyAskedForIsStopped() {
    Replays.prepare(world);
    tamper(Replays.FROM);
    world.elapse(World.CHECK.plusSeconds(1));

    assertThat(world.local.state().subscriptions(Replays.TOPIC).getFirst().attributes())
        .doesNotContainKey("ReplayPolicy");
  }

  @Test
  void aSubscriptionThatIsTakenOverWithItsReplayIsNotReplayedToAgain() {
    Replays.prepare(world);
    Replays.ask(world, Replays.FROM);
    world.settle();
    var retained = "deletionPolicy: Retain\n  replayFrom: \"" + Replays.FROM + "\"";
    world.cluster.apply(Replays.subscription(retained));
    world.settle();
    world.cluster.delete(World.named(Kind.TOPIC_SUBSCRIPTION, "kept"));
    world.settle();
    world.cluster.apply(Replays.subscription(retained));
    world.settle();

    Replays.arrived(world);
  }

  @Test
  void aTopicWithoutAnArchiveIsNamedAndDeliversAllTheSame() {
    world.cluster.apply(Replays.channel("{contentBasedDeduplication: true}"));
    Replays.ask(world, Replays.FROM);
    world.settle();
    world.advance(Duration.ofHours(1));
    world.elapse(World.CHECK.multipliedBy(2));
    assertThat(ready().reason()).isEqualTo("ReplayNotPossible");
    assertThat(ready().message()).contains("fifo.archiveRetentionDays");
    world.people.publish(Replays.TOPIC, "live");
    assertThat(Replays.received(world)).containsExactly("live");

    world.cluster.apply(
        Replays.channel("{contentBasedDeduplication: true, archiveRetentionDays: 3}"));
    world.settle();
    assertThat(ready().message()).contains("lies before everything");

    Replays.ask(world, world.local.clock().instant().toString());
    world.settle();
    assertThat(world.isReady(Kind.TOPIC_SUBSCRIPTION, "kept")).isTrue();
    assertThat(Replays.count(world)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2030-01-01T00:00:00Z", "2025-02-30T00:00:00Z"})
  void aTimeThatCannotBeIsRefused(String from) {
    Replays.prepare(world);
    Replays.ask(world, from);
    world.settle();

    assertThat(ready().reason()).isEqualTo("ReplayNotPossible");
    assertThat(Replays.count(world)).isZero();
  }

  private Condition ready() {
    return Conditions.find(
            world.status(Kind.TOPIC_SUBSCRIPTION, "kept").conditions(), Conditions.READY)
        .orElseThrow();
  }

  private void tamper(String from) {
    var arn = world.local.state().subscriptions(Replays.TOPIC).getFirst().arn();
    var policy = "{\"PointType\":\"Timestamp\",\"StartingPoint\":\"" + from + "\"}";
    world
        .people
        .sns()
        .setSubscriptionAttributes(
            r -> r.subscriptionArn(arn).attributeName("ReplayPolicy").attributeValue(policy));
  }
}
