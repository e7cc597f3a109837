package dev.keyway.scenario;

/** A channel whose objects have statements in IAM's own words. */
final class StatementYaml {
  static final String QUEUE = World.queueArn("shop_orders");
  static final String TOPIC = World.topicArn("shop_orders");
  static final String AUDIT = "arn:aws:iam::444455556666:role/audit";
  static final String NOT_SENT_FROM_VPC =
      "{Effect: Deny, Principal: \"*\", Action: sqs:SendMessage, Condition: {StringNotEquals:"
          + " {\"aws:SourceVpc\": vpc-1}%s}}";
  static final String SPARES_SERVICES = ", Bool: {\"aws:PrincipalIsAWSService\": \"false\"}";
  static final String NO_PURGE = "{Effect: Deny, Principal: \"*\", Action: sqs:PurgeQueue}";

  private StatementYaml() {}

  static String monitoring(String action) {
    return "{Effect: Allow, Principal: {AWS: \"" + AUDIT + "\"}, Action: \"" + action + "\"}";
  }

  static String allow(String action) {
    return statement("monitoring", monitoring(action));
  }

  static String statement(String name, String statement) {
    return "    - {name: %s, statement: %s}\n".formatted(name, statement);
  }

  static String listed(String statements) {
    return statements.isEmpty() ? "" : "  additionalStatements:\n" + statements;
  }

  static String key(String statements) {
    return """
        kind: EncryptionKey
        apiVersion: keyway.dev/v1alpha1
        metadata: {name: orders}
        spec:
          description: of orders
        """
        + listed(statements);
  }

  static String topic(String statements) {
    return """
        kind: EncryptedTopic
        apiVersion: keyway.dev/v1alpha1
        metadata: {name: orders}
        spec:
          encryption: {mode: SharedKey, keyRef: {name: orders}}
          publishers:
            - {name: shop, principal: {roleArn: "arn:aws:iam::111122223333:role/checkout"}}
        """
        + listed(statements);
  }

  static String queue(String statements) {
    return """
        kind: EncryptedQueue
        apiVersion: keyway.dev/v1alpha1
        metadata: {name: orders}
        spec:
          encryption: {mode: SharedKey, keyRef: {name: orders}}
          consumers:
            - {name: ledger, principal: {roleArn: "arn:aws:iam::444455556666:role/ledger-task"}}
        """
        + listed(statements);
  }

  static String subscription() {
    return """
        kind: TopicSubscription
        apiVersion: keyway.dev/v1alpha1
        metadata: {name: orders}
        spec: {topicRef: {name: orders}, queueRef: {name: orders}, rawMessageDelivery: true}
        """;
  }
}
