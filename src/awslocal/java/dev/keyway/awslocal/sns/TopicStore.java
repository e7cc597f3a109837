package dev.keyway.awslocal.sns;

import dev.keyway.awslocal.base.Timing;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All topics and subscriptions. */
final class TopicStore {

  private final Timing timing;
  private final Map<String, Topic> topics = new TreeMap<>();
  private final Map<String, Subscription> subscriptions = new LinkedHashMap<>();

  TopicStore(Timing timing) {
    this.timing = timing;
  }

  Optional<Topic> find(String arn) {
    return Optional.ofNullable(topics.get(arn));
  }

  void add(Topic topic) {
    topics.put(topic.arn, topic);
  }

  /** Removes a topic, and without a word all its subscriptions, other accounts' too. */
  void remove(Topic topic) {
    topics.remove(topic.arn);
    subscriptions.values().removeIf(s -> s.identity.topicArn().equals(topic.arn));
  }

  List<Topic> of(String account, String region) {
    return topics.values().stream()
        .filter(t -> t.account.equals(account) && t.region.equals(region))
        .toList();
  }

  Optional<Subscription> subscription(String arn) {
    removeStale();
    return Optional.ofNullable(subscriptions.get(arn));
  }

  List<Subscription> subscriptionsOf(String topicArn) {
    removeStale();
    return subscriptions.values().stream()
        .filter(s -> s.identity.topicArn().equals(topicArn))
        .toList();
  }

  /** What an account subscribed in a Region, to whosever topics. */
  List<Subscription> subscriptionsBy(String account, String region) {
    removeStale();
    return subscriptions.values().stream()
        .filter(s -> s.identity.owner().equals(account))
        .filter(s -> s.identity.topicArn().split(":")[3].equals(region))
        .toList();
  }

  void add(Subscription subscription) {
    subscriptions.put(subscription.identity.arn(), subscription);
  }

  void remove(Subscription subscription) {
    subscriptions.remove(subscription.identity.arn());
  }

  private void removeStale() {
    subscriptions.values().removeIf(s -> s.isStale(timing.now()));
  }
}
