package dev.keyway.awslocal;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.model.Message;

/** A topic, a queue under a key, and a subscription; the tests take parts away. */
final class Channel {

  static final String TOPIC = Aws.topicArn(Aws.A, "t");
  static final String QUEUE = Aws.queueArn(Aws.A, "q");
  static final String USE_KEY = "[\"kms:Decrypt\",\"kms:GenerateDataKey*\"]";

  final Aws aws;
  final String key;
  final String url;

  /** A channel that delivers. */
  Channel(Aws aws) {
    this.aws = aws;
    key = aws.kms().createKey().keyMetadata().arn();
    keyPolicy(Aws.keyRoot(Aws.A), snsMayUseKey());
    aws.sns().createTopic(r -> r.name("t"));
    url = aws.sqs().createQueue(r -> r.queueName("q")).queueUrl();
    queue("KmsMasterKeyId", key);
    queue("Policy", Aws.policy(snsMaySend()));
    subscribe(Map.of("RawMessageDelivery", "true"));
  }

  static String snsMayUseKey() {
    return Aws.allowService("sns.amazonaws.com", USE_KEY, "*", TOPIC);
  }

  static String snsMaySend() {
    return Aws.allowService("sns.amazonaws.com", "\"sqs:SendMessage\"", QUEUE, TOPIC);
  }

  String subscribe(Map<String, String> attributes) {
    return aws.sns()
        .subscribe(
            r ->
                r.topicArn(TOPIC)
                    .protocol("sqs")
                    .endpoint(QUEUE)
                    .attributes(attributes)
                    .returnSubscriptionArn(true))
        .subscriptionArn();
  }

  void keyPolicy(String... statements) {
    aws.kms().putKeyPolicy(r -> r.keyId(key).policy(Aws.policy(statements)));
  }

  void queue(String attribute, String value) {
    aws.sqs()
        .setQueueAttributes(r -> r.queueUrl(url).attributesWithStrings(Map.of(attribute, value)));
  }

  void topic(String attribute, String value) {
    aws.sns()
        .setTopicAttributes(r -> r.topicArn(TOPIC).attributeName(attribute).attributeValue(value));
  }

  void publish(String message) {
    aws.sns().publish(r -> r.topicArn(TOPIC).message(message));
  }

  /** What is in the queue, without the help of any permission. */
  List<String> delivered() {
    return aws.local.state().queue(QUEUE).orElseThrow().messages().stream()
        .map(m -> m.body())
        .toList();
  }

  List<Message> receiveAs(String account, String role) {
    return aws.sqs(account, role).receiveMessage(r -> r.queueUrl(url)).messages();
  }
}
