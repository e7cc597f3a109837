package dev.keyway.scenario;

import java.util.HashMap;
import java.util.Map;

/** Channels that people made in several ways, from good to insecure. */
enum HandMade {
  GOOD("", "", "") {
    @Override
    void make(World world) {
      var key = key(world, topicArn());
      topic(world, Map.of("KmsMasterKeyId", key));
      queue(
          world,
          queueArn(),
          Map.of(
              "KmsMasterKeyId", key,
              "KmsDataKeyReusePeriodSeconds", "600",
              "VisibilityTimeout", "77",
              "ReceiveMessageWaitTimeSeconds", "20",
              "Policy", policy("")));
      subscribe(world, Map.of("RawMessageDelivery", "true"));
    }
  },
  SSE_SQS_AND_AWS_MANAGED("", "", "") {
    @Override
    void make(World world) {
      topic(world, Map.of("KmsMasterKeyId", "alias/aws/sns", "DisplayName", "Orders"));
      queue(world, queueArn(), Map.of("SqsManagedSseEnabled", "true", "Policy", policy("")));
      subscribe(world, Map.of());
    }
  },
  NOT_ENCRYPTED("INSECURE: it is not encrypted", "EncryptedQueue SetAttributes", "") {
    @Override
    void make(World world) {
      topic(world, Map.of());
      queue(world, queueArn(), Map.of("SqsManagedSseEnabled", "false", "Policy", policy("")));
      subscribe(world, Map.of());
    }
  },
  PUBLIC(
      "EncryptedQueue orders-v1: INSECURE: policy, Statement[1]",
      "",
      "EncryptedQueue ForeignPolicy[anybody]") {
    @Override
    void make(World world) {
      topic(world, Map.of("KmsMasterKeyId", "alias/aws/sns"));
      var anybody =
          """
          ,{"Sid":"anybody","Effect":"Allow","Principal":"*","Action":"sqs:SendMessage",
            "Resource":"%s"}
          """
              .formatted(queueArn());
      queue(world, queueArn(), Map.of("SqsManagedSseEnabled", "true", "Policy", policy(anybody)));
      subscribe(world, Map.of());
    }
  },
  LOOSE_KEY("EncryptionKey orders-v1: INSECURE", "", "EncryptionKey ForeignPolicy[sns]") {
    @Override
    void make(World world) {
      var key = key(world, "");
      topic(world, Map.of("KmsMasterKeyId", key));
      queue(world, queueArn(), Map.of("KmsMasterKeyId", key, "Policy", policy("")));
      subscribe(world, Map.of());
    }
  },
  DEAD_LETTER("", "", "") {
    @Override
    void make(World world) {
      var key = key(world, topicArn());
      var dead = World.queueArn("Orders_V1-failed");
      topic(world, Map.of("KmsMasterKeyId", key));
      queue(world, dead, Map.of("KmsMasterKeyId", key, "MessageRetentionPeriod", "1209600"));
      queue(
          world,
          queueArn(),
          Map.of(
              "KmsMasterKeyId",
              key,
              "Policy",
              policy(""),
              "RedrivePolicy",
              "{\"deadLetterTargetArn\":\"" + dead + "\",\"maxReceiveCount\":\"5\"}"));
      subscribe(world, Map.of());
    }
  },
  FIFO("", "", "") {
    @Override
    void make(World world) {
      var key = key(world, topicArn());
      topic(
          world,
          Map.of("KmsMasterKeyId", key, "FifoTopic", "true", "ContentBasedDeduplication", "true"));
      queue(
          world,
          queueArn(),
          Map.of(
              "KmsMasterKeyId", key,
              "FifoQueue", "true",
              "DeduplicationScope", "messageGroup",
              "FifoThroughputLimit", "perMessageGroupId",
              "Policy", policy("")));
      subscribe(world, Map.of("RawMessageDelivery", "true"));
    }
  },
  FILTER("", "", "") {
    @Override
    void make(World world) {
      topic(world, Map.of("KmsMasterKeyId", "alias/aws/sns"));
      queue(world, queueArn(), Map.of("SqsManagedSseEnabled", "true", "Policy", policy("")));
      subscribe(
          world,
          Map.of("FilterPolicy", "{\"$or\":[{\"store\":[{\"exists\":false}]},{\"a\":[1,null]}]}"));
    }
  },
  STATEMENTS("", "", "") {
    @Override
    void make(World world) {
      MoreStatements.make(world);
    }
  };

