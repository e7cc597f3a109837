package dev.keyway.awslocal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** Order, groups and deduplication of FIFO queues. */
class FifoQueueTest {

  private final Aws aws = Aws.start();
  private final SqsClient sqs = aws.sqs();

  @AfterEach
  void close() {
    aws.close();
  }

  private String create(String name, Map<String, String> attributes) {
    return sqs.createQueue(r -> r.queueName(name).attributesWithStrings(attributes)).queueUrl();
  }

  private String fifo(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(more);
    all.put("FifoQueue", "true");
    return create("q.fifo", all);
  }

  private void send(String url, String body) {
    sqs.sendMessage(r -> r.queueUrl(url).messageBody(body));
  }

  private void sendFifo(String url, String group, String id, String body) {
    sqs.sendMessage(
        r -> r.queueUrl(url).messageBody(body).messageGroupId(group).messageDeduplicationId(id));
  }

  private List<Message> receive(String url) {
    return sqs.receiveMessage(
            r ->
                r.queueUrl(url)
                    .maxNumberOfMessages(10)
                    .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                    .messageAttributeNames("All"))
        .messages();
  }

  private List<String> bodies(String url) {
    return receive(url).stream().map(Message::body).toList();
  }

  private void advance(int seconds) {
    aws.local.clock().advance(Duration.ofSeconds(seconds));
  }

  @Test
  void aGroupWaitsForItsFirstMessageWhileOthersGoOn() {
    String url = fifo(Map.of());
    sendFifo(url, "g", "1", "g1");
    sendFifo(url, "h", "2", "h1");
    Message first = sqs.receiveMessage(r -> r.queueUrl(url)).messages().getFirst();
    assertThat(first.body()).isEqualTo("g1");
    sendFifo(url, "g", "3", "g2");
    assertThat(bodies(url)).containsExactly("h1");
    sqs.deleteMessage(r -> r.queueUrl(url).receiptHandle(first.receiptHandle()));
    assertThat(bodies(url)).containsExactly("g2");
  }

  @Test
  void sequenceNumbersGrow() {
    String url = fifo(Map.of("ContentBasedDeduplication", "true"));
    sqs.sendMessage(r -> r.queueUrl(url).messageBody("a").messageGroupId("g"));
    sqs.sendMessage(r -> r.queueUrl(url).messageBody("b").messageGroupId("g"));
    assertThat(receive(url))
        .extracting(m -> m.attributesAsStrings().get("SequenceNumber"))
        .isSorted()
        .doesNotHaveDuplicates();
  }

  @Test
  void duplicatesOfFiveMinutesAreSwallowedAndAnswered() {
    String url = fifo(Map.of("ContentBasedDeduplication", "true"));
    String first =
        sqs.sendMessage(r -> r.queueUrl(url).messageBody("a").messageGroupId("g")).messageId();
    String again =
        sqs.sendMessage(r -> r.queueUrl(url).messageBody("a").messageGroupId("h")).messageId();
    assertThat(again).isEqualTo(first);
    advance(300);
    sqs.sendMessage(r -> r.queueUrl(url).messageBody("a").messageGroupId("g"));
    assertThat(aws.attributes(url)).containsEntry("ApproximateNumberOfMessages", "2");
  }

  @Test
  void deduplicationScopeMessageGroupKeepsGroupsApart() {
    String url =
        fifo(Map.of("ContentBasedDeduplication", "true", "DeduplicationScope", "messageGroup"));
    sqs.sendMessage(r -> r.queueUrl(url).messageBody("a").messageGroupId("g"));
    sqs.sendMessage(r -> r.queueUrl(url).messageBody("a").messageGroupId("h"));
    assertThat(bodies(url)).hasSize(2);
  }

  @Test
  void fifoNeedsAGroupAndADeduplicationId() {
    String url = fifo(Map.of());
    assertThatThrownBy(() -> send(url, "a")).hasMessageContaining("MessageGroupId");
    assertThatThrownBy(
            () -> sqs.sendMessage(r -> r.queueUrl(url).messageBody("a").messageGroupId("g")))
        .isInstanceOf(SqsException.class)
        .hasMessageContaining("ContentBasedDeduplication");
  }

  @Test
  void batchesAnswerEntryByEntry() {
    String url = fifo(Map.of());
    var answer =
        sqs.sendMessageBatch(
            r ->
                r.queueUrl(url)
                    .entries(
                        List.of(
                            entry("1").messageDeduplicationId("d").build(), entry("2").build())));
    assertThat(answer.successful())
        .singleElement()
        .satisfies(s -> assertThat(s.id()).isEqualTo("1"));
    assertThat(answer.failed()).singleElement().satisfies(f -> assertThat(f.id()).isEqualTo("2"));
  }

  private static SendMessageBatchRequestEntry.Builder entry(String id) {
    return SendMessageBatchRequestEntry.builder().id(id).messageBody(id).messageGroupId("g");
  }
}
