package dev.keyway.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.api.v1alpha1.KeyMove;
import dev.keyway.api.v1alpha1.RetiringKey;
import dev.keyway.grants.Admission;
import dev.keyway.grants.Grant;
import dev.keyway.grants.KeyGrants;
import dev.keyway.grants.QueueAsk;
import dev.keyway.policy.PolicyLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The four gates before a move to another key (design §5.3, §5.4). */
class KeyMovesTest {
  private static final Instant NOW = Plans.NOW;
  private static final Settings SETTINGS = Manifests.SETTINGS;
  private static final ObjectName QUEUE = new ObjectName(Kind.ENCRYPTED_QUEUE, "shop", "orders");
  private static final String ARN = "arn:aws:sqs:eu-central-1:111122223333:shop_orders";
  private static final String TOPIC = "arn:aws:sns:eu-central-1:111122223333:shop_orders";
  private static final String WORKER = "arn:aws:iam::444455556666:role/worker";
  private static final String OLD = "arn:aws:kms:eu-central-1:111122223333:key/1";
  private static final String NEW = "arn:aws:kms:eu-central-1:111122223333:key/2";
  private static final QueueAsk ASK =
      new QueueAsk(
          "EncryptedQueue orders",
          ARN,
          List.of(WORKER),
          List.of(),
          List.of(),
          List.of(new QueueAsk.Source("TopicSubscription orders", TOPIC)));
  private static final List<Grant> GRANTS = KeyGrants.ofQueue(ASK);

  private Optional<String> to = Optional.of(NEW);
  private Optional<KeyGate> gate = Optional.of(holding(GRANTS));
  private Optional<OldKey> from = Optional.of(new OldKey(OLD, Optional.of("old"), true));
  private List<RetiringKey> retiring = List.of(new RetiringKey(OLD, null, null));
  private @Nullable KeyMove waiting = settledSince(NOW.minus(SETTINGS.settle()));
  private boolean repair;

  @Test
  void isMadeWhenAllFourGatesAreOpen() {
    assertThat(obstacle()).isEmpty();
  }

  @Test
  void waitsForEveryGrantOnTheNewKey() {
    for (var missing : GRANTS) {
      gate = Optional.of(holding(GRANTS.stream().filter(g -> !g.equals(missing)).toList()));

      assertThat(obstacle()).as(missing.toString()).contains("Blocked KeyGrantPending");
    }
  }

  @Test
  void waitsForAKeyThatIsEnabledAndCanBeRead() {
    gate = Optional.of(new KeyGate("Disabled", holding(GRANTS).policy()));
    assertThat(obstacle()).contains("Blocked KeyGrantPending");
    gate = Optional.of(new KeyGate("Enabled", Optional.empty()));
    assertThat(obstacle()).contains("Blocked KeyGrantPending");
    gate = Optional.empty();
    assertThat(obstacle()).contains("Blocked KeyGrantPending");
  }

  @Test
  void waitsWhereADenyStandsAgainstTheGrants() {
    var policy = holding(GRANTS).policy().orElseThrow().toJson();
    var deny =
        "{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"kms:Decrypt\",\"Resource\":\"*\"}";
    gate =
        Optional.of(
            new KeyGate("Enabled", PolicyText.read(policy.replaceFirst("]}$", "," + deny + "]}"))));

    assertThat(obstacle()).contains("Blocked KeyGrantPending");
  }

  @Test
  void waitsUntilTheGrantsHaveSettled() {
    waiting = null;
    assertThat(obstacle()).contains("InProgress SettlingGrants");
    waiting = settledSince(NOW.minus(SETTINGS.settle()).plusSeconds(1));
    assertThat(obstacle()).contains("InProgress SettlingGrants");
  }

  @Test
  void beginsToSettleAnewForOtherGrantsOrAnotherKey() {
    waiting = new KeyMove(NEW, "v1:of-other-grants", NOW.minus(Duration.ofHours(1)).toString());
    assertThat(obstacle()).contains("InProgress SettlingGrants");
    waiting = new KeyMove(OLD, settledSince(NOW).uses(), NOW.minus(Duration.ofHours(1)).toString());
    assertThat(obstacle()).contains("InProgress SettlingGrants");
  }

  @Test
  void doesNotSettleARepairNorAMoveThatNeedsNoGrants() {
    waiting = null;
    repair = true;
    assertThat(obstacle()).isEmpty();
    repair = false;
    to = Optional.empty();
    gate = Optional.empty();
    assertThat(obstacle()).isEmpty();
  }

  @Test
  void writesTheOldKeyDownFirst() {
    retiring = List.of();

    assertThat(obstacle()).contains("InProgress RetiringKey");
    assertThat(KeyMoves.isWriteAhead(outcome().orElseThrow())).isTrue();
  }

  @Test
  void waitsUntilTheOldKeyKnows() {
    from = Optional.of(new OldKey(OLD, Optional.of("old"), false));

    assertThat(obstacle()).contains("Blocked RetiringKey");
    assertThat(outcome().orElseThrow())
        .isInstanceOfSatisfying(
            Outcome.Blocked.class,
            blocked -> assertThat(blocked.on()).contains(OLD, "EncryptionKey/shop/old"));
  }

  @Test
  void leavesSseSqsWithoutALedger() {
    from = Optional.empty();
    retiring = List.of();

    assertThat(obstacle()).isEmpty();
  }

  @Test
  void theSettlingMoveStaysInStatusUntilItIsMadeOrGivenUp() {
    var settling = new Outcome.InProgress(Reason.SettlingGrants, "", Duration.ofSeconds(1));
    var begun = KeyMoves.settling(null, to, GRANTS, settling, NOW);

    assertThat(begun).isNotNull();
    var later = NOW.plusSeconds(60);
    assertThat(KeyMoves.settling(begun, to, GRANTS, settling, later)).isEqualTo(begun);
    var recording = new Outcome.InProgress(Reason.RetiringKey, "", Duration.ZERO);
    assertThat(KeyMoves.settling(begun, to, GRANTS, recording, later)).isEqualTo(begun);
    assertThat(KeyMoves.settling(begun, to, List.of(), settling, later)).isNotEqualTo(begun);
    assertThat(KeyMoves.settling(begun, to, GRANTS, new Outcome.Done(), later)).isNull();
  }

  private Optional<String> obstacle() {
    return outcome()
        .map(
            outcome ->
                switch (outcome) {
                  case Outcome.Blocked(Reason reason, var _, var _) -> "Blocked " + reason;
                  case Outcome.InProgress(Reason reason, var _, var _) -> "InProgress " + reason;
                  default -> outcome.toString();
                });
  }

  private Optional<Outcome> outcome() {
    var uses = KeyNeeds.ofQueue(ASK, NEW, "eu-central-1", Set.of());
    var move =
        new KeyMoves.Move(QUEUE, to, gate, uses, GRANTS, from, retiring, waiting, repair, false);
    return KeyMoves.obstacle(move, SETTINGS, NOW);
  }

  private static KeyGate holding(List<Grant> grants) {
    var policy = new Admission(PolicyLimits.KMS_KEY, List.of()).admit(grants, Set.of()).document();
    return new KeyGate("Enabled", Optional.of(policy));
  }

  private static KeyMove settledSince(Instant since) {
    var settling = new Outcome.InProgress(Reason.SettlingGrants, "", Duration.ofSeconds(1));
    return Objects.requireNonNull(
        KeyMoves.settling(null, Optional.of(NEW), GRANTS, settling, since));
  }
}
