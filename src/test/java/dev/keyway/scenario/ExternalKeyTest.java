package dev.keyway.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.api.v1alpha1.DeliveryLink;
import dev.keyway.api.v1alpha1.DriftEntry;
import dev.keyway.api.v1alpha1.EncryptedQueueStatus;
import dev.keyway.api.v1alpha1.EncryptionKeyStatus;
import dev.keyway.api.v1alpha1.KeyStatement;
import dev.keyway.api.v1alpha1.TopicSubscriptionStatus;
import dev.keyway.api.v1alpha1.Verdict;
import dev.keyway.awslocal.call.Call;
import dev.keyway.awslocal.call.Fault;
import dev.keyway.delivery.DeliveryProof;
import dev.keyway.drift.DriftLog;
import dev.keyway.reconcile.Conditions;
import dev.keyway.reconcile.Kind;
import dev.keyway.reconcile.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Keys that Keyway does not manage: it says what they have to hold, and writes nothing to them. */
class ExternalKeyTest {
  private static final List<String> TABLE = new ArrayList<>();

  private final World world = new World();
  private String touched = "";

  @AfterEach
  void close() {
    assertThat(
            world.local.calls().where(Call::isMutating).stream()
                .filter(call -> call.caller().contains("/" + World.OPERATOR + "/"))
                .filter(call -> !touched.isEmpty() && call.resource().contains(touched)))
        .as("writes of Keyway to a key that is not its own")
        .isEmpty();
    world.close();
  }

  @AfterAll
  static void print() {
    TABLE.forEach(System.out::println);
  }

  @ParameterizedTest
  @EnumSource(ForeignKeyMove.class)
  void everyMessageCanBeReadWhileItMoves(ForeignKeyMove move) {
    touched = move.prepare(world).arn;

    world.settleUnderLoad(
        Duration.ofSeconds(5), body -> world.people.publish(Move.TOPIC_ARN, body));

    move.arrived(world);
    TABLE.add("move %-20s: %s".formatted(move, world.tally()));
  }

  @Test
  void whatIsPrintedIsAllThatItsOwnerHasToAdd() {
    var key = created(ForeignKey.ofOwnAccount(world));
    world.cluster.apply(Move.yaml("shared: first", key.words()));
    world.settle();
    assertThat(reason(Kind.ENCRYPTED_QUEUE)).isEqualTo(Reason.KeyStatementsMissing.name());
    assertThat(world.local.state().queue(Move.QUEUE_ARN)).as("not created yet").isEmpty();
    assertThat(key.printed()).isNotEmpty().allMatch(s -> s.verdict() == Verdict.BROKEN);

    ForeignKeyMove.converge(world, key);

    assertReady();
    assertThat(key.printed())
        .allMatch(s -> s.verdict() == Verdict.PROVEN && s.provenAt() != null)
        .allMatch(s -> s.neededUntil() == null);
    world.people.publish(Move.TOPIC_ARN, "hello");
    assertThat(Move.received(world)).containsExactly("hello");
  }

  @Test
  void bothTopicAndQueueUseAKeyThatKeywayDoesNotManage() {
    var key = created(ForeignKey.ofOwnAccount(world));
    world.cluster.apply(Move.yaml(key.words(), key.words()));
    ForeignKeyMove.converge(world, key);

    assertReady();
    world.people.publish(Move.TOPIC_ARN, "hello");
    assertThat(Move.received(world)).containsExactly("hello");
  }

  @Test
  void aStatementThatIsTakenAwayIsBrokenAtOnceAndPutBackIsReady() {
    var key = converged();

    key.drop("SnsDelivery");
    world.elapse(World.CHECK);

    assertThat(reason(Kind.ENCRYPTED_QUEUE)).isEqualTo(Reason.KeyStatementsMissing.name());
    assertThat(verdict(DeliveryProof.KEY_POLICY)).isEqualTo(Verdict.BROKEN);
    assertThat(openDrift()).singleElement().asString().startsWith("KeyPolicy.KeywaySnsDelivery");

    world.elapse(World.CHECK.multipliedBy(3));
    assertThat(openDrift()).as("stays as long as it is broken").hasSize(1);
    key.follow();
    world.elapse(World.CHECK);
    assertReady();
    assertThat(openDrift()).isEmpty();
  }

