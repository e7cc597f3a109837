package dev.keyway.scenario;

import dev.keyway.awslocal.LocalAws;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** Everybody but Keyway: those who send and receive messages, and those who tamper. */
final class People {
  private final Clients clients;
  private int sent;
  private int received;
  private int failed;

  People(LocalAws local) {
    this.clients = new Clients(local);
  }

  SqsClient sqs(String account, String role) {
    return clients.of(SqsClient.class, account, role, SqsClient::builder);
  }

  SnsClient sns(String account, String role) {
    return clients.of(SnsClient.class, account, role, SnsClient::builder);
  }

  SnsClient sns(String account, String role, Region region) {
    return clients.of(SnsClient.class, account, role, region, SnsClient::builder);
  }

  KmsClient kms(String account, String role) {
    return clients.of(KmsClient.class, account, role, KmsClient::builder);
  }

  /** The administrator who changes things behind Keyway's back. */
  SqsClient sqs() {
    return sqs(World.ACCOUNT, World.TAMPERER);
  }

  SnsClient sns() {
    return sns(World.ACCOUNT, World.TAMPERER);
  }

  KmsClient kms() {
    return kms(World.ACCOUNT, World.TAMPERER);
  }

  String url(String queueArn) {
    var name = queueArn.substring(queueArn.lastIndexOf(':') + 1);
    return sqs().getQueueUrl(r -> r.queueName(name)).queueUrl();
  }

  /** Publish as the role {@code checkout}. */
  void publish(String topicArn, String body) {
    boolean fifo = topicArn.endsWith(".fifo");
    sns(World.ACCOUNT, "checkout")
        .publish(r -> r.topicArn(topicArn).message(body).messageGroupId(fifo ? "group" : null));
    sent++;
  }

  /** Send as a role of the queue's own account. */
  void send(String queueArn, String role, String body) {
    var url = url(queueArn);
    sqs(World.ACCOUNT, role).sendMessage(r -> r.queueUrl(url).messageBody(body));
    sent++;
  }

  /** Receive and delete all messages that the role gets, in their order. */
  List<String> receive(String queueArn, String account, String role) {
    var sqs = sqs(account, role);
    var url = url(queueArn);
    var bodies = new ArrayList<String>();
    while (true) {
      var messages =
          sqs.receiveMessage(r -> r.queueUrl(url).maxNumberOfMessages(10).waitTimeSeconds(0))
              .messages();
      if (messages.isEmpty()) {
        received += bodies.size();
        return bodies;
      }
      for (Message message : messages) {
        bodies.add(message.body());
        sqs.deleteMessage(r -> r.queueUrl(url).receiptHandle(message.receiptHandle()));
      }
    }
  }

  /** Receive messages again and again without deleting any, until the role gets none. */
  void fail(String queueArn, String account, String role) {
    var sqs = sqs(account, role);
    var url = url(queueArn);
    while (!sqs.receiveMessage(
            r -> r.queueUrl(url).maxNumberOfMessages(10).waitTimeSeconds(0).visibilityTimeout(0))
        .messages()
        .isEmpty()) {
      failed++;
    }
  }

  /** How many receives ended without anybody deleting what was received. */
  int failed() {
    return failed;
  }

  int sent() {
    return sent;
  }

  int received() {
    return received;
  }
}
