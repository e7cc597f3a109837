package dev.keyway.delivery;

import dev.keyway.delivery.Chain.Seen;
import dev.keyway.grants.Admission;
import dev.keyway.grants.KeyGrants;
import dev.keyway.grants.QueueAsk;
import dev.keyway.grants.QueueGrants;
import dev.keyway.policy.PolicyLimits;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * What AWS returns about a channel that works, and changes to it. Every method returns another
 * channel.
 */
record Channel(
    String topicArn,
    Seen<Map<String, String>> topic,
    Seen<Map<String, String>> queue,
    Seen<Map<String, String>> subscription,
    Optional<Chain.Key> key) {
  static final String TOPIC = "arn:aws:sns:eu-central-1:111122223333:orders";
  static final String QUEUE = "arn:aws:sqs:eu-central-1:111122223333:orders";
  static final String KEY = "arn:aws:kms:eu-central-1:111122223333:key/1";

  /** Return a channel under a customer managed key. */
  static Channel works(String topicArn) {
    var ask =
        new QueueAsk(
            "EncryptedQueue orders",
            QUEUE,
            List.of(),
            List.of(),
            List.of(),
            List.of(new QueueAsk.Source("TopicSubscription orders", topicArn)));
    var queuePolicy =
        new Admission(PolicyLimits.SQS_QUEUE, List.of(QueueGrants.tlsOnly(QUEUE)))
            .admit(QueueGrants.of(ask), Set.of());
    var keyPolicy =
        new Admission(PolicyLimits.KMS_KEY, List.of(KeyGrants.account("aws", "111122223333")))
            .admit(KeyGrants.ofQueue(ask), Set.of());
    return new Channel(
        topicArn,
        new Seen.Value<>(Map.of("TopicArn", topicArn)),
        new Seen.Value<>(Map.of("Policy", queuePolicy.document().toJson(), "KmsMasterKeyId", KEY)),
        new Seen.Value<>(
            Map.of("TopicArn", topicArn, "Endpoint", QUEUE, "PendingConfirmation", "false")),
        Optional.of(
            new Chain.Key(
                KEY,
                new Seen.Value<>("Enabled"),
                new Seen.Value<>(keyPolicy.document().toJson()))));
  }

  static Channel works() {
    return works(TOPIC);
  }

  Chain chain() {
    return new Chain(topicArn, topic, QUEUE, queue, subscription, key);
  }

  Channel topic(Seen<Map<String, String>> other) {
    return new Channel(topicArn, other, queue, subscription, key);
  }

  Channel queue(Seen<Map<String, String>> other) {
    return new Channel(topicArn, topic, other, subscription, key);
  }

  Channel queue(String attribute, String value) {
    return queue(with(queue, attribute, value));
  }

  Channel queuePolicy(UnaryOperator<String> change) {
    return queue("Policy", change.apply(value(queue, "Policy")));
  }

  Channel subscription(Seen<Map<String, String>> other) {
    return new Channel(topicArn, topic, queue, other, key);
  }

  Channel subscription(String attribute, String value) {
    return subscription(with(subscription, attribute, value));
  }

  Channel key(Optional<Chain.Key> other) {
    return new Channel(topicArn, topic, queue, subscription, other);
  }

  Channel keyState(Seen<String> state) {
    return key(key.map(k -> new Chain.Key(k.arn(), state, k.policy())));
  }

  Channel keyPolicy(Seen<String> policy) {
    return key(key.map(k -> new Chain.Key(k.arn(), k.state(), policy)));
  }

  Channel keyPolicy(UnaryOperator<String> change) {
    return key.orElseThrow().policy() instanceof Seen.Value<String>(String policy)
        ? keyPolicy(new Seen.Value<>(change.apply(policy)))
        : this;
  }

  /** Return a policy's text with one more statement in it. */
  static UnaryOperator<String> with(String statement) {
    return policy -> policy.replaceFirst("]}$", "," + statement + "]}");
  }

  private static Seen<Map<String, String>> with(
      Seen<Map<String, String>> seen, String attribute, String value) {
    if (seen instanceof Seen.Value<Map<String, String>>(var attributes)) {
      var changed = new TreeMap<>(attributes);
      changed.put(attribute, value);
      changed.values().removeIf(String::isEmpty);
      return new Seen.Value<>(changed);
    }
    return seen;
  }

  private static String value(Seen<Map<String, String>> seen, String attribute) {
    return seen instanceof Seen.Value<Map<String, String>>(var attributes)
        ? attributes.getOrDefault(attribute, "")
        : "";
  }
}
