package dev.keyway.awslocal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.keyway.awslocal.iam.RoleSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksResultEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** Moving messages back from a dead-letter queue. */
class MoveTasksTest {
  private static final String NOTHING =
      """
      {"Version": "2012-10-17", "Statement":
        {"Effect": "Allow", "Action": "sts:GetCallerIdentity", "Resource": "*"}}
      """;
  private static final String MOVER = "{\"AWS\":\"" + Aws.roleArn(Aws.A, "mover") + "\"}";
  private static final String OTHER = "{\"AWS\":\"" + Aws.roleArn(Aws.B, Aws.ADMIN) + "\"}";
  private static final String DEAD = Aws.queueArn(Aws.A, "dead");
  private static final String SOURCE = Aws.queueArn(Aws.A, "source");
  private static final String MOVE =
      "[\"sqs:StartMessageMoveTask\",\"sqs:ListMessageMoveTasks\",\"sqs:CancelMessageMoveTask\","
          + "\"sqs:ReceiveMessage\",\"sqs:DeleteMessage\",\"sqs:GetQueueAttributes\"]";

  private final Aws aws =
      Aws.start(Aws.config().withRole(RoleSpec.of(Aws.A, "mover").withPolicy(NOTHING)));
  private final SqsClient sqs = aws.sqs();
  private String dead = "";
  private String source = "";
  private String oldKey = "";
  private String newKey = "";

  @BeforeEach
  void create() {
    oldKey = aws.kms().createKey().keyMetadata().arn();
    newKey = aws.kms().createKey().keyMetadata().arn();
    dead = sqs.createQueue(r -> r.queueName("dead")).queueUrl();
    source = sqs.createQueue(r -> r.queueName("source")).queueUrl();
    set(source, "KmsMasterKeyId", oldKey);
    set(
        source,
        "RedrivePolicy",
        "{\"deadLetterTargetArn\":\"" + DEAD + "\",\"maxReceiveCount\":\"1\"}");
  }

  @AfterEach
  void close() {
    aws.close();
  }

  @Test
  void whatIsMovedIsANewMessageUnderTheKeyThatTheQueueHasNow() {
    fail("one", "two");
    var before = state(DEAD).getFirst();
    aws.local.clock().advance(Duration.ofDays(2));
    set(source, "KmsMasterKeyId", newKey);

    sqs.startMessageMoveTask(r -> r.sourceArn(DEAD));

    assertThat(state(DEAD)).isEmpty();
    assertThat(state(SOURCE)).extracting(m -> m.body()).containsExactly("one", "two");
    var moved = state(SOURCE).getFirst();
    assertThat(moved.id()).isNotEqualTo(before.id());
    assertThat(before.keyArn()).contains(oldKey);
    assertThat(moved.keyArn()).contains(newKey);
    assertThat(moved.receives()).isZero();
    var received =
        receive(source).getFirst().attributes().get(MessageSystemAttributeName.SENT_TIMESTAMP);
    assertThat(received).isEqualTo(String.valueOf(aws.local.clock().instant().toEpochMilli()));
    assertThat(task().status()).isEqualTo("COMPLETED");
  }

  @Test
  void aRateIsKeptAndTheTaskCanBeCancelled() {
    fail(IntStream.range(0, 10).mapToObj(i -> "m" + i).toArray(String[]::new));
    var handle =
        sqs.startMessageMoveTask(r -> r.sourceArn(DEAD).maxNumberOfMessagesPerSecond(3))
            .taskHandle();
    assertThat(state(SOURCE)).hasSize(3);
    aws.local.clock().advance(Duration.ofSeconds(1));
    assertThat(state(SOURCE)).hasSize(6);
    assertThat(task().status()).isEqualTo("RUNNING");
    assertThat(task().taskHandle()).isEqualTo(handle);
    assertThat(task().approximateNumberOfMessagesToMove()).isEqualTo(10);
    assertThat(code(() -> sqs.startMessageMoveTask(r -> r.sourceArn(DEAD))))
        .isEqualTo("InvalidParameterValue");

    assertThat(
            sqs.cancelMessageMoveTask(r -> r.taskHandle(handle)).approximateNumberOfMessagesMoved())
        .isEqualTo(6);

    aws.local.clock().advance(Duration.ofMinutes(1));
    assertThat(state(SOURCE)).hasSize(6);
    assertThat(task().status()).isEqualTo("CANCELLED");
    assertThat(task().taskHandle()).isNull();
    assertThat(code(() -> sqs.cancelMessageMoveTask(r -> r.taskHandle(handle))))
        .contains("UnsupportedOperation");
  }

