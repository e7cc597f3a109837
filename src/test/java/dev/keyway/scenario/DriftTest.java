package dev.keyway.scenario;

import static dev.keyway.scenario.Tampering.QUEUE;
import static dev.keyway.scenario.Tampering.TOPIC;
import static dev.keyway.scenario.Tampering.changed;
import static dev.keyway.scenario.Tampering.root;
import static dev.keyway.scenario.Tampering.statement;
import static dev.keyway.scenario.Tampering.with;
import static dev.keyway.scenario.Tampering.without;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.api.v1alpha1.DriftAction;
import dev.keyway.api.v1alpha1.DriftEntry;
import dev.keyway.api.v1alpha1.Impact;
import dev.keyway.awslocal.call.Call;
import dev.keyway.reconcile.Conditions;
import dev.keyway.reconcile.Kind;
import dev.keyway.reconcile.Reason;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Somebody changes AWS behind Keyway's back: found at the next check, told once, repaired. */
class DriftTest {
  private final World world = new World();

  /**
   * @param checks how many checks pass until it has to be found
   */
  record Case(
      String title,
      Consumer<Tampering> tampering,
      Kind kind,
      String path,
      Impact impact,
      int checks) {
    @Override
    public String toString() {
      return title;
    }
  }

  @AfterEach
  void close() {
    world.close();
  }

