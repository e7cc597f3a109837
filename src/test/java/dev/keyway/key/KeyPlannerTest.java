package dev.keyway.key;

import static dev.keyway.reconcile.Plans.actions;
import static dev.keyway.reconcile.Plans.end;
import static dev.keyway.reconcile.Plans.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.aws.AccountIdentity;
import dev.keyway.aws.KeyDescription;
import dev.keyway.aws.KeyRotationStatus;
import dev.keyway.key.KeyObservation.Answer;
import dev.keyway.key.KeyObservation.Search;
import dev.keyway.reconcile.Outcome;
import dev.keyway.reconcile.Plan;
import dev.keyway.reconcile.Plans;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyPlannerTest {
  private static final String DELETE = "deletionPolicy: Delete";
  private static final Map<String, String> SOMEBODY_ELSES =
      Map.of("keyway.dev/cluster", "other", "keyway.dev/name", "orders");

  @Test
  void theIntentIsWrittenBeforeAnythingIsCreated() {
    var plan = KeyCase.nothingThere().plan();

    assertThat(actions(plan)).isEmpty();
    assertThat(plan.writeAhead()).isTrue();
    assertThat(end(plan)).isEqualTo("InProgress Creating");
  }

  @Test
  void anIntentOfThisProcessIsCarriedOutAtOnce() {
    var plan =
        KeyCase.nothingThere()
            .spec("description: Orders\ntags: {team: shop}")
            .intends("n-1")
            .asks(KeyCase.queueAsk())
            .plan();

    assertThat(actions(plan)).containsExactly("CreateKey");
    var create = Plans.action(plan, KeyAction.CreateKey.class);
    assertThat(create.nonce()).isEqualTo("n-1");
    assertThat(create.key().description()).isEqualTo("Orders");
    assertThat(create.key().tags())
        .containsEntry("keyway.dev/nonce", "n-1")
        .containsEntry("keyway.dev/cluster", "test")
        .containsEntry("keyway.dev/kind", "EncryptionKey")
        .containsEntry("keyway.dev/name", "orders")
        .containsEntry("team", "shop");
    assertThat(create.key().policy())
        .as("born with every grant that is asked for")
        .contains(":root", "KeywaySnsDelivery", KeyCase.TOPIC, KeyCase.WORKER);
  }

  @Test
  void principalsThatAwsDoesNotKnowAreLeftOutAtBirth() {
    var given = KeyCase.nothingThere().intends("n-1").asks(KeyCase.queueAsk());
    given.refused = Set.of(KeyCase.WORKER);

    var create = Plans.action(given.plan(), KeyAction.CreateKey.class);

    assertThat(create.key().policy()).contains(KeyCase.TOPIC).doesNotContain(KeyCase.WORKER);
  }

  @Test
  void anUnansweredCreateIsSearchedForBeforeAnotherIsMade() {
    var given = KeyCase.nothingThere().intends("n-1");
    given.search = new Search.EmptySince(Plans.NOW.minusSeconds(299));

    var plan = given.plan();

    assertThat(actions(plan)).isEmpty();
    assertThat(end(plan)).isEqualTo("InProgress SearchingKey");
    assertThat(plan.outcome())
        .isInstanceOfSatisfying(
            Outcome.InProgress.class,
            outcome -> assertThat(outcome.after()).isEqualTo(Duration.ofSeconds(10)));
  }

  @Test
  void anotherIsMadeWhenTheSearchStayedEmptyForFiveMinutes() {
    var given = KeyCase.nothingThere().intends("n-1");
    given.search = new Search.EmptySince(Plans.NOW.minusSeconds(300));

    assertThat(actions(given.plan())).containsExactly("CreateKey");
  }

  @Test
  void aKeyThatWasFoundIsCompletedAndNotCreatedAgain() {
    var given = KeyCase.nothingThere().intends("n-1").inState(KeyDescription.ENABLED);
    given.search = new Search.Found(List.of(given.key.orElseThrow()));
    given.inSync().intends("n-1");
    given.aliasTarget = Optional.empty();
    given.rotation = Optional.of(new KeyRotationStatus(false, null));

    var plan = given.plan();

    assertThat(actions(plan)).containsExactly("EnableRotation", "CreateAlias");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aForeignKeyBehindTheAliasIsLeftAlone(boolean ofAnotherCluster) {
    var given = KeyCase.nothingThere().inState(KeyDescription.ENABLED);
    given.key = Optional.empty();
    given.tags = Optional.of(ofAnotherCluster ? SOMEBODY_ELSES : Map.of());

    var plan = given.plan();

    assertThat(actions(plan)).isEmpty();
    assertThat(plan.writeAhead()).isFalse();
    assertThat(end(plan)).isEqualTo("Invalid OwnershipConflict");
    assertThat(message(plan)).contains(KeyCase.ALIAS, "left untouched");
  }

  @Test
  void theKeyOfAnEarlierObjectOfTheNameIsTakenOver() {
    var given = KeyCase.converged().tag("keyway.dev/uid", "uid-1");
    given.status = null;

    var plan = given.plan();

    assertThat(actions(plan)).containsExactly("Tag");
    assertThat(plan.steps().getFirst().reason().name()).isEqualTo("Reclaimed");
    assertThat(plan.differences()).isEmpty();
  }

  @Test
  void aKeyThatIsGoneIsNeverReplacedInSilence() {
    var given = KeyCase.converged();
    given.key = Optional.empty();
    given.aliasTarget = Optional.empty();

    var plan = given.plan();

    assertThat(actions(plan)).isEmpty();
    assertThat(end(plan)).isEqualTo("Invalid KeyDeleted");
  }

  @Test
  void aKeyDoesNotMoveToAnotherRegion() {
    var given = KeyCase.converged();
    given.region = "us-east-1";

    var plan = given.plan();

    assertThat(actions(plan)).isEmpty();
    assertThat(end(plan)).isEqualTo("Invalid IdentityChanged");
  }

  @Test
  void aKeyDoesNotMoveToAnotherAccount() {
    var given = KeyCase.converged();
    given.account = new AccountIdentity("aws", "444455556666", "arn:aws:iam::444455556666:role/k");

    var plan = given.plan();

    assertThat(actions(plan)).isEmpty();
    assertThat(end(plan)).isEqualTo("Invalid IdentityChanged");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "deletionPolicy: Retain"})
  void aRetainedKeyIsLetGoUntouched(String spec) {
    var plan = KeyCase.converged().use(true, Answer.YES, List.of()).deleting(spec).plan();

    assertReleased(plan);
  }

  @Test
  void aKeyThatNobodyNeedsIsScheduledForDeletion() {
    var plan = KeyCase.converged().use(false, Answer.NO, List.of()).deleting(DELETE).plan();

    assertThat(plan.steps())
        .singleElement()
        .satisfies(
            step ->
                assertThat(step.action())
                    .isEqualTo(new KeyAction.ScheduleDeletion(KeyCase.ARN, 30)));
    assertThat(plan.released()).isFalse();
  }

  @Test
  void aKeyThatIsElsewhereIsNotLeftBehindInSilence() {
    var given = KeyCase.converged().deleting(DELETE);
    given.region = "us-east-1";
    given.key = Optional.empty();
    given.aliasTarget = Optional.empty();

    var plan = given.plan();

    assertThat(actions(plan)).isEmpty();
    assertThat(plan.released()).isFalse();
    assertThat(end(plan)).isEqualTo("Invalid IdentityChanged");
    assertThat(message(plan)).contains(KeyCase.ARN, "deletionPolicy: Retain");
  }

  @Test
  void thePendingWindowIsTheOneOfTheSpec() {
    var plan = KeyCase.converged().deleting(DELETE + "\npendingWindowDays: 7").plan();

    assertThat(Plans.action(plan, KeyAction.ScheduleDeletion.class).pendingWindowDays())
        .isEqualTo(7);
  }

  @Test
  void aKeyThatIsPendingDeletionIsLetGo() {
    assertReleased(KeyCase.converged().inState("PendingDeletion").deleting(DELETE).plan());
  }

  @ParameterizedTest
  @EnumSource(
      value = Answer.class,
      names = {"YES", "UNKNOWN"})
  void aKeyInUseIsNotDeletedNorOneOfWhichNobodyKnows(Answer answer) {
    var plan = KeyCase.converged().use(false, answer, List.of()).deleting(DELETE).plan();

    assertThat(actions(plan)).isEmpty();
    assertThat(plan.released()).isFalse();
    assertThat(end(plan)).isEqualTo("Blocked KeyInUse");
    assertThat(message(plan)).contains("EncryptedQueue orders", "deletionPolicy: Retain");
    assertThat(plan.outcome())
        .isInstanceOfSatisfying(
            Outcome.Blocked.class, o -> assertThat(o.on()).containsExactly(KeyCase.QUEUE));
  }

  @Test
  void deletingAnObjectThatNeverGotAKeyTouchesNothing() {
    var given = KeyCase.nothingThere().inState(KeyDescription.ENABLED).deleting(DELETE);
    given.key = Optional.empty();
    given.tags = Optional.of(SOMEBODY_ELSES);

    assertReleased(given.plan());
  }

  @Test
  void deletingWaitsForTheKeyOfAnUnansweredCreate() {
    var given = KeyCase.nothingThere().intends("n-1").deleting(DELETE);
    given.search = new Search.EmptySince(Plans.NOW.minusSeconds(10));

    var plan = given.plan();

    assertThat(plan.released()).isFalse();
    assertThat(end(plan)).isEqualTo("InProgress SearchingKey");
  }

  @Test
  void deletingGivesTheSearchUpAfterFiveMinutes() {
    var given = KeyCase.nothingThere().intends("n-1").deleting(DELETE);
    given.search = new Search.EmptySince(Plans.NOW.minusSeconds(300));

    assertReleased(given.plan());
  }

  private static void assertReleased(Plan<KeyAction> plan) {
    assertThat(actions(plan)).isEmpty();
    assertThat(plan.released()).isTrue();
    assertThat(end(plan)).isEqualTo("Done");
  }
}
