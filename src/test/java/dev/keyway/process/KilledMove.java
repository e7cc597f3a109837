package dev.keyway.process;

import static dev.keyway.awslocal.call.AwsService.KMS;
import static dev.keyway.awslocal.call.AwsService.SNS;
import static dev.keyway.awslocal.call.AwsService.SQS;

import dev.keyway.process.KillPoint.At;
import java.util.List;
import java.util.Locale;

/** A change of mind about a channel of its own, and where the operator is killed on the way. */
enum KilledMove {
  SSE_SQS_TO_OWN(channel("base", "ServiceManaged"), channel("base", "OwnKey")) {
    @Override
    List<KillPoint> points() {
      return List.of(
          At.first(KMS, "CreateKey"),
          At.first(KMS, "CreateAlias"),
          At.first(SQS, "SetQueueAttributes"));
    }
  },
  OWN_TO_SHARED(channel("base", "OwnKey"), channel("base", "a")) {
    @Override
    List<KillPoint> points() {
      return List.of(
          At.first(KMS, "PutKeyPolicy"),
          new KillPoint.Ledger("EncryptedQueue", channel()),
          At.first(SQS, "SetQueueAttributes"));
    }
  },
  SHARED_TO_SHARED(channel("base", "a"), channel("base", "b")) {
    @Override
    List<KillPoint> points() {
      return List.of(
          At.first(KMS, "PutKeyPolicy"),
          At.first(KMS, "TagResource"),
          At.first(SQS, "SetQueueAttributes"));
    }
  },
  KEY_TO_SSE_SQS(channel("base", "a"), channel("base", "ServiceManaged")) {
    @Override
    List<KillPoint> points() {
      return List.of(
          new KillPoint.Ledger("EncryptedQueue", channel()),
          At.first(KMS, "TagResource"),
          At.first(SQS, "SetQueueAttributes"));
    }
  },
  TOPIC_TO_SHARED(channel("base", "a"), channel("b", "a")) {
    @Override
    List<KillPoint> points() {
      return List.of(
          new KillPoint.Ledger("EncryptedTopic", channel()),
          At.first(KMS, "TagResource"),
          At.first(SNS, "SetTopicAttributes"));
    }
  },
  CONSUMER_REPLACED(
      channel("base", "OwnKey"), channel("base", "OwnKey").replace("ledger-task", "audit")) {
    @Override
    List<KillPoint> points() {
      return List.of(At.first(KMS, "PutKeyPolicy"), At.first(KMS, "PutKeyPolicy"));
    }

    @Override
    String reader() {
      return "audit";
    }
  },
  DEAD_LETTER_QUEUE(
      channel("base", "OwnKey") + dead(),
      channel("base", "OwnKey")
              .replace(
                  "  consumers:",
                  "  deadLetter: {queueRef: {name: $-dead}, maxReceiveCount: 2}\n  consumers:")
          + dead()) {
    @Override
    List<KillPoint> points() {
      return List.of(At.first(KMS, "PutKeyPolicy"), At.first(SQS, "SetQueueAttributes"));
    }
  },
  SUBSCRIPTION_DEAD_LETTER(
      channel("base", "a") + dead(),
      channel("base", "a").replace("  raw", "  deadLetter: {queueRef: {name: $-dead}}\n  raw")
          + dead()) {
    @Override
    List<KillPoint> points() {
      return List.of(At.first(KMS, "PutKeyPolicy"), At.first(SNS, "SetSubscriptionAttributes"));
    }
  },
  OWNER_RETURNS(channel("base", "OwnKey"), channel("base", "OwnKey")) {
    @Override
    List<KillPoint> points() {
      return List.of(At.first(SQS, "TagQueue"), At.first(SQS, "GetQueueAttributes"));
    }
  },
  ROTATION_PERIOD(
      key("$-key", "{}") + channel("base", "$-key"),
      key("$-key", "{rotation: {mode: Automatic, periodDays: 120}}") + channel("base", "$-key")) {
    @Override
    List<KillPoint> points() {
      return List.of(At.first(KMS, "EnableKeyRotation"), At.first(KMS, "GetKeyRotationStatus"));
    }
  };

  private final String before;
  private final String after;

  KilledMove(String before, String after) {
    this.before = before;
    this.after = after;
  }

  /** Where the operator is killed, one after the other. */
  abstract List<KillPoint> points();

  /** The consumer that is to read everything in the end. */
  String reader() {
    return "ledger-task";
  }

  /** The name of topic, queue and subscription. */
  String channel() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  String before() {
    return before.replace("$", channel());
  }

  String after() {
    return after.replace("$", channel());
  }

  /** The keys that channels share. */
  static String keys() {
    return key("base", "{}") + key("a", "{}") + key("b", "{}");
  }

  private static String key(String name, String spec) {
    return """
        ---
        kind: EncryptionKey
        apiVersion: keyway.dev/v1alpha1
        metadata: {name: %s}
        spec: %s
        """
        .formatted(name, spec);
  }

  private static String channel(String topicKey, String queueEncryption) {
    return """
        ---
        kind: EncryptedTopic
        apiVersion: keyway.dev/v1alpha1
        metadata: {name: $}
        spec:
          encryption: %s
          publishers:
            - {name: shop, principal: {roleArn: "arn:aws:iam::111122223333:role/checkout"}}
        ---
        kind: TopicSubscription
        apiVersion: keyway.dev/v1alpha1
        metadata: {name: $}
        spec:
          topicRef: {name: $}
          queueRef: {name: $}
          deletionPolicy: Retain
          rawMessageDelivery: true
        """
            .formatted(encryption(topicKey))
        + queue("$", queueEncryption, "ledger-task");
  }

  private static String dead() {
    return queue("$-dead", "b", "audit");
  }

  private static String queue(String name, String encryption, String consumer) {
    return """
        ---
        kind: EncryptedQueue
        apiVersion: keyway.dev/v1alpha1
        metadata: {name: %s}
        spec:
          encryption: %s
          messageRetentionSeconds: 7200
          consumers:
            - {name: one, principal: {roleArn: "arn:aws:iam::444455556666:role/%s"}}
        """
        .formatted(name, encryption(encryption), consumer);
  }

  private static String encryption(String words) {
    return words.equals("OwnKey") || words.equals("ServiceManaged")
        ? "{mode: " + words + "}"
        : "{mode: SharedKey, keyRef: {name: " + words + "}}";
  }
}
