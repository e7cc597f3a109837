package dev.keyway.aws.sdk;

import dev.keyway.aws.SubscriptionSummary;
import dev.keyway.aws.TopicService;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.Subscription;
import software.amazon.awssdk.services.sns.model.Tag;

/** SNS of one region over the SDK. */
final class SdkTopicService implements TopicService {
  private static final String SQS = "sqs";

  private final SnsClient sns;
  private final Calls calls;

  SdkTopicService(SnsClient sns, Calls calls) {
    this.sns = sns;
    this.calls = calls;
  }

  @Override
  public Optional<Map<String, String>> attributes(String topicArn) {
    return Calls.found(
        () ->
            Map.copyOf(
                calls
                    .read(
                        "GetTopicAttributes",
                        topicArn,
                        () -> sns.getTopicAttributes(r -> r.topicArn(topicArn)))
                    .attributes()));
  }

  @Override
  public Optional<Map<String, String>> tags(String topicArn) {
    return Calls.found(
        () ->
            calls
                .read(
                    "ListTagsForResource",
                    topicArn,
                    () -> sns.listTagsForResource(r -> r.resourceArn(topicArn)))
                .tags()
                .stream()
                .collect(Collectors.toUnmodifiableMap(Tag::key, Tag::value)));
  }

  @Override
  public String create(String topicName, Map<String, String> attributes, Map<String, String> tags) {
    return calls
        .mutate(
            "CreateTopic",
            topicName,
            () ->
                sns.createTopic(r -> r.name(topicName).attributes(attributes).tags(tagList(tags))))
        .topicArn();
  }

  @Override
  public void setAttribute(String topicArn, String name, String value) {
    calls.mutate(
        "SetTopicAttributes",
        topicArn,
        () ->
            sns.setTopicAttributes(
                r -> r.topicArn(topicArn).attributeName(name).attributeValue(value)));
  }

  @Override
  public void delete(String topicArn) {
    var _ =
        Calls.found(
            () ->
                calls.mutate(
                    "DeleteTopic", topicArn, () -> sns.deleteTopic(r -> r.topicArn(topicArn))));
  }

  @Override
  public void tag(String topicArn, Map<String, String> tags) {
    calls.mutate(
        "TagResource",
        topicArn,
        () -> sns.tagResource(r -> r.resourceArn(topicArn).tags(tagList(tags))));
  }

  @Override
  public void untag(String topicArn, List<String> tagKeys) {
    calls.mutate(
        "UntagResource",
        topicArn,
        () -> sns.untagResource(r -> r.resourceArn(topicArn).tagKeys(tagKeys)));
  }

  @Override
  public Optional<List<SubscriptionSummary>> subscriptions(String topicArn) {
    return Calls.found(
        () ->
            Page.all(
                token -> {
                  var answer =
                      calls.read(
                          "ListSubscriptionsByTopic",
                          topicArn,
                          () ->
                              sns.listSubscriptionsByTopic(
                                  r -> r.topicArn(topicArn).nextToken(token)));
                  return new Page<>(
                      answer.subscriptions().stream().map(SdkTopicService::summary).toList(),
                      answer.nextToken());
                }));
  }

  @Override
  public List<SubscriptionSummary> ownSubscriptions(String topicArn) {
    return Page.all(
        token -> {
          var answer =
              calls.read(
                  "ListSubscriptions",
                  topicArn,
                  () -> sns.listSubscriptions(r -> r.nextToken(token)));
          return new Page<>(
              answer.subscriptions().stream()
                  .filter(s -> topicArn.equals(s.topicArn()))
                  .map(SdkTopicService::summary)
                  .toList(),
              answer.nextToken());
        });
  }

  @Override
  public Optional<Map<String, String>> subscriptionAttributes(String subscriptionArn) {
    return Calls.found(
        () ->
            Map.copyOf(
                calls
                    .read(
                        "GetSubscriptionAttributes",
                        subscriptionArn,
                        () ->
                            sns.getSubscriptionAttributes(r -> r.subscriptionArn(subscriptionArn)))
                    .attributes()));
  }

  @Override
  public String subscribe(String topicArn, String queueArn, Map<String, String> attributes) {
    return calls
        .mutate(
            "Subscribe",
            topicArn,
            () ->
                sns.subscribe(
                    r ->
                        r.topicArn(topicArn)
                            .protocol(SQS)
                            .endpoint(queueArn)
                            .attributes(attributes)
                            .returnSubscriptionArn(true)))
        .subscriptionArn();
  }

  @Override
  public void setSubscriptionAttribute(String subscriptionArn, String name, String value) {
    calls.mutate(
        "SetSubscriptionAttributes",
        subscriptionArn,
        () ->
            sns.setSubscriptionAttributes(
                r -> {
                  r.subscriptionArn(subscriptionArn).attributeName(name);
                  // An empty value is refused; one that is left out removes the attribute.
                  if (!value.isEmpty()) {
                    r.attributeValue(value);
                  }
                }));
  }

  @Override
  public void startReplay(String subscriptionArn, String replayPolicy) {
    calls.mutateOnce(
        "SetSubscriptionAttributes",
        subscriptionArn,
        () ->
            sns.setSubscriptionAttributes(
                r ->
                    r.subscriptionArn(subscriptionArn)
                        .attributeName("ReplayPolicy")
                        .attributeValue(replayPolicy)));
  }

  @Override
  public void unsubscribe(String subscriptionArn) {
    var _ =
        Calls.found(
            () ->
                calls.mutate(
                    "Unsubscribe",
                    subscriptionArn,
                    () -> sns.unsubscribe(r -> r.subscriptionArn(subscriptionArn))));
  }

  private static SubscriptionSummary summary(Subscription subscription) {
    return new SubscriptionSummary(
        subscription.subscriptionArn(),
        subscription.protocol(),
        subscription.endpoint(),
        subscription.owner());
  }

  private static List<Tag> tagList(Map<String, String> tags) {
    return tags.entrySet().stream()
        .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
        .toList();
  }
}
