package dev.keyway.process;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Messages that are published to one topic all the time, until it is closed. */
final class Traffic implements AutoCloseable {
  private static final Duration PACE = Duration.ofMillis(200);
  private static final int MOST = 1_000;

  private final Bench bench;
  private final String topicArn;
  private final SnsClient sns;
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final AtomicInteger tried = new AtomicInteger();
  private final Set<String> accepted = ConcurrentHashMap.newKeySet();
  private final Set<String> refused = ConcurrentHashMap.newKeySet();
  private final Set<String> received = new HashSet<>();
  private final Future<?> publishing;
  private int unreadable;

  Traffic(Bench bench, String topicArn) {
    this.bench = bench;
    this.topicArn = topicArn;
    this.sns = bench.sns(Bench.ACCOUNT, "checkout");
    this.publishing =
        clock.scheduleAtFixedRate(this::publish, 0, PACE.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void publish() {
    int number = tried.incrementAndGet();
    if (number > MOST) {
      return;
    }
    var body = "message " + number;
    try {
      sns.publish(r -> r.topicArn(topicArn).message(body));
      accepted.add(body);
    } catch (SdkException e) {
      refused.add(body + ": " + e.getMessage());
    }
  }

  /** Publish no more. */
  void end() {
    clock.shutdown();
    try {
      if (!clock.awaitTermination(20, TimeUnit.SECONDS)) {
        throw new IllegalStateException("a message is still being published");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Receive and delete everything in a queue. */
  void read(String queueArn, String role) {
    var sqs = bench.sqs(Bench.OTHER_ACCOUNT, role);
    var url = url(queueArn);
    try {
      while (true) {
        var messages = sqs.receiveMessage(r -> r.queueUrl(url).maxNumberOfMessages(10)).messages();
        if (messages.isEmpty()) {
          return;
        }
        for (var message : messages) {
          received.add(message.body());
          sqs.deleteMessage(r -> r.queueUrl(url).receiptHandle(message.receiptHandle()));
        }
      }
    } catch (SdkException e) {
      unreadable += bench.aws.state().queue(queueArn).orElseThrow().messages().size();
    }
  }

  /** Receive without deleting, until SQS has moved everything to the dead-letter queue. */
  void fail(String queueArn, String role) {
    SqsClient sqs = bench.sqs(Bench.OTHER_ACCOUNT, role);
    var url = url(queueArn);
    boolean found = true;
    while (found) {
      var answer =
          sqs.receiveMessage(r -> r.queueUrl(url).maxNumberOfMessages(10).visibilityTimeout(0));
      found = !answer.messages().isEmpty();
    }
  }

  private String url(String queueArn) {
    var name = queueArn.substring(queueArn.lastIndexOf(':') + 1);
    return bench.sqs(Bench.ACCOUNT, "admin").getQueueUrl(r -> r.queueName(name)).queueUrl();
  }

  int sent() {
    return accepted.size();
  }

  Set<String> refused() {
    return Set.copyOf(refused);
  }

  /** Messages that SNS accepted and nobody received. */
  Set<String> lost() {
    var lost = new HashSet<>(accepted);
    lost.removeAll(received);
    return lost;
  }

  int unreadable() {
    return unreadable;
  }

  @Override
  public void close() {
    publishing.cancel(false);
    clock.shutdownNow();
  }
}
