package dev.keyway.awslocal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.InvalidAttributeNameException;
import software.amazon.awssdk.services.sqs.model.InvalidAttributeValueException;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDeletedRecentlyException;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.QueueNameExistsException;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** Queue attributes and the life of a queue, by reference/aws.md 3.1 and 3.2. */
class QueueAttributesTest {

  private final Aws aws = Aws.start();
  private final SqsClient sqs = aws.sqs();

  @AfterEach
  void close() {
    aws.close();
  }

  private String create(String name) {
    return sqs.createQueue(r -> r.queueName(name)).queueUrl();
  }

  private String createFifo(String name) {
    return sqs.createQueue(
            r -> r.queueName(name).attributes(Map.of(QueueAttributeName.FIFO_QUEUE, "true")))
        .queueUrl();
  }

  private void set(String url, String name, String value) {
    sqs.setQueueAttributes(r -> r.queueUrl(url).attributesWithStrings(Map.of(name, value)));
  }

  @Test
  void newStandardQueueHasTheDefaultsOf2025() {
    assertThat(aws.attributes(create("q")))
        .containsEntry("DelaySeconds", "0")
        .containsEntry("MaximumMessageSize", "1048576")
        .containsEntry("MessageRetentionPeriod", "345600")
        .containsEntry("ReceiveMessageWaitTimeSeconds", "0")
        .containsEntry("VisibilityTimeout", "30")
        .containsEntry("SqsManagedSseEnabled", "true")
        .containsEntry("QueueArn", Aws.queueArn(Aws.A, "q"))
        .containsKeys("CreatedTimestamp", "LastModifiedTimestamp", "ApproximateNumberOfMessages")
        .doesNotContainKeys(
            "KmsMasterKeyId",
            "KmsDataKeyReusePeriodSeconds",
            "Policy",
            "RedrivePolicy",
            "FifoQueue");
  }

  @Test
  void newFifoQueueHasItsOwnDefaults() {
    assertThat(aws.attributes(createFifo("q.fifo")))
        .containsEntry("FifoQueue", "true")
        .containsEntry("ContentBasedDeduplication", "false")
        .containsEntry("DeduplicationScope", "queue")
        .containsEntry("FifoThroughputLimit", "perQueue");
  }

  @ParameterizedTest
  @CsvSource({
    "DelaySeconds,0,900",
    "MaximumMessageSize,1024,1048576",
    "MessageRetentionPeriod,60,1209600",
    "ReceiveMessageWaitTimeSeconds,0,20",
    "VisibilityTimeout,0,43200",
    "KmsDataKeyReusePeriodSeconds,60,86400"
  })
  void numbersAreAcceptedWithinTheirRangeOnly(String name, int min, int max) {
    String url = create("q");
    set(url, name, Integer.toString(min));
    set(url, name, Integer.toString(max));
    for (String value : new String[] {Integer.toString(min - 1), Integer.toString(max + 1), "x"}) {
      assertThatThrownBy(() -> set(url, name, value))
          .isInstanceOf(InvalidAttributeValueException.class)
          .hasMessageContaining("Invalid value for the parameter " + name);
    }
  }

  @Test
  void aKeyTurnsManagedEncryptionOffAndClearingItTurnsItOnAgain() {
    String url = create("q");
    set(url, "KmsMasterKeyId", "alias/mine");
    assertThat(aws.attributes(url))
        .containsEntry("KmsMasterKeyId", "alias/mine")
        .containsEntry("SqsManagedSseEnabled", "false")
        .containsEntry("KmsDataKeyReusePeriodSeconds", "300");
    set(url, "KmsMasterKeyId", "");
    assertThat(aws.attributes(url))
        .doesNotContainKeys("KmsMasterKeyId", "KmsDataKeyReusePeriodSeconds")
        .containsEntry("SqsManagedSseEnabled", "true");
  }

  @Test
  void managedEncryptionTakesTheKeyAway() {
    String url = create("q");
    set(url, "KmsMasterKeyId", "alias/mine");
    set(url, "SqsManagedSseEnabled", "true");
    assertThat(aws.attributes(url)).doesNotContainKey("KmsMasterKeyId");
  }

  @Test
  void bothKindsOfEncryptionInOneCallAreRefused() {
    String url = create("q");
    assertThatThrownBy(
            () ->
                sqs.setQueueAttributes(
                    r ->
                        r.queueUrl(url)
                            .attributesWithStrings(
                                Map.of("KmsMasterKeyId", "k", "SqsManagedSseEnabled", "true"))))
        .isInstanceOf(InvalidAttributeValueException.class);
  }

  @Test
  void reusePeriodIsKeptButShownOnlyWithAKey() {
    String url = create("q");
    set(url, "KmsDataKeyReusePeriodSeconds", "600");
    assertThat(aws.attributes(url)).doesNotContainKey("KmsDataKeyReusePeriodSeconds");
    set(url, "KmsMasterKeyId", "alias/mine");
    assertThat(aws.attributes(url)).containsEntry("KmsDataKeyReusePeriodSeconds", "600");
  }