  @Test
  void wordsOfTheOwnersOwnAreProvenLikeThePrintedOnes() {
    var key = converged();

    key.drop("KeywayConsumers");
    key.add(
        """
        {"Sid":"MyOwnWords","Effect":"Allow","Action":"kms:*","Resource":"*",
         "Principal":{"AWS":"arn:aws:iam::444455556666:role/ledger-task"}}
        """);
    world.elapse(World.CHECK);

    assertReady();
    assertThat(openDrift()).isEmpty();
  }

  @Test
  void aDenyOfTheOwnerIsSeenThoughTheStatementStands() {
    var key = converged();

    key.add(
        """
        {"Sid":"No","Effect":"Deny","Action":"kms:Decrypt","Resource":"*",
         "Principal":{"AWS":"arn:aws:iam::444455556666:role/ledger-task"}}
        """);
    world.elapse(World.CHECK);

    assertThat(reason(Kind.ENCRYPTED_QUEUE)).isEqualTo(Reason.KeyStatementsMissing.name());
    assertThat(openDrift()).singleElement().asString().startsWith("KeyPolicy.KeywayConsumers");
  }

  @Test
  void aDisabledKeyIsBrokenAtOnceAndStallsNothingElse() {
    var key = converged();

    key.disable();
    world.cluster.apply(
        Move.yaml("shared: first", key.words())
            .replace("messageRetentionSeconds: 7200", "messageRetentionSeconds: 3600")
            .replace(
                "consumers:\n",
                """
                consumers:
                    - {name: audit, principal: {roleArn: "arn:aws:iam::444455556666:role/audit"}}
                """));
    world.elapse(World.CHECK);

    assertThat(reason(Kind.ENCRYPTED_QUEUE)).isEqualTo(Reason.ExternalKeyUnusable.name());
    assertThat(verdict(DeliveryProof.KEY_STATE)).isEqualTo(Verdict.BROKEN);
    assertThat(openDrift()).singleElement().asString().startsWith("KeyState");
    var queue = world.local.state().queue(Move.QUEUE_ARN).orElseThrow();
    assertThat(queue.policy().orElseThrow()).contains("role/audit");
    assertThat(queue.attributes()).containsEntry("MessageRetentionPeriod", "3600");

    key.enable();
    key.follow();
    ForeignKeyMove.converge(world, key);
    assertReady();
  }

  @Test
  void aKeyThatWillBeDeletedIsToldWithItsDeadline() {
    var key = converged();

    key.scheduleDeletion();
    world.elapse(World.CHECK);

    var deadline = World.START.plus(Duration.ofDays(7)).toString().substring(0, 10);
    assertThat(world.describe()).contains("to be deleted at " + deadline);
    assertThat(reason(Kind.ENCRYPTED_QUEUE)).isEqualTo(Reason.ExternalKeyUnusable.name());
    assertThat(link(DeliveryProof.KEY_STATE)).contains("to be deleted at " + deadline);
  }

  @Test
  void aKeyWhosePolicyCannotBeReadIsUnknownUnlessThatIsAccepted() {
    var key = converged();
    world
        .local
        .faults()
        .add(
            Fault.always("GetKeyPolicy", new Fault.Effect.AccessDenied())
                .forCaller(World.OPERATOR));
    world.elapse(World.CHECK);

    assertThat(reason(Kind.ENCRYPTED_QUEUE)).isEqualTo(Reason.KeyUnreadable.name());
    assertThat(reason(Kind.TOPIC_SUBSCRIPTION)).isEqualTo(Reason.DeliveryUnknown.name());
    assertThat(verdict(DeliveryProof.KEY_POLICY)).isEqualTo(Verdict.UNKNOWN);
    assertThat(openDrift()).isEmpty();

    world.cluster.apply(ForeignKeyMove.OWN_TO_OTHER_ACCOUNT.yaml(key, true));
    world.elapse(World.CHECK);
    assertThat(world.isReady(Kind.ENCRYPTED_QUEUE, "orders")).as(world.describe()).isTrue();
    assertThat(world.isReady(Kind.TOPIC_SUBSCRIPTION, "orders")).as(world.describe()).isTrue();
  }

