package dev.keyway.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyway.demo.Stage.Channel;
import java.time.Duration;

/** Somebody changes the key policy in AWS, and a message is lost without a sound. */
final class Tampering implements Chapter {
  private static final int ATTEMPTS = 5;

  @Override
  public String title() {
    return "Somebody tampers with the key policy";
  }

  @Override
  public void tell(Stage stage) {
    var channel = stage.channel();
    var admin = stage.cast().admin();
    stage
        .terminal()
        .say(
            "Somebody with administrator rights \"tidies up\": the statement for SNS goes, and in its"
                + " place comes one that lets their own role decrypt.");
    admin.types(
        "aws",
        "kms",
        "put-key-policy",
        "--key-id",
        channel.keyId(),
        "--policy-name",
        "default",
        "--policy",
        "file://tidied.json");
    var replacement = replacement(admin.roleArn());
    stage
        .terminal()
        .line(
            "- {\"Sid\": \"KeywaySnsDelivery…\", \"Principal\": {\"Service\": \"sns.amazonaws.com\"}, …}");
    Policies.pretty(replacement).lines().forEach(line -> stage.terminal().line("+ " + line));
    stage.terminal().gap();
    lose(stage, channel, replacement);
    stage
        .terminal()
        .bad(
            "Lost. Publish answered 200, the subscription is confirmed, no metric of the queue moves;"
                + " the message will never arrive.");
  }

  // Keyway looks every few seconds and might be quicker than the message: then once more.
  private static void lose(Stage stage, Channel channel, ObjectNode replacement) {
    var admin = stage.cast().admin();
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      awaitCheck(stage);
      var policy = admin.kms().getKeyPolicy(r -> r.keyId(channel.keyArn())).policy();
      var tidied = tidied(policy, replacement);
      admin.kms().putKeyPolicy(r -> r.keyId(channel.keyArn()).policyName("default").policy(tidied));
      var again = attempt == 1 ? "" : ", \"again\": " + attempt;
      var body = "{\"order\": 1043, \"total\": \"5.00 EUR\"" + again + "}";
      var id =
          stage
              .cast()
              .checkout()
              .sns()
              .publish(
                  r -> r.topicArn(channel.topicArn()).messageGroupId("customer-7").message(body))
              .messageId();
      if (stage.backstage().delivery(id).path("status").asText().equals("FAILURE")) {
        told(stage, channel, body, id);
        return;
      }
      swallow(stage, channel);
    }
    throw new DemoFailure("Keyway was quicker than the message " + ATTEMPTS + " times.");
  }

  private static void told(Stage stage, Channel channel, String body, String id) {
    stage
        .cast()
        .checkout()
        .types(
            "aws",
            "sns",
            "publish",
            "--topic-arn",
            channel.topicArn(),
            "--message-group-id",
            "customer-7",
            "--message",
            body);
    stage.terminal().output("MessageId " + id);
    Messages.showDelivery(stage, id, "FAILURE");
  }

  private static void swallow(Stage stage, Channel channel) {
    var sqs = stage.cast().ledger().sqs();
    sqs.receiveMessage(r -> r.queueUrl(channel.queueUrl()).waitTimeSeconds(1))
        .messages()
        .forEach(
            m ->
                sqs.deleteMessage(
                    r -> r.queueUrl(channel.queueUrl()).receiptHandle(m.receiptHandle())));
  }

  // Just after a look of Keyway's it will be a while until the next one.
  private static void awaitCheck(Stage stage) {
    long since = stage.backstage().lastCall();
    Waiting.forResult(
        "Keyway's next look at the key policy",
        Duration.ofSeconds(20),
        () ->
            stage.backstage().calls(since).stream()
                .filter(call -> WhatExists.isKeyways(call.path("caller").asText()))
                .filter(call -> call.path("operation").asText().equals("GetKeyPolicy"))
                .findFirst());
  }

  private static ObjectNode replacement(String roleArn) {
    var statement = (ObjectNode) Policies.read("{}");
    statement.put("Sid", "TemporaryDebugAccess").put("Effect", "Allow");
    statement.putObject("Principal").put("AWS", roleArn);
    return statement.put("Action", "kms:Decrypt").put("Resource", "*");
  }

  private static String tidied(String policy, ObjectNode replacement) {
    var document = Policies.read(policy);
    var statements = (ArrayNode) document.path("Statement");
    for (int i = 0; i < statements.size(); i++) {
      JsonNode sid = statements.get(i).path("Sid");
      if (sid.asText().startsWith("KeywaySnsDelivery")) {
        statements.set(i, replacement);
      }
    }
    return document.toString();
  }
}
