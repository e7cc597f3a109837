package dev.keyway.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.awslocal.call.Call;
import dev.keyway.awslocal.kms.KeyState;
import dev.keyway.reconcile.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A change of encryption never breaks a live channel (design §5.3, §5.4). */
class MovesTest {
  private static final List<String> TABLE = new ArrayList<>();
  private static final String RETIRING_TAG = "keyway.dev/retiring";

  private final World world = new World();

  @AfterEach
  void close() {
    world.close();
  }

  @AfterAll
  static void print() {
    TABLE.forEach(System.out::println);
  }

  @ParameterizedTest
  @EnumSource(Move.class)
  void messagesFlowTheWholeTimeAndAllCanBeRead(Move move) {
    move.prepare(world);
    move.begin(world);

    world.settleUnderLoad(
        Duration.ofSeconds(5), body -> world.people.publish(Move.TOPIC_ARN, body));

    move.arrived(world);
    TABLE.add("move %-16s: %s".formatted(move, world.tally()));
  }

  @ParameterizedTest
  @EnumSource(Move.class)
  void theOldKeyStaysAsLongAsMessagesNeedItAndNoLonger(Move move) {
    move.prepare(world);
    var old = move.keyInUse(world);
    move.begin(world);
    world.settle();

    if (old.filter(id -> id.startsWith("arn:")).isEmpty()) {
      assertThat(move.retiring(world)).isEmpty();
      return;
    }
    assertThat(move.retiring(world))
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.keyArn()).isEqualTo(old.get());
              assertThat(entry.since()).isNotNull();
              assertThat(entry.until()).isNotNull();
            });
    assertThat(tag(old.get())).hasValue(move.retiring(world).getFirst().until());
    assertThat(policy(old.get())).as("what is under way").contains(sending(move));
    world.elapse(Duration.ofMinutes(30));
    assertThat(policy(old.get())).as("the withdraw time is over").doesNotContain(sending(move));
    assertThat(policy(old.get())).contains("kms:Decrypt").contains(old(move));
    assertThat(tag(old.get())).isPresent();

    world.advance(move.isOfTopic() ? Duration.ofDays(23) : Duration.ofHours(2));
    world.elapse(Duration.ofMinutes(30));

    assertThat(move.retiring(world)).isEmpty();
    assertThat(tag(old.get())).isEmpty();
    assertThat(policy(old.get())).doesNotContain(old(move));
    assertThat(world.local.state().key(old.get()).orElseThrow().state())
        .isEqualTo(KeyState.ENABLED);
  }

  @Test
  void theNewKeyIsUsedOnlyAfterItsGrantsHaveSettled() {
    var move = Move.SHARED_TO_SHARED;
    move.prepare(world);
    var old = move.keyInUse(world);
    move.begin(world);
    var begun = world.local.clock().instant();

    while (move.keyInUse(world).equals(old)) {
      world.step();
      world.advance(Duration.ofSeconds(5));
    }

    assertThat(Duration.between(begun, world.local.clock().instant()))
        .isBetween(Duration.ofSeconds(120), Duration.ofSeconds(160));
  }

  @Test
  void theLedgerAndTheTagStandBeforeTheMove() {
    var move = Move.OWN_TO_SHARED;
    move.prepare(world);
    var old = move.keyInUse(world).orElseThrow();
    var orders = new ArrayList<String>();
    world.local.calls().onCall(call -> note(orders, call, move, old));

    move.begin(world);
    world.settle();

    assertThat(orders).containsSubsequence("tagged", "moved with the ledger written");
    assertThat(orders).doesNotContain("moved without a ledger");
  }

  private void note(List<String> orders, Call call, Move move, String old) {
    if (call.operation().equals("TagResource") && tag(old).isPresent()) {
      orders.add("tagged");
    }
    if (call.operation().equals("SetQueueAttributes")
        && !move.keyInUse(world).equals(Optional.of(old))) {
      orders.add(
          move.retiring(world).isEmpty()
              ? "moved without a ledger"
              : "moved with the ledger written");
    }
  }

  @Test
  void aKeyThatOldMessagesNeedIsNeitherDisabledNorDeleted() {
    var move = Move.SHARED_TO_SHARED;
    // The topic leaves the key as well: nothing is encrypted under it any more.
    world.cluster.apply(Move.yaml("shared: third", "shared: first"));
    world.settle();
    world.people.publish(Move.TOPIC_ARN, "before the move");
    var old = move.keyInUse(world).orElseThrow();
    world.cluster.apply(Move.yaml("shared: third", "shared: second"));
    world.settle();

    world.cluster.apply(
        """
        kind: EncryptionKey
        apiVersion: keyway.dev/v1alpha1
        metadata: {name: first}
        spec: {state: Disabled, deletionPolicy: Delete}
        """);
    world.settle();
    assertThat(state(old)).isEqualTo(KeyState.ENABLED);
    assertThat(world.describe()).contains("KeyInUse").contains("messages under it are left until");
    world.cluster.delete(World.named(Kind.ENCRYPTION_KEY, "first"));
    world.settle();
    assertThat(state(old)).isEqualTo(KeyState.ENABLED);
    assertThat(Move.received(world)).hasSize(world.people.sent());

    world.elapse(Duration.ofHours(3));
    assertThat(state(old)).isEqualTo(KeyState.PENDING_DELETION);
  }

  @Test
  void aChangeOfMindInTheMiddleLeavesNothingBehind() {
    var move = Move.SHARED_TO_SHARED;
    move.prepare(world);
    var old = move.keyInUse(world);
    move.begin(world);
    for (int i = 0; i < 4; i++) {
      world.step();
    }

    world.cluster.apply(move.yaml(false));
    world.settle();

    assertThat(move.keyInUse(world)).isEqualTo(old);
    assertThat(move.retiring(world)).isEmpty();
    assertThat(tag(old.orElseThrow())).isEmpty();
    assertThat(Move.received(world)).hasSize(world.people.sent());
  }

  @Test
  void aMoveBackKeepsBothKeysForTheirMessages() {
    var move = Move.SHARED_TO_SHARED;
    move.prepare(world);
    move.begin(world);
    world.settle();
    world.people.publish(Move.TOPIC_ARN, "under the second key");

    world.cluster.apply(move.yaml(false));
    world.settle();
    world.people.publish(Move.TOPIC_ARN, "under the first key again");

    assertThat(Move.received(world)).hasSize(world.people.sent());
    assertThat(move.retiring(world)).hasSize(1);
  }

  @Test
  void theKeyOfItsOwnGoesWhenItsOwnerHasLeftItForGood() {
    var move = Move.OWN_TO_SHARED;
    move.prepare(world);
    var old = move.keyInUse(world).orElseThrow();
    move.begin(world);
    world.settle();
    var child = World.named(Kind.ENCRYPTION_KEY, "orders-queue");
    assertThat(world.cluster.object(child)).isPresent();

    world.elapse(Duration.ofHours(4));

    assertThat(world.cluster.object(child)).isEmpty();
    assertThat(state(old)).as("Retain is the default").isEqualTo(KeyState.ENABLED);
  }

  @Test
  void aNewConsumerCanReadWhatWasSentUnderTheOldKey() {
    var move = Move.SHARED_TO_SHARED;
    move.prepare(world);
    move.begin(world);
    world.settle();

    world.cluster.apply(move.yaml(true).replace("role/ledger-task", "role/audit"));
    world.elapse(Duration.ofMinutes(20));

    assertThat(world.people.receive(Move.QUEUE_ARN, World.OTHER_ACCOUNT, "audit"))
        .hasSize(world.people.sent());
  }

  private static String old(Move move) {
    return move.isOfTopic() ? "KeywayPublishers" : "KeywayConsumers";
  }

  private static String sending(Move move) {
    return move.isOfTopic() ? "kms:GenerateDataKey*" : "KeywaySnsDelivery";
  }

  private String policy(String keyArn) {
    return world.local.state().key(keyArn).orElseThrow().policy();
  }

  private KeyState state(String keyArn) {
    return world.local.state().key(keyArn).orElseThrow().state();
  }

  private Optional<String> tag(String keyArn) {
    return Optional.ofNullable(
        world.local.state().key(keyArn).orElseThrow().tags().get(RETIRING_TAG));
  }
}
