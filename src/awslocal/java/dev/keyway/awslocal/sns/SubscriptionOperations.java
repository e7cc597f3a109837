package dev.keyway.awslocal.sns;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyway.awslocal.base.Arn;
import dev.keyway.awslocal.base.Json;
import dev.keyway.awslocal.base.Timing;
import dev.keyway.awslocal.call.Invocation;
import dev.keyway.awslocal.call.Operation;
import dev.keyway.awslocal.sns.Subscription.Identity;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reading, configuring and ending subscriptions. */
final class SubscriptionOperations {

  private final TopicStore store;
  private final SnsGuard guard;
  private final Timing timing;
  private final Replayer replayer;

  SubscriptionOperations(TopicStore store, SnsGuard guard, Timing timing, Replayer replayer) {
    this.store = store;
    this.guard = guard;
    this.timing = timing;
    this.replayer = replayer;
  }

  Map<String, Operation> operations() {
    return Map.of(
        "Unsubscribe", Operation.write(this::unsubscribe),
        "GetSubscriptionAttributes", Operation.read(this::getSubscriptionAttributes),
        "SetSubscriptionAttributes", Operation.write(this::setSubscriptionAttributes),
        "ListSubscriptions", Operation.read(this::listSubscriptions),
        "ListSubscriptionsByTopic", Operation.read(this::listSubscriptionsByTopic));
  }

  /** Unsubscribing what is gone succeeds. */
  private ObjectNode unsubscribe(Invocation call) {
    String arn = call.params().require("SubscriptionArn");
    if (Arn.isOf("sns", arn) && store.subscription(arn).isEmpty()) {
      call.concerns(arn);
      guard.checkIdentity(call, "sns:Unsubscribe", arn);
      return Json.object();
    }
    Subscription subscription = guard.subscription(call, "sns:Unsubscribe");
    if (!subscription.confirmed) {
      throw SnsErrors.invalid(
          "SubscriptionArn", "Cannot unsubscribe a subscription that is pending confirmation");
    }
    store.remove(subscription);
    store.find(subscription.identity.topicArn()).ifPresent(t -> t.deletedSubscriptions++);
    return Json.object();
  }

  private ObjectNode getSubscriptionAttributes(Invocation call) {
    Subscription subscription = guard.subscription(call, "sns:GetSubscriptionAttributes");
    Map<String, String> all =
        SubscriptionAttributes.described(subscription, timing.read(subscription.attributes));
    return Json.object().set("Attributes", Json.object(all));
  }

  private ObjectNode setSubscriptionAttributes(Invocation call) {
    Subscription subscription = guard.subscription(call, "sns:SetSubscriptionAttributes");
    Topic topic = store.find(subscription.identity.topicArn()).orElseThrow();
    String name = call.params().require("AttributeName");
    Optional<String> replay =
        call.params().text("AttributeValue").filter(_ -> name.equals(Subscription.REPLAY));
    replay.ifPresent(policy -> replayer.check(topic, policy));
    Map<String, String> next =
        SubscriptionAttributes.changed(
            subscription.attributes.latest(),
            name,
            call.params().text("AttributeValue").orElse(null),
            topic,
            subscription.identity.owner());
    subscription.attributes.write(Map.copyOf(next), timing.now());
    replay.ifPresent(policy -> replayer.start(topic, subscription, policy));
    return Json.object();
  }

  private ObjectNode listSubscriptionsByTopic(Invocation call) {
    Topic topic = guard.topic(call, "sns:ListSubscriptionsByTopic");
    return listed(store.subscriptionsOf(topic.arn), call);
  }

  /** The account's own, in this Region; to topics of other accounts as well. */
  private ObjectNode listSubscriptions(Invocation call) {
    guard.checkIdentity(call, "sns:ListSubscriptions", "*");
    return listed(store.subscriptionsBy(call.caller().account(), call.region()), call);
  }

  private ObjectNode listed(List<Subscription> subscriptions, Invocation call) {
    List<Subscription> all =
        subscriptions.stream().filter(s -> timing.isListed(s.identity.createdAt())).toList();
    Slice<Subscription> slice = Slice.of(all, call.params());
    ArrayNode listed = Json.array();
    for (Subscription subscription : slice.items()) {
      Identity identity = subscription.identity;
      listed
          .addObject()
          .put("SubscriptionArn", subscription.confirmed ? identity.arn() : "PendingConfirmation")
          .put("Owner", identity.owner())
          .put("Protocol", identity.protocol())
          .put("Endpoint", identity.endpoint())
          .put("TopicArn", identity.topicArn());
    }
    return slice.describe(Json.object().set("Subscriptions", listed));
  }
}