  @Test
  void onlyADeadLetterQueueOfAQueueCanBeTheSource() {
    assertThat(code(() -> sqs.startMessageMoveTask(r -> r.sourceArn(SOURCE))))
        .isEqualTo("InvalidParameterValue");
    assertThat(code(() -> sqs.startMessageMoveTask(r -> r.sourceArn(SOURCE + "x"))))
        .isEqualTo("ResourceNotFoundException");
    assertThat(code(() -> sqs.startMessageMoveTask(r -> r.sourceArn("dead"))))
        .isEqualTo("InvalidParameterValue");
    assertThat(code(() -> sqs.startMessageMoveTask(r -> r.sourceArn(DEAD).destinationArn(DEAD))))
        .isEqualTo("InvalidParameterValue");
    assertThat(
            code(
                () ->
                    sqs.startMessageMoveTask(
                        r -> r.sourceArn(DEAD).maxNumberOfMessagesPerSecond(501))))
        .isEqualTo("InvalidParameterValue");
  }

  @Test
  void whatDidNotComeFromAQueueCanOnlyGoToADestinationThatIsNamed() {
    sqs.sendMessage(r -> r.queueUrl(dead).messageBody("from elsewhere"));
    sqs.startMessageMoveTask(r -> r.sourceArn(DEAD));
    assertThat(task().failureReason()).isEqualTo("CouldNotDetermineMessageSource");
    assertThat(state(DEAD)).hasSize(1);

    sqs.startMessageMoveTask(r -> r.sourceArn(DEAD).destinationArn(SOURCE));
    assertThat(state(SOURCE)).hasSize(1);
    assertThat(tasks(10)).extracting(t -> t.status()).containsExactly("COMPLETED", "FAILED");
  }

  @Test
  void aFifoMessageIsNoDuplicateOfTheOneThatFailed() {
    var dead =
        sqs.createQueue(
                r -> r.queueName("d.fifo").attributesWithStrings(Map.of("FifoQueue", "true")))
            .queueUrl();
    var url =
        sqs.createQueue(
                r ->
                    r.queueName("s.fifo")
                        .attributesWithStrings(
                            Map.of(
                                "FifoQueue",
                                "true",
                                "RedrivePolicy",
                                "{\"deadLetterTargetArn\":\""
                                    + Aws.queueArn(Aws.A, "d.fifo")
                                    + "\",\"maxReceiveCount\":1}")))
            .queueUrl();
    for (var body : List.of("1", "2")) {
      sqs.sendMessage(
          r -> r.queueUrl(url).messageBody(body).messageGroupId("g").messageDeduplicationId(body));
    }
    exhaust(url);
    assertThat(dead).isNotEmpty();

    sqs.startMessageMoveTask(r -> r.sourceArn(Aws.queueArn(Aws.A, "d.fifo")));

    assertThat(receive(url)).extracting(Message::body).containsExactly("1", "2");
  }

