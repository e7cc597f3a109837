package dev.keyway.awslocal.sns;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyway.awslocal.base.Arn;
import dev.keyway.awslocal.base.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Attributes of subscriptions ("SetSubscriptionAttributes", API reference). */
final class SubscriptionAttributes {

  private static final Set<String> KNOWN =
      Set.of(
          Subscription.FILTER,
          Subscription.SCOPE,
          Subscription.RAW,
          Subscription.REDRIVE,
          "DeliveryPolicy",
          Subscription.REPLAY,
          "SubscriptionRoleArn");
  private static final String EMPTY_POLICY = "{}";

  private SubscriptionAttributes() {}

  /** All that Subscribe was given. */
  static Map<String, String> initial(Map<String, String> given, Topic topic, String owner) {
    Map<String, String> attributes = new LinkedHashMap<>();
    given.forEach(
        (name, value) -> {
          check(name, value, topic, owner);
          put(attributes, name, value);
        });
    checkScope(attributes);
    return attributes;
  }

  /** After a change of one; without a value the attribute goes away. */
  static Map<String, String> changed(
      Map<String, String> former, String name, @Nullable String value, Topic topic, String owner) {
    Map<String, String> next = new LinkedHashMap<>(former);
    check(name, value, topic, owner);
    put(next, name, value);
    checkScope(next);
    return next;
  }

  private static void put(Map<String, String> map, String name, @Nullable String value) {
    boolean isEmpty = Set.of(Subscription.FILTER, Subscription.REPLAY).contains(name);
    if (value == null || (isEmpty && value.equals(EMPTY_POLICY))) {
      map.remove(name);
    } else {
      map.put(name, value);
    }
  }

  private static void check(String name, @Nullable String value, Topic topic, String owner) {
    if (!KNOWN.contains(name)) {
      throw SnsErrors.invalid("AttributeName");
    }
    if (value == null) {
      return;
    }
    switch (name) {
      case Subscription.RAW -> oneOf(name, value, Set.of("true", "false"));
      case Subscription.SCOPE ->
          oneOf(name, value, Set.of(Subscription.ATTRIBUTES_SCOPE, Subscription.BODY_SCOPE));
      case Subscription.REDRIVE -> checkRedrive(value, topic, owner);
      default -> {}
    }
  }

  private static void oneOf(String name, String value, Set<String> choices) {
    if (!choices.contains(value)) {
      throw SnsErrors.invalid(
          "Attributes", name + ": Invalid value [" + value + "]. Must be one of " + choices);
    }
  }

  /** The filter policy has to suit the scope, whichever of the two was set last. */
  private static void checkScope(Map<String, String> attributes) {
    Subscription.value(attributes, Subscription.FILTER)
        .ifPresent(text -> FilterPolicy.read(text, Subscription.isBodyScope(attributes)));
  }

  private static void checkRedrive(String text, Topic topic, String owner) {
    Arn target =
        deadLetterTarget(text)
            .orElseThrow(() -> SnsErrors.invalid("RedrivePolicy: deadLetterTargetArn is invalid"));
    if (!target.account().equals(owner) || !target.region().equals(topic.region)) {
      throw SnsErrors.invalid(
          "RedrivePolicy: dead-letter queue must be in the subscription's account and region");
    }
    if (topic.fifo != target.resource().endsWith(".fifo")) {
      throw SnsErrors.invalid(
          "RedrivePolicy: dead-letter queue must be of the same type as the topic");
    }
  }

  /** The queue that a RedrivePolicy names. */
  static Optional<Arn> deadLetterTarget(String text) {
    ObjectNode node = Json.readObject(text).orElse(Json.object());
    return Arn.parse(node.path("deadLetterTargetArn").asText())
        .filter(arn -> arn.service().equals("sqs"));
  }

  /** As GetSubscriptionAttributes answers. */
  static Map<String, String> described(Subscription subscription, Map<String, String> set) {
    Map<String, String> all = new LinkedHashMap<>();
    Subscription.Identity identity = subscription.identity;
    all.put("SubscriptionArn", identity.arn());
    all.put("TopicArn", identity.topicArn());
    all.put("Owner", identity.owner());
    all.put("Protocol", identity.protocol());
    all.put("Endpoint", identity.endpoint());
    all.put("SubscriptionPrincipal", identity.principal());
    all.put("PendingConfirmation", Boolean.toString(!subscription.confirmed));
    all.put("ConfirmationWasAuthenticated", Boolean.toString(subscription.authenticated));
    all.put(Subscription.RAW, "false");
    if (set.containsKey(Subscription.FILTER)) {
      all.put(Subscription.SCOPE, Subscription.ATTRIBUTES_SCOPE);
    }
    all.putAll(set);
    if (subscription.replayStatus != null) {
      all.put("ReplayStatus", subscription.replayStatus);
    }
    return all;
  }
}