  @Test
  void aKeyOfAnotherAccountIsUsedOnlyWhenAllAcceptThatItIsUnknown() {
    var key = created(ForeignKey.ofOtherAccount(world));
    world.cluster.apply(Move.yaml("shared: first", "OwnKey"));
    world.settle();
    var own = ForeignKeyMove.keyInUse(world);

    world.cluster.apply(Move.yaml("shared: first", key.words()));
    world.elapse(World.CHECK);
    assertThat(reason(Kind.ENCRYPTED_QUEUE)).isEqualTo(Reason.KeyUnreadable.name());
    key.follow();
    world.cluster.apply(Move.yaml("shared: first", key.accepted()));
    world.elapse(World.CHECK.multipliedBy(2));
    assertThat(ForeignKeyMove.keyInUse(world)).isEqualTo(own);
    assertThat(world.describe())
        .contains("acceptUnknown: true is also set on TopicSubscription orders");

    world.cluster.apply(ForeignKeyMove.OWN_TO_OTHER_ACCOUNT.yaml(key, true));
    world.elapse(World.CHECK.multipliedBy(2));
    assertThat(ForeignKeyMove.keyInUse(world)).isEqualTo(key.arn);
    assertThat(key.printed()).isNotEmpty().allMatch(s -> s.verdict() == Verdict.UNKNOWN);
    ForeignKeyMove.OWN_TO_OTHER_ACCOUNT.arrived(world);
  }

  @Test
  void aQueueNeverMovesOntoAKeyThatLacksAGrant() {
    var key = created(ForeignKey.ofOwnAccount(world));
    world.cluster.apply(Move.yaml("shared: first", "OwnKey"));
    world.settle();
    var own = ForeignKeyMove.keyInUse(world);
    world.cluster.apply(Move.yaml("shared: first", key.accepted()));
    world.settle();
    key.follow();
    key.drop("SnsDelivery");
    world.elapse(Duration.ofHours(1));

    assertThat(ForeignKeyMove.keyInUse(world)).isEqualTo(own);
    assertThat(reason(Kind.ENCRYPTED_QUEUE)).isEqualTo(Reason.KeyStatementsMissing.name());
    world.people.publish(Move.TOPIC_ARN, "still delivered");
    assertThat(Move.received(world)).containsExactly("still delivered");
  }

  @Test
  void theStatementsOfAKeyThatWasLeftStayPrintedUntilTheLastMessageIsGone() {
    var move = ForeignKeyMove.EXTERNAL_TO_OWN;
    var key = created(move.prepare(world));
    world.settle();
    assertThat(queue().retiringKeys()).singleElement().matches(r -> r.keyArn().equals(key.arn));
    assertThat(key.printed()).extracting(KeyStatement::neededUntil).doesNotContainNull();

    world.elapse(Duration.ofMinutes(30));
    assertThat(key.printed())
        .extracting(KeyStatement::sid)
        .noneMatch(s -> s.contains("SnsDelivery"));
    assertThat(key.printed())
        .singleElement()
        .satisfies(
            s -> {
              assertThat(s.verdict()).isEqualTo(Verdict.PROVEN);
              assertThat(s.neededUntil()).isEqualTo(queue().retiringKeys().getFirst().until());
            });
    key.drop("KeywayConsumers");
    world.elapse(World.CHECK);
    assertThat(openDrift()).singleElement().asString().startsWith("KeyPolicy.KeywayConsumers");
    assertThat(world.isReady(Kind.ENCRYPTED_QUEUE, "orders")).isTrue();
    key.follow();

    world.elapse(Duration.ofHours(3));
    assertThat(key.printed()).isEmpty();
    assertThat(openDrift()).isEmpty();
    assertReady();
  }

