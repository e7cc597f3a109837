package dev.keyway.awslocal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageNotInflightException;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.PurgeQueueInProgressException;
import software.amazon.awssdk.services.sqs.model.ReceiptHandleIsInvalidException;

/** Messages: digests, visibility, delay, retention, redrive, FIFO. */
class MessagesTest {

  private final Aws aws = Aws.start();
  private final SqsClient sqs = aws.sqs();

  @AfterEach
  void close() {
    aws.close();
  }

  private String create(String name, Map<String, String> attributes) {
    return sqs.createQueue(r -> r.queueName(name).attributesWithStrings(attributes)).queueUrl();
  }

  private void send(String url, String body) {
    sqs.sendMessage(r -> r.queueUrl(url).messageBody(body));
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
  void bodyAndAttributesArriveWithDigestsThatTheSdkVerifies() {
    String url = create("q", Map.of());
    sqs.sendMessage(
        r ->
            r.queueUrl(url)
                .messageBody("grüße ✓")
                .messageAttributes(
                    Map.of(
                        "text",
                        MessageAttributeValue.builder().dataType("String").stringValue("ä").build(),
                        "count",
                        MessageAttributeValue.builder()
                            .dataType("Number.int")
                            .stringValue("7")
                            .build(),
                        "bytes",
                        MessageAttributeValue.builder()
                            .dataType("Binary")
                            .binaryValue(SdkBytes.fromByteArray(new byte[] {0, 1, -1}))
                            .build())));
    assertThat(receive(url))
        .singleElement()
        .satisfies(
            m -> {
              assertThat(m.body()).isEqualTo("grüße ✓");
              assertThat(m.messageAttributes()).hasSize(3);
              assertThat(m.attributesAsStrings())
                  .containsEntry("ApproximateReceiveCount", "1")
                  .containsKeys("SenderId", "SentTimestamp", "ApproximateFirstReceiveTimestamp");
            });
  }

  @Test
  void aReceivedMessageComesBackAfterItsVisibilityTimeout() {
    String url = create("q", Map.of("VisibilityTimeout", "30"));
    send(url, "a");
    assertThat(bodies(url)).containsExactly("a");
    advance(29);
    assertThat(bodies(url)).isEmpty();
    advance(1);
    assertThat(bodies(url)).containsExactly("a");
  }

  @Test
  void visibilityCanBeChangedWhileInFlightOnly() {
    String url = create("q", Map.of());
    send(url, "a");
    String handle = receive(url).getFirst().receiptHandle();
    sqs.changeMessageVisibility(r -> r.queueUrl(url).receiptHandle(handle).visibilityTimeout(0));
    assertThatThrownBy(
            () ->
                sqs.changeMessageVisibility(
                    r -> r.queueUrl(url).receiptHandle(handle).visibilityTimeout(5)))
        .isInstanceOf(MessageNotInflightException.class);
    assertThat(bodies(url)).containsExactly("a");
  }

  @Test
  void deletingIsFinalIdempotentAndNeedsAValidHandle() {
    String url = create("q", Map.of());
    send(url, "a");
    String handle = receive(url).getFirst().receiptHandle();
    sqs.deleteMessage(r -> r.queueUrl(url).receiptHandle(handle));
    sqs.deleteMessage(r -> r.queueUrl(url).receiptHandle(handle));
    advance(60);
    assertThat(bodies(url)).isEmpty();
    assertThatThrownBy(() -> sqs.deleteMessage(r -> r.queueUrl(url).receiptHandle("x")))
        .isInstanceOf(ReceiptHandleIsInvalidException.class);
  }

  @Test
  void delayHoldsMessagesBackAndRetentionEndsThem() {
    String url = create("q", Map.of("DelaySeconds", "10", "MessageRetentionPeriod", "60"));
    send(url, "a");
    assertThat(bodies(url)).isEmpty();
    assertThat(aws.attributes(url)).containsEntry("ApproximateNumberOfMessagesDelayed", "1");
    advance(10);
    assertThat(bodies(url)).containsExactly("a");
    advance(51);
    assertThat(bodies(url)).isEmpty();
    assertThat(aws.attributes(url)).containsEntry("ApproximateNumberOfMessages", "0");
  }

  @Test
  void aLongPollEndsWithTheMessageThatArrives() {
    String url = create("q", Map.of());
    var poll =
        CompletableFuture.supplyAsync(
            () -> sqs.receiveMessage(r -> r.queueUrl(url).waitTimeSeconds(20)).messages());
    send(url, "a");
    assertThat(poll.join()).singleElement().extracting(Message::body).isEqualTo("a");
  }

  @Test
  void aMessageReceivedTooOftenGoesToTheDeadLetterQueue() {
    String dead = create("dead", Map.of());
    String url =
        create(
            "q",
            Map.of(
                "VisibilityTimeout",
                "1",
                "RedrivePolicy",
                "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":2}"
                    .formatted(Aws.queueArn(Aws.A, "dead"))));
    send(url, "a");
    for (int i = 0; i < 2; i++) {
      assertThat(bodies(url)).containsExactly("a");
      advance(1);
    }
    assertThat(bodies(url)).isEmpty();
    assertThat(receive(dead))
        .singleElement()
        .satisfies(
            m ->
                assertThat(m.attributesAsStrings())
                    .containsEntry("DeadLetterQueueSourceArn", Aws.queueArn(Aws.A, "q")));
  }

  @Test
  void purgeEmptiesOnceAMinute() {
    String url = create("q", Map.of());
    send(url, "a");
    sqs.purgeQueue(r -> r.queueUrl(url));
    assertThat(bodies(url)).isEmpty();
    assertThatThrownBy(() -> sqs.purgeQueue(r -> r.queueUrl(url)))
        .isInstanceOf(PurgeQueueInProgressException.class);
  }

  @Test
  void aMessageOverTheQueuesSizeIsRefused() {
    String url = create("q", Map.of("MaximumMessageSize", "1024"));
    send(url, "x".repeat(1024));
    assertThatThrownBy(() -> send(url, "x".repeat(1025))).hasMessageContaining("1024 bytes");
  }
}
