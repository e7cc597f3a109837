package dev.keyway.demo;

import dev.keyway.demo.Stage.Channel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** What the four objects have become in AWS. */
final class WhatExists implements Chapter {
  private static final Map<String, String> KEY_POLICY =
      Map.of(
          "Account",
          "The key's account stays in charge. Without this statement a mistake below could lock"
              + " everybody out of the key for ever.",
          "SnsDelivery",
          "SNS may encrypt with the key, for this one topic only. This is what people forget:"
              + " without it Publish answers 200 and the message is gone.",
          "Consumers",
          "The ledger's task role of the other account may decrypt, by way of SQS only.",
          "Publishers",
          "Checkout may publish to the encrypted topic, by way of SNS only.");
  private static final Map<String, String> QUEUE_POLICY =
      Map.of(
          "SnsDelivery",
          "SNS may send to this queue, for this one topic only: no topic of anybody else's gets in.",
          "Consumers",
          "The ledger's task role may receive. Another account has to be let in here, whatever its"
              + " own IAM policies say.",
          "TlsOnly",
          "Nobody reaches the queue without TLS.");

  @Override
  public String title() {
    return "What exists in AWS";
  }

  @Override
  public void tell(Stage stage) {
    var channel = stage.channel();
    key(stage, channel);
    topic(stage, channel);
    queue(stage, channel);
    subscription(stage, channel);
    keyPolicy(stage, channel);
    queuePolicy(stage, channel);
    calls(stage);
  }

  private static void key(Stage stage, Channel channel) {
    var admin = stage.cast().admin();
    var id = channel.keyArn();
    admin.types("aws", "kms", "describe-key", "--key-id", channel.alias());
    var key = admin.kms().describeKey(r -> r.keyId(channel.alias())).keyMetadata();
    admin.types("aws", "kms", "get-key-rotation-status", "--key-id", channel.keyId());
    var rotation = admin.kms().getKeyRotationStatus(r -> r.keyId(id));
    show(
        stage,
        List.of(
            List.of("key", key.arn()),
            List.of("", key.keyStateAsString() + ", " + key.keySpecAsString()),
            List.of("alias", channel.alias()),
            List.of("rotation", "every " + rotation.rotationPeriodInDays() + " days")));
  }

  private static void topic(Stage stage, Channel channel) {
    var admin = stage.cast().admin();
    admin.types("aws", "sns", "get-topic-attributes", "--topic-arn", channel.topicArn());
    var topic = admin.sns().getTopicAttributes(r -> r.topicArn(channel.topicArn())).attributes();
    show(stage, rows("topic", channel.topicArn(), topic, "KmsMasterKeyId", "FifoTopic"));
  }

  private static void queue(Stage stage, Channel channel) {
    var admin = stage.cast().admin();
    admin.types(
        "aws",
        "sqs",
        "get-queue-attributes",
        "--queue-url",
        channel.queueUrl(),
        "--attribute-names",
        "All");
    var queue =
        admin
            .sqs()
            .getQueueAttributes(
                r -> r.queueUrl(channel.queueUrl()).attributeNames(QueueAttributeName.ALL))
            .attributesAsStrings();
    show(
        stage,
        rows(
            "queue",
            channel.queueArn(),
            queue,
            "KmsMasterKeyId",
            "FifoQueue",
            "VisibilityTimeout",
            "ReceiveMessageWaitTimeSeconds"));
  }

  private static void subscription(Stage stage, Channel channel) {
    var admin = stage.cast().admin();
    var arn = channel.subscriptionArn();
    admin.types("aws", "sns", "get-subscription-attributes", "--subscription-arn", arn);
    var attributes =
        admin.sns().getSubscriptionAttributes(r -> r.subscriptionArn(arn)).attributes();
    show(
        stage,
        rows(
            "subscription",
            arn,
            attributes,
            "Endpoint",
            "RawMessageDelivery",
            "PendingConfirmation"));
  }

  private static List<List<String>> rows(
      String what, String arn, Map<String, String> attributes, String... names) {
    var rows = new ArrayList<List<String>>();
    rows.add(List.of(what, arn));
    for (var name : names) {
      rows.add(List.of("", name + " " + attributes.getOrDefault(name, "-")));
    }
    return rows;
  }

  private static void show(Stage stage, List<List<String>> rows) {
    stage.terminal().output(Terminal.table(rows));
  }

  private static void keyPolicy(Stage stage, Channel channel) {
    stage
        .terminal()
        .say(
            "Two documents decide whether a message arrives. The key policy, which SNS has to be in,"
                + " as written by Keyway:");
    var admin = stage.cast().admin();
    admin.types("aws", "kms", "get-key-policy", "--key-id", channel.keyId());
    var policy = admin.kms().getKeyPolicy(r -> r.keyId(channel.keyArn())).policy();
    Policies.show(stage.terminal(), policy, KEY_POLICY);
  }

  private static void queuePolicy(Stage stage, Channel channel) {
    stage.terminal().say("And the queue policy:");
    var admin = stage.cast().admin();
    admin.types(
        "aws",
        "sqs",
        "get-queue-attributes",
        "--queue-url",
        channel.queueUrl(),
        "--attribute-names",
        "Policy");
    var policy =
        admin
            .sqs()
            .getQueueAttributes(
                r -> r.queueUrl(channel.queueUrl()).attributeNames(QueueAttributeName.POLICY))
            .attributesAsStrings()
            .getOrDefault("Policy", "{}");
    Policies.show(stage.terminal(), policy, QUEUE_POLICY);
  }

  private static void calls(Stage stage) {
    var writes = new TreeMap<String, Integer>();
    for (var call : stage.backstage().calls(0)) {
      if (isKeyways(call.path("caller").asText()) && call.path("mutating").asBoolean()) {
        writes.merge(call.path("operation").asText(), 1, Integer::sum);
      }
    }
    var list = writes.entrySet().stream().map(e -> e.getValue() + " " + e.getKey()).toList();
    stage
        .terminal()
        .say(
            "All of it took Keyway "
                + writes.values().stream().mapToInt(Integer::intValue).sum()
                + " writing calls: "
                + String.join(", ", list)
                + ". Each object came to life with its policy, so that at no moment anything was"
                + " open or broken.");
  }

  static boolean isKeyways(String caller) {
    return caller.contains("assumed-role/keyway/");
  }
}