  @Test
  void whoMovesNeedsTheActionsOnTheSourceAndSendMessageOnTheTarget() {
    set(source, "KmsMasterKeyId", "");
    fail("one");
    var mover = aws.sqs(Aws.A, "mover");
    assertThat(code(() -> mover.startMessageMoveTask(r -> r.sourceArn(DEAD))))
        .isEqualTo("AccessDenied");

    set(dead, "Policy", Aws.policy(Aws.allow(MOVER, MOVE, DEAD)));
    mover.startMessageMoveTask(r -> r.sourceArn(DEAD));
    assertThat(task().failureReason()).isEqualTo("AccessDenied");
    assertThat(state(DEAD)).hasSize(1);

    set(source, "Policy", Aws.policy(Aws.allow(MOVER, "\"sqs:SendMessage\"", SOURCE)));
    mover.startMessageMoveTask(r -> r.sourceArn(DEAD));
    assertThat(state(SOURCE)).hasSize(1);
  }

  @Test
  void andTheKeyOfTheMessageAndTheKeyOfTheTarget() {
    fail("one");
    set(source, "KmsMasterKeyId", newKey);
    set(dead, "Policy", Aws.policy(Aws.allow(MOVER, MOVE, DEAD)));
    set(source, "Policy", Aws.policy(Aws.allow(MOVER, "\"sqs:SendMessage\"", SOURCE)));
    var mover = aws.sqs(Aws.A, "mover");

    mover.startMessageMoveTask(r -> r.sourceArn(DEAD));
    assertThat(task().failureReason()).isEqualTo("KMS.AccessDeniedException");
    allow(oldKey, "\"kms:Decrypt\"");
    mover.startMessageMoveTask(r -> r.sourceArn(DEAD));
    assertThat(task().failureReason()).isEqualTo("KMS.AccessDeniedException");
    allow(newKey, "[\"kms:Decrypt\",\"kms:GenerateDataKey\"]");
    mover.startMessageMoveTask(r -> r.sourceArn(DEAD));

    assertThat(state(SOURCE)).hasSize(1);
  }

  @Test
  void aQueuePolicyLetsNobodyOfAnotherAccountMove() {
    set(dead, "Policy", Aws.policy(Aws.allow(OTHER, MOVE, DEAD)));
    var other = aws.sqs(Aws.B, Aws.ADMIN);
    assertThat(other.receiveMessage(r -> r.queueUrl(dead)).messages()).isEmpty();

    assertThat(code(() -> other.startMessageMoveTask(r -> r.sourceArn(DEAD))))
        .isEqualTo("AccessDenied");
    assertThat(code(() -> other.listMessageMoveTasks(r -> r.sourceArn(DEAD))))
        .isEqualTo("AccessDenied");
  }

  private void allow(String key, String actions) {
    aws.kms()
        .putKeyPolicy(
            r ->
                r.keyId(key)
                    .policy(Aws.policy(Aws.keyRoot(Aws.A), Aws.allow(MOVER, actions, "*"))));
  }

  private void set(String url, String attribute, String value) {
    sqs.setQueueAttributes(r -> r.queueUrl(url).attributesWithStrings(Map.of(attribute, value)));
  }

  private void fail(String... bodies) {
    for (var body : bodies) {
      sqs.sendMessage(r -> r.queueUrl(source).messageBody(body));
    }
    exhaust(source);
  }

  private void exhaust(String url) {
    while (!sqs.receiveMessage(
            r -> r.queueUrl(url).visibilityTimeout(0).waitTimeSeconds(0).maxNumberOfMessages(10))
        .messages()
        .isEmpty()) {}
  }

  private List<Message> receive(String url) {
    return sqs.receiveMessage(
            r ->
                r.queueUrl(url)
                    .maxNumberOfMessages(10)
                    .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
        .messages();
  }

  private List<dev.keyway.awslocal.sqs.SqsService.MessageView> state(String arn) {
    return aws.local.state().queue(arn).orElseThrow().messages();
  }

  private ListMessageMoveTasksResultEntry task() {
    return tasks(1).getFirst();
  }

  private List<ListMessageMoveTasksResultEntry> tasks(int max) {
    return sqs.listMessageMoveTasks(r -> r.sourceArn(DEAD).maxResults(max)).results();
  }

  private static String code(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    return Aws.code(catchThrowable(call));
  }
}
