package dev.keyway.aws;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** SNS, as far as Keyway uses it. Attributes carry AWS's names and values. */
public interface TopicService {
  /** GetTopicAttributes; empty when there is no such topic. */
  Optional<Map<String, String>> attributes(String topicArn);

  /** ListTagsForResource; empty when there is no such topic. */
  Optional<Map<String, String>> tags(String topicArn);

  /** CreateTopic; returns the ARN. */
  String create(String topicName, Map<String, String> attributes, Map<String, String> tags);

  /** SetTopicAttributes, one attribute a call. */
  void setAttribute(String topicArn, String name, String value);

  /** DeleteTopic, which removes all its subscriptions; a topic that is not there is success. */
  void delete(String topicArn);

  /** TagResource. */
  void tag(String topicArn, Map<String, String> tags);

  /** UntagResource. */
  void untag(String topicArn, List<String> tagKeys);

  /** ListSubscriptionsByTopic, all pages; empty when there is no such topic. */
  Optional<List<SubscriptionSummary>> subscriptions(String topicArn);

  /** GetSubscriptionAttributes; empty when there is no such subscription. */
  Optional<Map<String, String>> subscriptionAttributes(String subscriptionArn);

  /**
   * Return the calling account's subscriptions to a topic, wherever the topic is
   * (ListSubscriptions, which needs no permission from the topic's owner).
   */
  List<SubscriptionSummary> ownSubscriptions(String topicArn);

  /** Subscribe a queue (protocol {@code sqs}, ReturnSubscriptionArn); returns the ARN. */
  String subscribe(String topicArn, String queueArn, Map<String, String> attributes);

  /** SetSubscriptionAttributes, one attribute a call; an empty value omits AttributeValue. */
  void setSubscriptionAttribute(String subscriptionArn, String name, String value);

  /**
   * SetSubscriptionAttributes(ReplayPolicy), which starts a replay each time it is called: it is
   * not repeated after an answer that was lost.
   */
  void startReplay(String subscriptionArn, String replayPolicy);

  /** Unsubscribe; a subscription that is not there is success. */
  void unsubscribe(String subscriptionArn);
}
