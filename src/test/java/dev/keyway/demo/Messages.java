package dev.keyway.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyway.demo.Stage.Channel;
import java.io.IOException;
import java.io.UncheckedIOException;
import software.amazon.awssdk.services.sqs.model.Message;

/** Publishing and receiving, as people do it. */
final class Messages {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int WAIT_SECONDS = 5;

  private Messages() {}

  /** Publish to a FIFO topic; return the id that SNS gave the message. */
  static String publish(Stage stage, Person person, String topicArn, String body) {
    person.types(
        "aws",
        "sns",
        "publish",
        "--topic-arn",
        topicArn,
        "--message-group-id",
        "customer-7",
        "--message",
        body);
    var id =
        person
            .sns()
            .publish(r -> r.topicArn(topicArn).messageGroupId("customer-7").message(body))
            .messageId();
    stage.terminal().output("MessageId " + id);
    return id;
  }

  /** Receive the next message, which has to be this one, and delete it. */
  static void receive(Stage stage, Person person, Channel channel, String body) {
    typeReceive(person, channel);
    var sqs = person.sqs();
    var messages =
        sqs.receiveMessage(r -> r.queueUrl(channel.queueUrl()).waitTimeSeconds(WAIT_SECONDS))
            .messages();
    if (messages.isEmpty()) {
      throw new DemoFailure("No message arrived within " + WAIT_SECONDS + " s.");
    }
    Message message = messages.getFirst();
    stage.terminal().output(message.body());
    if (!message.body().equals(body)) {
      throw new DemoFailure("Another message arrived than the one that was expected: " + body);
    }
    sqs.deleteMessage(r -> r.queueUrl(channel.queueUrl()).receiptHandle(message.receiptHandle()));
  }

  static void typeReceive(Person person, Channel channel) {
    person.types("aws", "sqs", "receive-message", "--queue-url", channel.queueUrl());
  }

  /** Show the line of the delivery log about a message; it has to be of that status. */
  static void showDelivery(Stage stage, String messageId, String status) {
    var delivery = stage.backstage().delivery(messageId);
    stage.terminal().line("SNS delivery log:");
    var shown = JSON.createObjectNode();
    for (var name : new String[] {"topicArn", "destination", "status", "statusCode"}) {
      shown.set(name, delivery.path(name));
    }
    answer(delivery).properties().forEach(member -> shown.set(member.getKey(), member.getValue()));
    stage.terminal().output(Policies.pretty(shown));
    if (!delivery.path("status").asText().equals(status)) {
      throw new DemoFailure("The delivery log does not say " + status + ".");
    }
  }

  private static JsonNode answer(JsonNode delivery) {
    try {
      var answer = JSON.readTree(delivery.path("providerResponse").asText("{}"));
      return answer instanceof ObjectNode object ? object.without("sqsRequestId") : answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
