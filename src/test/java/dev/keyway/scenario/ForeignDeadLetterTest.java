package dev.keyway.scenario;

import static dev.keyway.scenario.DeadLetters.DEAD_ARN;
import static dev.keyway.scenario.DeadLetters.QUEUE_ARN;
import static dev.keyway.scenario.DeadLetters.UNDERTAKER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.api.v1alpha1.Condition;
import dev.keyway.api.v1alpha1.ConditionStatus;
import dev.keyway.awslocal.call.Call;
import dev.keyway.reconcile.Conditions;
import dev.keyway.reconcile.Kind;
import dev.keyway.reconcile.Reason;
import dev.keyway.reconcile.RedriveAllowPolicy;
import dev.keyway.reconcile.RedrivePolicy;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Dead-letter queues that Keyway does not manage are used as they are, and never written. */
class ForeignDeadLetterTest {
  private static final String THEIRS = World.queueArn("theirs");
  private static final String TO_THEIRS =
      "deadLetter: {queueArn: \"" + THEIRS + "\", maxReceiveCount: 3}";

  private final World world = new World();

  @AfterEach
  void close() {
    assertThat(
            world.local.calls().where(Call::isMutating).stream()
                .filter(call -> call.caller().contains("/" + World.OPERATOR + "/"))
                .filter(call -> call.resource().contains("theirs")))
        .as("writes of Keyway to a queue that is not its own")
        .isEmpty();
    world.close();
  }

  @Test
  void whatFailsIsReadThereByWhomTheKeyNames() {
    make(policy());
    world.cluster.apply(
        DeadLetters.yaml() + keyWithUser() + DeadLetters.queue("second", TO_THEIRS));
    world.settle();

    assertThat(DeadLetters.inAws(world, QUEUE_ARN)).contains(new RedrivePolicy(THEIRS, 3));
    DeadLetters.failedMessage(world, "failed");
    assertThat(world.people.receive(THEIRS, World.OTHER_ACCOUNT, UNDERTAKER))
        .containsExactly("failed");
  }

  @Test
  void theKeyThatItsMessagesHaveIsKeptForFourteenDays() {
    make(policy());
    world.cluster.apply(
        DeadLetters.yaml() + keyWithUser() + DeadLetters.queue("second", TO_THEIRS));
    world.settle();
    DeadLetters.failedMessage(world, "failed");
    world.cluster.apply(DeadLetters.queue("first", ""));
    world.settle();

    world.elapse(Duration.ofDays(13).minusHours(1));
    world.cluster.delete(World.named(Kind.ENCRYPTION_KEY, "second"));
    world.settle();

    assertThat(world.people.receive(THEIRS, World.OTHER_ACCOUNT, UNDERTAKER))
        .containsExactly("failed");
  }

  @Test
  void oneThatDoesNotAdmitTheQueueIsSaidAndWaitedFor() {
    make(Map.of(QueueAttributeName.REDRIVE_ALLOW_POLICY, "{\"redrivePermission\":\"denyAll\"}"));
    world.cluster.apply(DeadLetters.yaml() + DeadLetters.queue("second", TO_THEIRS));
    world.settle();
    assertThat(references().reason()).isEqualTo(Reason.RedriveNotAllowed.name());
    assertThat(world.isReady(Kind.ENCRYPTED_QUEUE, "orders")).isTrue();

    set(Map.of(QueueAttributeName.REDRIVE_ALLOW_POLICY, "{\"redrivePermission\":\"allowAll\"}"));
    world.elapse(World.CHECK);

    assertThat(DeadLetters.inAws(world, QUEUE_ARN)).contains(new RedrivePolicy(THEIRS, 3));
    assertThat(references().status()).isEqualTo(ConditionStatus.TRUE);
    assertThat(DeadLetters.queueStatus(world, "orders").drift()).isEmpty();
  }

  @Test
  void oneThatIsNotThereIsSaidAndUsedOnceItIs() {
    world.cluster.apply(DeadLetters.yaml() + DeadLetters.queue("second", TO_THEIRS));
    world.settle();
    assertThat(references().reason()).isEqualTo(Reason.ReferenceNotFound.name());

    make(Map.of());
    world.elapse(World.CHECK);

    assertThat(DeadLetters.inAws(world, QUEUE_ARN)).contains(new RedrivePolicy(THEIRS, 3));
  }

  @Test
  void oneOfAnotherAccountIsRefused() {
    var elsewhere = THEIRS.replace(World.ACCOUNT, World.OTHER_ACCOUNT);
    world.cluster.apply(
        DeadLetters.yaml() + DeadLetters.queue("second", TO_THEIRS.replace(THEIRS, elsewhere)));
    world.settle();

    assertThat(references().reason()).isEqualTo(Reason.RegionMismatch.name());
    assertThat(DeadLetters.inAws(world, QUEUE_ARN)).isEmpty();
  }

  @Test
  void theArnOfAQueueOfOursCountsAsAReference() {
    world.cluster.apply(
        DeadLetters.yaml() + DeadLetters.queue("second", TO_THEIRS.replace(THEIRS, DEAD_ARN)));
    world.settle();

    DeadLetters.arrived(world);
  }

  @Test
  void aQueueOfOthersIsAdmittedByItsArn() {
    world.cluster.apply(
        DeadLetters.yaml()
            + DeadLetters.dead(
                "redriveAllow: {mode: ByQueue, sourceQueueRefs: [{name: orders}],"
                    + " sourceQueueArns: [\""
                    + THEIRS
                    + "\"]}"));
    world.settle();

    assertThat(
            RedriveAllowPolicy.read(
                    world
                        .local
                        .state()
                        .queue(DEAD_ARN)
                        .orElseThrow()
                        .attributes()
                        .getOrDefault(RedriveAllowPolicy.ATTRIBUTE, ""))
                .sourceArns())
        .containsExactly(QUEUE_ARN, THEIRS);
  }

  private void make(Map<QueueAttributeName, String> attributes) {
    world.people.sqs().createQueue(r -> r.queueName("theirs").attributes(attributes));
  }

  private void set(Map<QueueAttributeName, String> attributes) {
    world
        .people
        .sqs()
        .setQueueAttributes(r -> r.queueUrl(world.people.url(THEIRS)).attributes(attributes));
  }

  private static Map<QueueAttributeName, String> policy() {
    var text =
        """
        {"Version":"2012-10-17","Statement":[
         {"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::444455556666:role/%s"},
          "Action":["sqs:ReceiveMessage","sqs:DeleteMessage","sqs:GetQueueUrl"],"Resource":"%s"}]}
        """
            .formatted(UNDERTAKER, THEIRS);
    return Map.of(
        QueueAttributeName.POLICY, text, QueueAttributeName.MESSAGE_RETENTION_PERIOD, "1209600");
  }

  private static String keyWithUser() {
    var user =
        "{name: undertaker, usage: Decrypt, principal: {roleArn:"
            + " \"arn:aws:iam::444455556666:role/"
            + UNDERTAKER
            + "\"}}";
    return DeadLetters.key("second")
        .replace("spec: {}", "spec: {deletionPolicy: Delete, users: [" + user + "]}");
  }

  private Condition references() {
    return Conditions.find(
            DeadLetters.queueStatus(world, "orders").conditions(), Conditions.REFERENCES_RESOLVED)
        .orElseThrow();
  }
}
