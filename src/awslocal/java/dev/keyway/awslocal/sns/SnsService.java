package dev.keyway.awslocal.sns;

import dev.keyway.awslocal.base.Ids;
import dev.keyway.awslocal.base.Timing;
import dev.keyway.awslocal.call.Operation;
import dev.keyway.awslocal.iam.Accounts;
import dev.keyway.awslocal.iam.Authorizer;
import dev.keyway.awslocal.kms.DataKeys;
import dev.keyway.awslocal.sqs.SqsService;
import dev.keyway.awslocal.sqs.SqsService.Refusal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Amazon SNS: its operations and a look at its state. */
public final class SnsService {

  /** A topic as it stands, without delays. */
  public record TopicView(
      String arn,
      Map<String, String> attributes,
      String policy,
      Map<String, String> tags,
      List<SubscriptionView> subscriptions) {}

  /**
   * A subscription as it stands.
   *
   * @param replays how often a replay was started
   */
  public record SubscriptionView(
      String arn,
      String owner,
      String protocol,
      String endpoint,
      boolean confirmed,
      Map<String, String> attributes,
      int replays) {}

  private final TopicStore store;
  private final Courier courier;
  private final Accounts accounts;
  private final DeliveryLog deliveries = new DeliveryLog();
  private final Map<String, Operation> operations = new HashMap<>();

  public SnsService(
      Timing timing,
      Accounts accounts,
      Authorizer authorizer,
      Ids ids,
      DataKeys dataKeys,
      SqsService sqs) {
    this.accounts = accounts;
    store = new TopicStore(timing);
    SnsGuard guard = new SnsGuard(authorizer, timing, store);
    courier = new Courier(timing, ids, sqs, deliveries);
    operations.putAll(new TopicOperations(store, guard, timing, accounts).operations());
    operations.putAll(new TopicTags(guard, timing).operations());
    Replayer replayer = new Replayer(timing, dataKeys, courier);
    operations.putAll(
        new Subscribing(store, guard, timing, ids, courier, sqs, replayer).operations());
    operations.putAll(new SubscriptionOperations(store, guard, timing, replayer).operations());
    operations.putAll(new Publisher(store, guard, timing, ids, dataKeys, courier).operations());
  }

  public Map<String, Operation> operations() {
    return Map.copyOf(operations);
  }

  public DeliveryLog deliveries() {
    return deliveries;
  }

  /** What would stop a message of that topic on its way to that queue. */
  public Optional<Refusal> obstacle(String topicArn, String queueArn) {
    return store
        .find(topicArn)
        .map(topic -> courier.obstacle(topic, queueArn))
        .orElse(Optional.of(new Refusal(404, "NotFound", "Topic does not exist")));
  }

  /** The topic with that ARN. */
  public Optional<TopicView> view(String arn) {
    return store.find(arn).map(this::view);
  }

  /** The topics of an account and Region. */
  public List<TopicView> viewAll(String account, String region) {
    return store.of(account, region).stream().map(this::view).toList();
  }

  private TopicView view(Topic topic) {
    return new TopicView(
        topic.arn,
        topic.attributes.latest(),
        topic.policy.latest().textAsRead(accounts),
        topic.tags.latest(),
        store.subscriptionsOf(topic.arn).stream().map(SnsService::view).toList());
  }

  private static SubscriptionView view(Subscription subscription) {
    return new SubscriptionView(
        subscription.identity.arn(),
        subscription.identity.owner(),
        subscription.identity.protocol(),
        subscription.identity.endpoint(),
        subscription.confirmed,
        subscription.attributes.latest(),
        subscription.replays);
  }
}
