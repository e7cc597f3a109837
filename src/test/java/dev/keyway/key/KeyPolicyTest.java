package dev.keyway.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.grants.KeyGrants;
import dev.keyway.grants.QueueAsk;
import dev.keyway.key.KeyObservation.Answer;
import dev.keyway.key.KeyObservation.Leave;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Absence never withdraws (design §5.2). */
class KeyPolicyTest {
  @Test
  void whatNobodyAsksForAnyMoreIsWithdrawnOnceItsUseHasEnded() {
    var given = neighbourGone().use(false, Answer.NO, List.of());

    assertThat(given.desired().statements()).as("the account alone").hasSize(1);
  }

  @Test
  void aUseThatCannotBeReadFreezesEveryGrantOfItsKind() {
    var given = neighbourGone().use(false, Answer.UNKNOWN, List.of());

    assertThat(given.desired().toJson()).isEqualTo(given.policy.orElseThrow());
  }

  @Test
  void aFrozenPolicyStillTakesNewGrants() {
    var given = neighbourGone().use(false, Answer.UNKNOWN, List.of());
    var other = KeyCase.QUEUE + "2";
    given.asks(ask(other, "arn:aws:iam::444455556666:role/new"));

    assertThat(given.desired().toJson()).contains("role/new", KeyCase.WORKER, KeyCase.TOPIC);
  }

  @Test
  void whatWasLeftBehindInAwsKeepsItsGrants() {
    var left = KeyGrants.ofQueue(KeyCase.queueAsk());
    var given = neighbourGone().use(false, Answer.YES, left);

    assertThat(given.desired().toJson()).isEqualTo(given.policy.orElseThrow());
  }

  @Test
  void whatWasLeftBehindGetsItsGrantsBackWhenSomebodyTookThem() {
    var left = KeyGrants.ofQueue(KeyCase.queueAsk());
    var given = neighbourGone().use(false, Answer.YES, left);
    var before = given.policy.orElseThrow();

    given.policy(_ -> "{\"Version\":\"2012-10-17\",\"Statement\":[]}");

    assertThat(given.desired().toJson()).isEqualTo(before);
  }

  @Test
  void aQueueThatStillAdmitsATopicKeepsTheGrantOfThatTopic() {
    var given = KeyCase.nothingThere().asks(KeyCase.queueAsk()).inState("Enabled").inSync();
    given.queues.clear();
    given.asks(
        new QueueAsk(
            "EncryptedQueue orders", KeyCase.QUEUE, List.of(), List.of(), List.of(), List.of()));
    var stillAdmits =
        KeyGrants.ofQueue(KeyCase.queueAsk()).stream()
            .filter(g -> g.member().equals(KeyCase.TOPIC))
            .toList();

    given.use(true, Answer.YES, stillAdmits);

    assertThat(given.desired().toJson()).contains(KeyCase.TOPIC).doesNotContain(KeyCase.WORKER);
  }

  @ParameterizedTest
  @EnumSource(Answer.class)
  void usersOfTheKeyItselfAreWithdrawnWithTheSpec(Answer useOfTheQueue) {
    var given =
        KeyCase.nothingThere()
            .spec("administrators: [{name: ops, principal: {accountId: '777788889999'}}]")
            .inState("Enabled")
            .inSync();

    given.spec("").use(false, useOfTheQueue, List.of());

    assertThat(given.desired().toJson()).doesNotContain("777788889999");
  }

  @Test
  void foreignDenyStatementsStayAndForeignAllowStatementsGo() {
    var given = KeyCase.converged();
    var foreign =
        """
        {"Version":"2012-10-17","Statement":[
         {"Sid":"Stop","Effect":"Deny","Principal":"*","Action":"kms:Encrypt","Resource":"*"},
         {"Sid":"Go","Effect":"Allow","Principal":"*","Action":"kms:Encrypt","Resource":"*"}]}
        """;

    given.policy(_ -> foreign);

    assertThat(given.desired().statements())
        .extracting(statement -> String.valueOf(statement.sid()).replaceAll("[0-9a-f]{10}$", ""))
        .containsExactly("KeywayAccount", "Stop");
  }

  @Test
  void whoeverWasAddedToAStatementOfOursGoesAgain() {
    var given = KeyCase.nothingThere().asks(KeyCase.queueAsk()).inState("Enabled").inSync();
    var right = given.desired();

    given.use(true, Answer.YES, List.of());
    given.policy(
        p ->
            p.replace(
                "\"" + KeyCase.WORKER + "\"",
                "[\"" + KeyCase.WORKER + "\",\"arn:aws:iam::777788889999:role/x\"]"));

    assertThat(given.desired()).isEqualTo(right);
  }

  @ParameterizedTest
  @EnumSource(Answer.class)
  void everyoneIsNeverKeptWhateverIsFrozen(Answer answer) {
    var given = neighbourGone().use(false, answer, List.of());

    given.policy(
        p -> p.replace("\"" + KeyCase.WORKER + "\"", "[\"" + KeyCase.WORKER + "\",\"*\"]"));

    assertThat(given.desired().toJson()).doesNotContain("\"*\"]").doesNotContain("[\"*\"");
  }

  @Test
  void excessIsWhatStandsAndIsNotAskedFor() {
    var given = KeyCase.nothingThere().asks(KeyCase.queueAsk()).inState("Enabled").inSync();

    assertThat(KeyPolicy.hasExcess(given.resource(), given.observation())).isFalse();
    given.queues.clear();
    assertThat(KeyPolicy.hasExcess(given.resource(), given.observation())).isTrue();
    given.leaving(Leave.UNDER_WAY, null);
    assertThat(KeyPolicy.hasExcess(given.resource(), given.observation())).isFalse();
  }

  /** A key whose policy still holds what a queue asked for that is gone from Kubernetes. */
  private static KeyCase neighbourGone() {
    var given = KeyCase.nothingThere().asks(KeyCase.queueAsk()).inState("Enabled").inSync();
    given.queues.clear();
    return given;
  }

  private static QueueAsk ask(String queueArn, String consumer) {
    return new QueueAsk(
        "EncryptedQueue other", queueArn, List.of(consumer), List.of(), List.of(), List.of());
  }
}