  static Stream<Case> cases() {
    return Stream.of(
        key("SNS statement removed", "Policy", Impact.BROKEN)
            .by(t -> t.keyPolicy(without(t.keyPolicy(), "KeywaySnsDelivery"))),
        key("consumer statement removed", "Policy", Impact.BROKEN)
            .by(t -> t.keyPolicy(without(t.keyPolicy(), "KeywayConsumers"))),
        key("principal added", "Policy", Impact.LOOSENED)
            .by(
                t ->
                    t.keyPolicy(
                        changed(
                            t.keyPolicy(),
                            "KeywayConsumers",
                            s ->
                                s.putObject("Principal")
                                    .putArray("AWS")
                                    .add("arn:aws:iam::444455556666:role/ledger-task")
                                    .add("arn:aws:iam::444455556666:role/audit")))),
        key("whole key policy replaced", "Policy", Impact.BROKEN)
            .by(t -> t.keyPolicy(with("", statement("Allow", root(), "kms:*", "*")))),
        key("alias deleted", "Alias", Impact.CHANGED).by(t -> t.deleteAlias()),
        key("alias retargeted", "Alias", Impact.CHANGED).by(t -> t.retargetAlias()),
        key("rotation disabled", "KeyRotation", Impact.CHANGED).slow(t -> t.disableRotation()),
        key("rotation period changed", "KeyRotation", Impact.CHANGED).slow(t -> t.rotateEvery(100)),
        key("tags stripped", "Tags", Impact.CHANGED)
            .slow(t -> t.untagKey("keyway.dev/name", "keyway.dev/namespace")),
        queue("queue policy removed", "Policy", Impact.BROKEN)
            .by(t -> t.queue(QueueAttributeName.POLICY, "")),
        queue("foreign Allow added", "Policy", Impact.LOOSENED)
            .by(
                t ->
                    t.queue(
                        QueueAttributeName.POLICY,
                        with(
                            t.queuePolicy(),
                            statement(
                                "Allow",
                                Tampering.role(World.OTHER_ACCOUNT, "audit"),
                                "sqs:ReceiveMessage",
                                QUEUE)))),
        queue("SSE switched off", "KmsMasterKeyId", Impact.LOOSENED)
            .by(t -> t.switchEncryptionOff()),
        queue("key replaced by another", "KmsMasterKeyId", Impact.BROKEN)
            .by(t -> t.queue(QueueAttributeName.KMS_MASTER_KEY_ID, t.otherKey())),
        queue("key replaced by that of AWS", "KmsMasterKeyId", Impact.BROKEN)
            .by(t -> t.queue(QueueAttributeName.KMS_MASTER_KEY_ID, "alias/aws/sqs")),
        queue("SSE-SQS switched on", "KmsMasterKeyId", Impact.LOOSENED)
            .by(t -> t.queue(QueueAttributeName.SQS_MANAGED_SSE_ENABLED, "true")),
        queue("visibility timeout changed", "VisibilityTimeout", Impact.CHANGED)
            .by(t -> t.queue(QueueAttributeName.VISIBILITY_TIMEOUT, "5")),
        queue("several attributes changed", "DelaySeconds", Impact.CHANGED)
            .by(t -> t.queue(Map.of("DelaySeconds", "7", "MessageRetentionPeriod", "600"))),
        queue("queue deleted", "Queue", Impact.BROKEN).by(t -> t.deleteQueue()),
        queue("tags of the user stripped", "Tags", Impact.CHANGED)
            .slow(t -> t.untagQueue("keyway.dev/origin")),
        topic("topic policy replaced", "Policy", Impact.BROKEN)
            .by(t -> t.topic("Policy", with("", statement("Allow", root(), "sns:Publish", TOPIC)))),
        topic("topic opened to another account", "Policy", Impact.LOOSENED)
            .by(
                t ->
                    t.topic(
                        "Policy",
                        with(
                            t.topicPolicy(),
                            statement(
                                "Allow",
                                Tampering.role(World.OTHER_ACCOUNT, "audit"),
                                "sns:Publish",
                                TOPIC)))),
        topic("topic key removed", "KmsMasterKeyId", Impact.LOOSENED)
            .by(t -> t.topic("KmsMasterKeyId", "")),
        topic("topic key replaced by that of AWS", "KmsMasterKeyId", Impact.BROKEN)
            .by(t -> t.topic("KmsMasterKeyId", "alias/aws/sns")),
        topic("topic deleted", "Topic", Impact.BROKEN).by(t -> t.deleteTopic()),
        topic("display name set", "DisplayName", Impact.CHANGED)
            .by(t -> t.topic("DisplayName", "theirs")),
        subscription("subscription deleted", "Subscription", Impact.BROKEN)
            .by(t -> t.unsubscribe()),
        subscription("raw delivery flipped", "RawMessageDelivery", Impact.CHANGED)
            .by(t -> t.subscription("RawMessageDelivery", "false")),
        subscription("filter policy added", "FilterPolicy", Impact.CHANGED)
            .by(t -> t.subscription("FilterPolicy", "{\"store\":[\"theirs\"]}")));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isFoundToldOnceAndRepaired(Case given) {
    world.converge(Example.FIFO);
    world.elapse(Duration.ofMinutes(2));
    world.told.clear();
    given.tampering().accept(new Tampering(world));

    world.elapse(World.CHECK.multipliedBy(given.checks()).plusSeconds(1));

    world.elapse(Duration.ofMinutes(2));
    var name = World.named(given.kind(), "payments");
    var status = world.status(name);
    assertThat(status.drift()).as("drift of " + given).isNotEmpty();
    var entries = status.drift().stream().filter(e -> e.path().startsWith(given.path())).toList();
    assertThat(entries).as(() -> status.drift().toString()).isNotEmpty();
    assertThat(entries).extracting(DriftEntry::impact).contains(given.impact());
    assertThat(entries).extracting(DriftEntry::action).containsOnly(DriftAction.REPAIRED);
    assertThat(Conditions.find(status.conditions(), Conditions.DRIFTED).orElseThrow().reason())
        .isEqualTo(Reason.DriftRepaired.name());
    for (var entry : entries) {
      assertThat(world.told)
          .filteredOn(t -> t.message().startsWith(entry.path() + " ("))
          .as("told: " + world.told)
          .hasSize(1);
    }
    new Tampering(world).removeOtherKeys();
    Proof.converged(world, Example.FIFO);
    // A key that somebody else chose may still be needed for messages: that it goes is told once,
    // and what it has to allow shrinks after the withdraw time.
    world.elapse(Duration.ofMinutes(40));
    staysQuiet();
  }

  private void staysQuiet() {
    world.told.clear();
    world.local.calls().clear();
    int writes = world.cluster.writes();
    world.elapse(World.CHECK.multipliedBy(3));
    assertThat(world.told).isEmpty();
    assertThat(world.local.calls().where(Call::isMutating)).isEmpty();
    assertThat(world.cluster.writes()).isEqualTo(writes);
  }

  private record Draft(String title, Kind kind, String path, Impact impact) {
    Case by(Consumer<Tampering> tampering) {
      return new Case(title, tampering, kind, path, impact, 1);
    }

    Case slow(Consumer<Tampering> tampering) {
      return new Case(title, tampering, kind, path, impact, 12);
    }
  }

  private static Draft key(String title, String path, Impact impact) {
    return new Draft(title, Kind.ENCRYPTION_KEY, path, impact);
  }

  private static Draft queue(String title, String path, Impact impact) {
    return new Draft(title, Kind.ENCRYPTED_QUEUE, path, impact);
  }

  private static Draft topic(String title, String path, Impact impact) {
    return new Draft(title, Kind.ENCRYPTED_TOPIC, path, impact);
  }

  private static Draft subscription(String title, String path, Impact impact) {
    return new Draft(title, Kind.TOPIC_SUBSCRIPTION, path, impact);
  }
}
