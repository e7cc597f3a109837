package dev.keyway.dryrun;

import dev.keyway.aws.SubscriptionSummary;
import dev.keyway.aws.TopicService;
import dev.keyway.dryrun.ImaginaryAccount.Thing;
import dev.keyway.reconcile.ArchivePolicy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** SNS of an imaginary account. */
final class ImaginaryTopics implements TopicService {
  private static final String TOPIC_ARN = "TopicArn";
  private static final String ENDPOINT = "Endpoint";
  private static final String PROTOCOL = "Protocol";

  private final ImaginaryAccount account;
  private final String region;

  ImaginaryTopics(ImaginaryAccount account, String region) {
    this.account = account;
    this.region = region;
  }

  @Override
  public Optional<Map<String, String>> attributes(String topicArn) {
    return account
        .find(AwsType.TOPIC, topicArn)
        .map(Thing::attributes)
        .or(() -> assumed(topicArn))
        .map(
            attributes -> {
              var all = new TreeMap<>(attributes);
              all.put(TOPIC_ARN, topicArn);
              return all;
            });
  }

  // A FIFO topic is taken to keep messages, for whoever asks for a replay of them.
  private Optional<Map<String, String>> assumed(String topicArn) {
    return Optional.of(
            topicArn.endsWith(".fifo")
                ? Map.of("FifoTopic", "true", ArchivePolicy.NAME, ArchivePolicy.of(365))
                : Map.<String, String>of())
        .filter(_ -> account.isAssumed(topicArn));
  }

  @Override
  public Optional<Map<String, String>> tags(String topicArn) {
    return account.find(AwsType.TOPIC, topicArn).map(topic -> Map.copyOf(topic.tags()));
  }

  @Override
  public String create(String topicName, Map<String, String> attributes, Map<String, String> tags) {
    var arn = account.arn("sns", region, topicName);
    return account.create(AwsType.TOPIC, arn, attributes, tags).arn();
  }

  @Override
  public void setAttribute(String topicArn, String name, String value) {
    account.find(AwsType.TOPIC, topicArn).orElseThrow().attributes().put(name, value);
  }

  @Override
  public void delete(String topicArn) {
    account.delete(topicArn);
  }

  @Override
  public void tag(String topicArn, Map<String, String> tags) {
    account.find(AwsType.TOPIC, topicArn).orElseThrow().tags().putAll(tags);
  }

  @Override
  public void untag(String topicArn, List<String> tagKeys) {
    tagKeys.forEach(account.find(AwsType.TOPIC, topicArn).orElseThrow().tags()::remove);
  }

  @Override
  public Optional<List<SubscriptionSummary>> subscriptions(String topicArn) {
    return attributes(topicArn).map(_ -> ownSubscriptions(topicArn));
  }

  @Override
  public Optional<Map<String, String>> subscriptionAttributes(String subscriptionArn) {
    return account
        .find(AwsType.SUBSCRIPTION, subscriptionArn)
        .map(subscription -> Map.copyOf(subscription.attributes()));
  }

  @Override
  public List<SubscriptionSummary> ownSubscriptions(String topicArn) {
    return account.things().stream()
        .filter(t -> t.type() == AwsType.SUBSCRIPTION)
        .filter(t -> topicArn.equals(t.attributes().get(TOPIC_ARN)))
        .map(this::summary)
        .toList();
  }

  private SubscriptionSummary summary(Thing subscription) {
    return new SubscriptionSummary(
        subscription.arn(),
        subscription.attributes().getOrDefault(PROTOCOL, ""),
        subscription.attributes().getOrDefault(ENDPOINT, ""),
        account.identity().accountId());
  }

  @Override
  public String subscribe(String topicArn, String queueArn, Map<String, String> attributes) {
    var all = new TreeMap<>(attributes);
    all.put(TOPIC_ARN, topicArn);
    all.put(ENDPOINT, queueArn);
    all.put(PROTOCOL, "sqs");
    var arn = topicArn + ":" + account.nextId(AwsType.SUBSCRIPTION);
    return account.create(AwsType.SUBSCRIPTION, arn, all, Map.of()).arn();
  }

  @Override
  public void setSubscriptionAttribute(String subscriptionArn, String name, String value) {
    account.find(AwsType.SUBSCRIPTION, subscriptionArn).orElseThrow().attributes().put(name, value);
  }

  @Override
  public void startReplay(String subscriptionArn, String replayPolicy) {
    setSubscriptionAttribute(subscriptionArn, "ReplayPolicy", replayPolicy);
  }

  @Override
  public void unsubscribe(String subscriptionArn) {
    account.delete(subscriptionArn);
  }
}