  @Test
  void messagesAreMovedToADeadLetterQueueOnlyWhenItsConsumersAreProven() {
    var key = created(ForeignKey.ofOwnAccount(world));
    var yaml =
        DeadLetters.yaml()
            .replace("mode: SharedKey, keyRef: {name: second}", "mode: " + key.words());
    world.cluster.apply(yaml);
    ForeignKeyMove.converge(world, key);
    assertReady();
    world.cluster.apply(
        DeadLetters.queue("second", DeadLetters.DEAD_LETTER)
            .replace("mode: SharedKey, keyRef: {name: second}", "mode: " + key.words()));
    world.elapse(World.CHECK.multipliedBy(3));
    assertThat(DeadLetters.inAws(world, DeadLetters.QUEUE_ARN)).isEmpty();

    ForeignKeyMove.converge(world, key);

    DeadLetters.arrived(world);
  }

  @Test
  void theArnOfAnEncryptionKeyCountsAsAReferenceToIt() {
    world.cluster.apply(Move.yaml("shared: first", "shared: second"));
    world.settle();
    var second = (EncryptionKeyStatus) world.status(Kind.ENCRYPTION_KEY, "second");
    world.cluster.apply(
        Move.yaml("shared: first", "SharedKey, keyArn: \"" + second.keyArn() + "\""));
    world.elapse(World.CHECK.multipliedBy(3));

    assertReady();
    assertThat(queue().keyStatements()).isEmpty();
    assertThat(((EncryptionKeyStatus) world.status(Kind.ENCRYPTION_KEY, "second")).usedBy())
        .anyMatch(use -> use.arn().equals(Move.QUEUE_ARN));
    world.people.publish(Move.TOPIC_ARN, "hello");
    assertThat(Move.received(world)).containsExactly("hello");
  }

  @Test
  void aKeyOfAnotherRegionIsRefused() {
    world.cluster.apply(
        Move.yaml(
            "shared: first",
            "SharedKey, keyArn: \"arn:aws:kms:us-east-1:111122223333:key/1234abcd\""));
    world.settle();

    assertThat(
            Conditions.find(
                    world.status(Kind.ENCRYPTED_QUEUE, "orders").conditions(), Conditions.STALLED)
                .orElseThrow()
                .reason())
        .isEqualTo(Reason.RegionMismatch.name());
  }

  private ForeignKey created(ForeignKey key) {
    touched = key.arn;
    return key;
  }

  private ForeignKey converged() {
    var key = created(ForeignKey.ofOwnAccount(world));
    world.cluster.apply(Move.yaml("shared: first", key.words()));
    ForeignKeyMove.converge(world, key);
    assertReady();
    return key;
  }

  private void assertReady() {
    for (var name : world.cluster.names()) {
      assertThat(world.isReady(name.kind(), name.name())).as(() -> world.describe()).isTrue();
    }
  }

  private EncryptedQueueStatus queue() {
    return (EncryptedQueueStatus) world.status(Kind.ENCRYPTED_QUEUE, "orders");
  }

  private List<String> openDrift() {
    return DriftLog.open(queue().drift()).stream().map(DriftEntry::path).toList();
  }

  private String reason(Kind kind) {
    return Conditions.find(world.status(kind, "orders").conditions(), Conditions.READY)
        .orElseThrow()
        .reason();
  }

  private Verdict verdict(String link) {
    return delivery(link).verdict();
  }

  private String link(String link) {
    return delivery(link).message();
  }

  private DeliveryLink delivery(String link) {
    var status = (TopicSubscriptionStatus) world.status(Kind.TOPIC_SUBSCRIPTION, "orders");
    return status.delivery().stream().filter(l -> l.link().equals(link)).findFirst().orElseThrow();
  }
}
