package dev.keyway.grants;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.policy.Caller;
import dev.keyway.policy.CallerContexts;
import dev.keyway.policy.Decision;
import dev.keyway.policy.Evaluator;
import dev.keyway.policy.PolicyDocument;
import dev.keyway.policy.PolicyLimits;
import dev.keyway.policy.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What those may do who move messages back, and nothing else. */
class RedriveGrantsTest {
  private static final String MOVER = "arn:aws:iam::111122223333:role/support";
  private static final Caller CALLER = new Caller.IamRole(MOVER);
  private static final Caller WORKER = new Caller.IamRole(Examples.WORKER);
  private static final QueueAsk DEAD =
      ask(List.of(Examples.WORKER, MOVER), new QueueAsk.Redrive(List.of(MOVER), List.of()));
  private static final QueueAsk SOURCE =
      ask(
          List.of(Examples.WORKER),
          new QueueAsk.Redrive(
              List.of(), List.of(new QueueAsk.Redriver("EncryptedQueue dead", MOVER))));

  @ParameterizedTest
  @CsvSource({
    "sqs:StartMessageMoveTask, true",
    "sqs:ListMessageMoveTasks, true",
    "sqs:CancelMessageMoveTask, true",
    "sqs:ReceiveMessage, true",
    "sqs:DeleteMessage, true",
    "sqs:GetQueueAttributes, true",
    "sqs:SendMessage, false",
    "sqs:PurgeQueue, false"
  })
  void onTheDeadLetterQueueTheyMayMoveAndReceive(String action, boolean allowed) {
    var policy = Policies.queue(DEAD);

    assertThat(isAllowed(policy, CallerContexts.iam(CALLER, action, Examples.QUEUE)))
        .isEqualTo(allowed);
    if (action.contains("MoveTask")) {
      assertThat(isAllowed(policy, CallerContexts.iam(WORKER, action, Examples.QUEUE))).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "sqs:SendMessage, true",
    "sqs:ReceiveMessage, false",
    "sqs:GetQueueAttributes, false",
    "sqs:StartMessageMoveTask, false"
  })
  void whereMessagesComeBackTheyMaySend(String action, boolean allowed) {
    assertThat(
            isAllowed(Policies.queue(SOURCE), CallerContexts.iam(CALLER, action, Examples.QUEUE)))
        .isEqualTo(allowed);
  }

  @ParameterizedTest
  @CsvSource({
    "kms:GenerateDataKey, sqs, true",
    "kms:Decrypt, sqs, true",
    "kms:GenerateDataKey, none, false",
    "kms:CreateGrant, sqs, false"
  })
  void theKeyThereLetsThemEncryptThroughSqs(String action, String via, boolean allowed) {
    var request =
        via.equals("sqs")
            ? CallerContexts.viaSqs(CALLER, action, Examples.KEY, Examples.REGION)
            : CallerContexts.iam(CALLER, action, Examples.KEY);

    assertThat(isAllowed(Policies.key(KeyGrants.ofQueue(SOURCE)), request)).isEqualTo(allowed);
  }

  @Test
  void theKeyOfTheDeadLetterQueueLetsThemEncryptNothing() {
    var request =
        CallerContexts.viaSqs(CALLER, "kms:GenerateDataKey", Examples.KEY, Examples.REGION);

    assertThat(isAllowed(Policies.key(KeyGrants.ofQueue(DEAD)), request)).isFalse();
  }

  @Test
  void whatStandsInAPolicyIsReadBack() {
    var dead = QueueGrants.read("", Examples.QUEUE, Policies.queue(DEAD));
    var source = QueueGrants.read("", Examples.QUEUE, Policies.queue(SOURCE));

    assertThat(dead.redrive()).isEqualTo(DEAD.redrive());
    assertThat(source.redrive().outOf()).isEmpty();
    assertThat(source.redrive().into())
        .extracting(QueueAsk.Redriver::member)
        .containsExactly(MOVER);
  }

  @Test
  void aRetiringKeyLetsNobodySend() {
    var left = KeyGrants.toReadOldMessages(KeyGrants.ofQueue(SOURCE));

    assertThat(left).extracting(Grant::member).containsOnly(Examples.WORKER);
  }

  @Test
  void whereThereIsNoRoomTheChannelComesFirst() {
    var consumers =
        Stream.iterate(0, i -> i + 1)
            .limit(45)
            .map(i -> "arn:aws:iam::111122223333:role/" + "x".repeat(120) + i)
            .toList();
    var movers = new ArrayList<>(List.of(MOVER));
    movers.addAll(consumers);
    var asked = QueueGrants.of(ask(consumers, new QueueAsk.Redrive(movers, List.of())));

    var admitted = new Admission(PolicyLimits.SQS_QUEUE, List.of()).admit(asked, Set.of());

    assertThat(admitted.refused())
        .isNotEmpty()
        .allMatch(refusal -> refusal.grant().group().kind() == GrantKind.REDRIVERS);
  }

  private static QueueAsk ask(List<String> consumers, QueueAsk.Redrive redrive) {
    return new QueueAsk(
        Examples.ASKER,
        Examples.QUEUE,
        consumers,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        redrive);
  }

  private static boolean isAllowed(PolicyDocument policy, Request request) {
    return Evaluator.evaluate(request, policy) instanceof Decision.Allowed;
  }
}
