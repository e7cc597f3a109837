package dev.keyway.awslocal.sns;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyway.awslocal.base.Arn;
import dev.keyway.awslocal.base.AwsError;
import dev.keyway.awslocal.base.Ids;
import dev.keyway.awslocal.base.Json;
import dev.keyway.awslocal.base.Timing;
import dev.keyway.awslocal.call.Invocation;
import dev.keyway.awslocal.call.Operation;
import dev.keyway.awslocal.iam.Caller;
import dev.keyway.awslocal.sns.Subscription.Identity;
import dev.keyway.awslocal.sqs.SqsService;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Subscribing, across accounts too ("Sending messages to a queue in a different account"). */
final class Subscribing {

  private static final Set<String> PROTOCOLS =
      Set.of(
          "sqs",
          "lambda",
          "firehose",
          "http",
          "https",
          "email",
          "email-json",
          "sms",
          "application");
  private static final String PENDING = "pending confirmation";
  private static final Duration TOKEN_LIFE = Duration.ofDays(2);
  private static final int MAX_FILTERS_PER_TOPIC = 200;

  private final TopicStore store;
  private final SnsGuard guard;
  private final Timing timing;
  private final Ids ids;
  private final Courier courier;
  private final SqsService sqs;
  private final Replayer replayer;

  Subscribing(
      TopicStore store,
      SnsGuard guard,
      Timing timing,
      Ids ids,
      Courier courier,
      SqsService sqs,
      Replayer replayer) {
    this.replayer = replayer;
    this.store = store;
    this.guard = guard;
    this.timing = timing;
    this.ids = ids;
    this.courier = courier;
    this.sqs = sqs;
  }

  Map<String, Operation> operations() {
    return Map.of(
        "Subscribe", Operation.write(this::subscribe),
        "ConfirmSubscription", Operation.write(this::confirmSubscription));
  }

  private ObjectNode subscribe(Invocation call) {
    String protocol = call.params().require("Protocol");
    String endpoint = call.params().text("Endpoint").orElse("");
    Topic topic =
        guard.topic(
            call,
            "sns:Subscribe",
            call.params().require("TopicArn"),
            Map.of("sns:Protocol", protocol, "sns:Endpoint", endpoint));
    Map<String, String> attributes =
        SubscriptionAttributes.initial(
            call.params().map("Attributes"), topic, call.caller().account());
    checkEndpoint(topic, protocol, endpoint);
    Optional<Subscription> existing = existing(topic, protocol, endpoint);
    existing.ifPresent(subscription -> requireSame(subscription, attributes));
    return answer(
        existing.orElseGet(() -> add(call.caller(), topic, protocol, endpoint, attributes)), call);
  }

  private static void requireSame(Subscription existing, Map<String, String> attributes) {
    if (!existing.attributes.latest().entrySet().containsAll(attributes.entrySet())) {
      throw SnsErrors.invalid(
          "Attributes", "Subscription already exists with different attributes");
    }
  }

  private Subscription add(
      Caller.Iam caller,
      Topic topic,
      String protocol,
      String endpoint,
      Map<String, String> attributes) {
    checkFilters(topic, attributes);
    Optional<String> replay = Optional.ofNullable(attributes.get(Subscription.REPLAY));
    replay.ifPresent(policy -> replayer.check(topic, policy));
    String arn = topic.arn + ':' + ids.uuid();
    Identity identity =
        new Identity(
            arn,
            topic.arn,
            topic.account,
            caller.account(),
            caller.principalArn(),
            protocol,
            endpoint,
            Ids.sha256(arn) + Ids.sha256(arn + "token"),
            timing.now());
    boolean confirmed = isConfirmedAtOnce(protocol, endpoint, caller.account());
    Subscription added = new Subscription(identity, attributes, confirmed);
    store.add(added);
    if (!confirmed) {
      courier.askForConfirmation(topic, added);
    }
    replay.ifPresent(policy -> replayer.start(topic, added, policy));
    return added;
  }

  private void checkEndpoint(Topic topic, String protocol, String endpoint) {
    if (!PROTOCOLS.contains(protocol)) {
      throw SnsErrors.invalid("Amazon SNS does not support this protocol string: " + protocol);
    }
    if (topic.fifo && !protocol.equals("sqs")) {
      throw SnsErrors.invalid(
          "Endpoint", "Please use SQS queue as endpoint for FIFO topic subscriptions");
    }
    if (!protocol.equals("sqs")) {
      return;
    }
    if (!Arn.isOf("sqs", endpoint)) {
      throw SnsErrors.invalid("SQS endpoint ARN");
    }
    boolean fifoQueue = sqs.isFifo(endpoint).orElse(endpoint.endsWith(".fifo"));
    if (fifoQueue && !topic.fifo) {
      throw SnsErrors.invalid(
          "Endpoint", "FIFO SQS Queues can not be subscribed to standard SNS topics");
    }
  }

  private Optional<Subscription> existing(Topic topic, String protocol, String endpoint) {
    return store.subscriptionsOf(topic.arn).stream()
        .filter(s -> s.identity.protocol().equals(protocol))
        .filter(s -> s.identity.endpoint().equals(endpoint))
        .findFirst();
  }

  private void checkFilters(Topic topic, Map<String, String> attributes) {
    long filters =
        store.subscriptionsOf(topic.arn).stream()
            .filter(s -> s.attributes.latest().containsKey(Subscription.FILTER))
            .count();
    if (attributes.containsKey(Subscription.FILTER) && filters >= MAX_FILTERS_PER_TOPIC) {
      throw AwsError.sender("FilterPolicyLimitExceeded", "Filter policies per topic: 200");
    }
  }

  /** Only the owner of the queue (or function, or stream) can say yes to its messages. */
  private static boolean isConfirmedAtOnce(String protocol, String endpoint, String account) {
    return Set.of("sqs", "lambda", "firehose").contains(protocol)
        && Arn.parse(endpoint).filter(arn -> arn.account().equals(account)).isPresent();
  }

  private static ObjectNode answer(Subscription subscription, Invocation call) {
    boolean shown = subscription.confirmed || call.params().flag("ReturnSubscriptionArn");
    return Json.object().put("SubscriptionArn", shown ? subscription.identity.arn() : PENDING);
  }

  /** The token is the right to confirm: no topic policy is asked. */
  private ObjectNode confirmSubscription(Invocation call) {
    String topicArn = call.params().require("TopicArn");
    String token = call.params().require("Token");
    call.concerns(topicArn);
    guard.checkIdentity(call, "sns:ConfirmSubscription", topicArn);
    Subscription subscription =
        store.subscriptionsOf(topicArn).stream()
            .filter(s -> s.identity.token().equals(token))
            .findFirst()
            .orElseThrow(() -> SnsErrors.invalid("Token"));
    if (timing.now().isAfter(subscription.identity.createdAt().plus(TOKEN_LIFE))) {
      throw SnsErrors.invalid("Token", "The token has expired");
    }
    subscription.confirmed = true;
    subscription.authenticated =
        call.params().flag("AuthenticateOnUnsubscribe") || subscription.authenticated;
    return Json.object().put("SubscriptionArn", subscription.identity.arn());
  }
}