  @Test
  void fifoAttributesBelongToFifoQueues() {
    String standard = create("q");
    assertThatThrownBy(() -> set(standard, "ContentBasedDeduplication", "true"))
        .isInstanceOf(InvalidAttributeNameException.class);
    String fifo = createFifo("q.fifo");
    assertThatThrownBy(() -> set(fifo, "FifoThroughputLimit", "perMessageGroupId"))
        .isInstanceOf(InvalidAttributeValueException.class);
    set(fifo, "DeduplicationScope", "messageGroup");
    set(fifo, "FifoThroughputLimit", "perMessageGroupId");
    assertThatThrownBy(() -> set(fifo, "FifoQueue", "false"))
        .isInstanceOf(InvalidAttributeNameException.class);
  }

  @Test
  void nameAndFifoFlagHaveToAgree() {
    assertThat(catchThrowable(() -> create("q.fifo"))).isInstanceOf(SqsException.class);
    assertThat(catchThrowable(() -> createFifo("q"))).isInstanceOf(SqsException.class);
    for (String name : new String[] {"a".repeat(81), "a b"}) {
      assertThat(catchThrowable(() -> create(name))).isInstanceOf(SqsException.class);
    }
  }

  @Test
  void omittedAttributeNamesAnswerNothingAndUnknownOnesAreRefused() {
    String url = create("q");
    assertThat(sqs.getQueueAttributes(r -> r.queueUrl(url)).attributesAsStrings()).isEmpty();
    assertThatThrownBy(
            () ->
                sqs.getQueueAttributes(
                    r -> r.queueUrl(url).attributeNamesWithStrings("NoSuchThing")))
        .isInstanceOf(InvalidAttributeNameException.class);
  }

  @Test
  void creatingAgainAnswersTheQueueUnlessAValueDiffers() {
    String url = create("q");
    assertThat(create("q")).isEqualTo(url);
    assertThat(
            sqs.createQueue(
                    r ->
                        r.queueName("q")
                            .attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "30")))
                .queueUrl())
        .isEqualTo(url);
    assertThatThrownBy(
            () ->
                sqs.createQueue(
                    r ->
                        r.queueName("q")
                            .attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "31"))))
        .isInstanceOf(QueueNameExistsException.class)
        .satisfies(e -> assertThat(Aws.code(e)).isEqualTo("QueueAlreadyExists"));
  }

  @Test
  void aDeletedNameIsLockedForSixtySeconds() {
    String url = create("q");
    sqs.deleteQueue(r -> r.queueUrl(url));
    assertThatThrownBy(() -> sqs.getQueueUrl(r -> r.queueName("q")))
        .isInstanceOf(QueueDoesNotExistException.class)
        .satisfies(
            e -> assertThat(Aws.code(e)).isEqualTo("AWS.SimpleQueueService.NonExistentQueue"));
    aws.local.clock().advance(Duration.ofSeconds(59));
    assertThatThrownBy(() -> create("q")).isInstanceOf(QueueDeletedRecentlyException.class);
    aws.local.clock().advance(Duration.ofSeconds(1));
    assertThat(create("q")).isEqualTo(url);
  }

  @Test
  void queuesAreListedByPrefixAndPage() {
    Stream.of("a1", "a2", "b1").forEach(this::create);
    assertThat(sqs.listQueues(r -> r.queueNamePrefix("a")).queueUrls()).hasSize(2);
    var first = sqs.listQueues(r -> r.maxResults(2));
    assertThat(first.queueUrls()).hasSize(2);
    assertThat(sqs.listQueues(r -> r.maxResults(2).nextToken(first.nextToken())).queueUrls())
        .hasSize(1);
  }

  @Test
  void tagsComeAndGo() {
    String url = sqs.createQueue(r -> r.queueName("q").tags(Map.of("a", "1"))).queueUrl();
    sqs.tagQueue(r -> r.queueUrl(url).tags(Map.of("b", "2")));
    sqs.untagQueue(r -> r.queueUrl(url).tagKeys("a"));
    assertThat(sqs.listQueueTags(r -> r.queueUrl(url)).tags()).isEqualTo(Map.of("b", "2"));
  }

  @Test
  void redrivePolicyNeedsAnExistingTargetOfTheSameTypeThatAllowsIt() {
    String source = create("q");
    String dead = create("dead");
    createFifo("dead.fifo");
    String policy = "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":\"%s\"}";
    String good = policy.formatted(Aws.queueArn(Aws.A, "dead"), 3);
    set(source, "RedrivePolicy", good);
    assertThat(aws.attributes(source)).containsEntry("RedrivePolicy", good);
    for (String bad :
        new String[] {
          policy.formatted(Aws.queueArn(Aws.A, "nowhere"), 3),
          policy.formatted(Aws.queueArn(Aws.A, "dead.fifo"), 3),
          policy.formatted(Aws.queueArn(Aws.A, "dead"), 0),
          policy.formatted(Aws.queueArn(Aws.A, "dead"), 1001),
          "no json"
        }) {
      assertThatThrownBy(() -> set(source, "RedrivePolicy", bad)).isInstanceOf(SqsException.class);
    }
    set(dead, "RedriveAllowPolicy", "{\"redrivePermission\":\"denyAll\"}");
    assertThatThrownBy(() -> set(source, "RedrivePolicy", good))
        .hasMessageContaining("RedriveAllowPolicy");
    set(source, "RedrivePolicy", "");
    assertThat(aws.attributes(source)).doesNotContainKey("RedrivePolicy");
  }
}
