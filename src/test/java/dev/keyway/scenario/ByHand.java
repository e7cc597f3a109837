package dev.keyway.scenario;

import java.util.Map;

/** A channel that people made by hand, or by another tool, with policies of their own. */
final class ByHand {
  static final String TOPIC = World.topicArn("legacy");
  static final String QUEUE = World.queueArn("legacy");

  static final String QUEUE_POLICY =
      """
      {"Version":"2008-10-17","Id":"by hand","Statement":[
        {"Sid":"fromTopic","Effect":"Allow","Principal":{"Service":"sns.amazonaws.com"},
         "Action":"SQS:SendMessage","Resource":"%1$s",
         "Condition":{"ArnLike":{"aws:SourceArn":"%2$s"}}},
        {"Sid":"noPurge","Effect":"Deny","Principal":"*","Action":"sqs:PurgeQueue",
         "Resource":"%1$s"},
        {"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::%3$s:role/checkout"},
         "Action":["sqs:ReceiveMessage","sqs:DeleteMessage"],"Resource":"%1$s"}]}
      """
          .formatted(QUEUE, TOPIC, World.ACCOUNT);

  private static final String KEY_POLICY =
      """
      {"Version":"2012-10-17","Id":"key by hand","Statement":[
        {"Sid":"root","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::%1$s:root"},
         "Action":"kms:*","Resource":"*"},
        {"Sid":"sns","Effect":"Allow","Principal":{"Service":"sns.amazonaws.com"},
         "Action":["kms:Decrypt","kms:GenerateDataKey*"],"Resource":"*"}]}
      """
          .formatted(World.ACCOUNT);

  private final World world;
  final String key;
  private String subscription = "";

  private ByHand(World world, String key) {
    this.world = world;
    this.key = key;
  }

  static ByHand make(World world) {
    var kms = world.people.kms();
    var key = kms.createKey(r -> r.policy(KEY_POLICY).description("by hand")).keyMetadata().arn();
    kms.enableKeyRotation(r -> r.keyId(key).rotationPeriodInDays(100));
    world.people.sns().createTopic(r -> r.name("legacy").attributes(Map.of("KmsMasterKeyId", key)));
    world
        .people
        .sqs()
        .createQueue(
            r ->
                r.queueName("legacy")
                    .attributesWithStrings(
                        Map.of(
                            "KmsMasterKeyId", key,
                            "KmsDataKeyReusePeriodSeconds", "600",
                            "VisibilityTimeout", "77",
                            "DelaySeconds", "0",
                            "MessageRetentionPeriod", "600000",
                            "Policy", QUEUE_POLICY)));
    world.people.sns().subscribe(r -> r.topicArn(TOPIC).protocol("sqs").endpoint(QUEUE));
    world.people.publish(TOPIC, "before");
    return new ByHand(world, key);
  }

  /** The channel as Keyway's objects, with a consumer of another account. */
  String yaml() {
    return keyYaml("") + topicYaml(sharedKey()) + queueYaml(sharedKey() + consumer());
  }

  static String sharedKey() {
    return "  encryption: {mode: SharedKey, keyRef: {name: legacy}}\n";
  }

  static String consumer() {
    return "  consumers:\n  - {name: audit, principal: {roleArn: 'arn:aws:iam::"
        + World.OTHER_ACCOUNT
        + ":role/audit'}}\n";
  }

  String keyYaml(String more) {
    return object("EncryptionKey", "legacy", key, more);
  }

  static String topicYaml(String more) {
    return object("EncryptedTopic", "legacy", TOPIC, more);
  }

  static String queueYaml(String more) {
    return object("EncryptedQueue", "legacy", QUEUE, more);
  }

  static String object(String kind, String name, String arn, String more) {
    return """
        ---
        apiVersion: keyway.dev/v1alpha1
        kind: %s
        metadata: {name: %s, namespace: shop}
        spec:
          adopt: {arn: '%s'}
        """
            .formatted(kind, name, arn)
        + more;
  }

  /** The subscription of the two, adopted. */
  String subscriptionYaml(String more) {
    var ends = "  topicRef: {name: legacy}\n  queueRef: {name: legacy}\n";
    return object("TopicSubscription", "legacy", subscription(), ends + more);
  }

  /** ARN of the subscription that was there first. */
  String subscription() {
    if (subscription.isEmpty()) {
      subscription =
          world
              .people
              .sns()
              .listSubscriptionsByTopic(r -> r.topicArn(TOPIC))
              .subscriptions()
              .getFirst()
              .subscriptionArn();
    }
    return subscription;
  }

  void subscription(String name, String value) {
    world
        .people
        .sns()
        .setSubscriptionAttributes(
            r -> r.subscriptionArn(subscription()).attributeName(name).attributeValue(value));
  }

  Map<String, String> subscriptionAttributes() {
    return world
        .people
        .sns()
        .getSubscriptionAttributes(r -> r.subscriptionArn(subscription()))
        .attributes();
  }

  Map<String, String> queueAttributes() {
    return world.local.state().queue(QUEUE).orElseThrow().attributes();
  }

  String queuePolicy() {
    return world.local.state().queue(QUEUE).orElseThrow().policy().orElse("");
  }

  String topicPolicy() {
    return world.local.state().topic(TOPIC).orElseThrow().policy();
  }

  String keyPolicy() {
    return world.local.state().key(key).orElseThrow().policy();
  }
}