  /** What is said to be insecure; empty where nothing is. */
  final String insecure;

  /** What is planned, kind and action; empty where nothing is. */
  final String planned;

  /** What is told as loosened, kind and path; empty where nothing is. */
  final String loosened;

  HandMade(String insecure, String planned, String loosened) {
    this.insecure = insecure;
    this.planned = planned;
    this.loosened = loosened;
  }

  abstract void make(World world);

  String topicArn() {
    return World.topicArn("Orders_V1" + fifo());
  }

  String queueArn() {
    return World.queueArn("Orders_V1" + fifo());
  }

  private String fifo() {
    return this == FIFO ? ".fifo" : "";
  }

  /** A policy that lets the topic in and a role receive, and more. */
  String policy(String more) {
    return """
        {"Version":"2012-10-17","Statement":[
          {"Sid":"topic","Effect":"Allow","Principal":{"Service":"sns.amazonaws.com"},
           "Action":"sqs:SendMessage","Resource":"%1$s",
           "Condition":{"ArnEquals":{"aws:SourceArn":"%2$s"}}}
          %4$s,
          {"Sid":"readers","Effect":"Allow",
           "Principal":{"AWS":"arn:aws:iam::%3$s:role/ledger-task"},
           "Action":["sqs:ReceiveMessage","sqs:DeleteMessage"],"Resource":"%1$s"}]}
        """
        .formatted(queueArn(), topicArn(), World.OTHER_ACCOUNT, more);
  }

  static String key(World world, String topicArn) {
    var source =
        topicArn.isEmpty()
            ? ""
            : ",\"Condition\":{\"ArnLike\":{\"aws:SourceArn\":\"" + topicArn + "\"}}";
    var policy =
        """
        {"Version":"2012-10-17","Statement":[
          {"Sid":"root","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::%1$s:root"},
           "Action":"kms:*","Resource":"*"},
          {"Sid":"readers","Effect":"Allow",
           "Principal":{"AWS":"arn:aws:iam::%2$s:role/ledger-task"},
           "Action":"kms:Decrypt","Resource":"*"},
          {"Sid":"sns","Effect":"Allow","Principal":{"Service":"sns.amazonaws.com"},
           "Action":["kms:Decrypt","kms:GenerateDataKey*"],"Resource":"*"%3$s}]}
        """
            .formatted(World.ACCOUNT, World.OTHER_ACCOUNT, source);
    var kms = world.people.kms();
    var key = kms.createKey(r -> r.policy(policy).description("Orders")).keyMetadata().arn();
    kms.enableKeyRotation(r -> r.keyId(key).rotationPeriodInDays(180));
    return key;
  }

  void topic(World world, Map<String, String> attributes) {
    world.people.sns().createTopic(r -> r.name(name(topicArn())).attributes(attributes));
  }

  static void queue(World world, String arn, Map<String, String> attributes) {
    world
        .people
        .sqs()
        .createQueue(r -> r.queueName(name(arn)).attributesWithStrings(new HashMap<>(attributes)));
  }

  void subscribe(World world, Map<String, String> attributes) {
    world
        .people
        .sns()
        .subscribe(
            r ->
                r.topicArn(topicArn()).protocol("sqs").endpoint(queueArn()).attributes(attributes));
  }

  private static String name(String arn) {
    return arn.substring(arn.lastIndexOf(':') + 1);
  }
}
