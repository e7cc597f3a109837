package dev.keyway.awslocal.sns;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyway.awslocal.base.Arn;
import dev.keyway.awslocal.base.Ids;
import dev.keyway.awslocal.base.Json;
import dev.keyway.awslocal.base.Regions;
import dev.keyway.awslocal.base.Timing;
import dev.keyway.awslocal.iam.Caller;
import dev.keyway.awslocal.sns.Delivery.Status;
import dev.keyway.awslocal.sqs.MessageAttributes;
import dev.keyway.awslocal.sqs.SqsService;
import dev.keyway.awslocal.sqs.SqsService.Refusal;
import java.util.Map;
import java.util.Optional;

/**
 * Takes messages to queues. A queue or key that does not let SNS in costs the message, and only the
 * delivery log says so ("Amazon SNS message delivery retries": client-side errors are not retried).
 */
final class Courier {

  private static final int FORBIDDEN = 403;

  private final Timing timing;
  private final Ids ids;
  private final SqsService sqs;
  private final DeliveryLog log;

  Courier(Timing timing, Ids ids, SqsService sqs, DeliveryLog log) {
    this.timing = timing;
    this.ids = ids;
    this.sqs = sqs;
    this.log = log;
  }

  /** Delivers to one subscription, or does not. */
  void deliver(Topic topic, Subscription subscription, Publication message) {
    if (!subscription.confirmed || !subscription.identity.protocol().equals("sqs")) {
      return;
    }
    Map<String, String> attributes = timing.inForce(subscription.attributes);
    if (!isWanted(attributes, message)) {
      record(subscription, message.messageId(), Status.FILTERED_OUT, Optional.empty());
      return;
    }
    SqsService.Delivery delivery = delivery(topic, subscription, message, attributes);
    Optional<Refusal> refusal = take(topic, subscription.identity.endpoint(), delivery);
    Status status = Status.SUCCESS;
    if (refusal.isPresent()) {
      boolean redriven =
          Subscription.value(attributes, Subscription.REDRIVE)
              .flatMap(SubscriptionAttributes::deadLetterTarget)
              .filter(queue -> take(topic, queue.toString(), delivery).isEmpty())
              .isPresent();
      status = redriven ? Status.REDRIVEN : Status.FAILURE;
    }
    record(subscription, message.messageId(), status, refusal);
  }

  /** Puts the question into the queue of another account. */
  void askForConfirmation(Topic topic, Subscription subscription) {
    if (!subscription.identity.protocol().equals("sqs")) {
      return;
    }
    String id = ids.uuid();
    String body = Envelope.confirmation(topic, subscription, id, timing.now());
    Optional<String> group =
        topic.fifo ? Optional.of("SubscriptionConfirmation") : Optional.empty();
    SqsService.Delivery delivery =
        new SqsService.Delivery(body, MessageAttributes.none(), group, Optional.of(id));
    Optional<Refusal> refusal = take(topic, subscription.identity.endpoint(), delivery);
    record(subscription, id, refusal.isEmpty() ? Status.SUCCESS : Status.FAILURE, refusal);
  }

  /** What would stop a message of this topic on its way to that queue. */
  Optional<Refusal> obstacle(Topic topic, String queueArn) {
    Arn queue = Arn.parse(queueArn).orElseThrow();
    return Regions.canDeliver(topic.region, queue.region())
        ? sqs.obstacle(sns(topic, queue), queueArn)
        : Optional.of(betweenOptInRegions());
  }

  private Optional<Refusal> take(Topic topic, String queueArn, SqsService.Delivery delivery) {
    Arn queue = Arn.parse(queueArn).orElseThrow();
    return Regions.canDeliver(topic.region, queue.region())
        ? sqs.deliver(sns(topic, queue), queueArn, delivery)
        : Optional.of(betweenOptInRegions());
  }

  private static Refusal betweenOptInRegions() {
    return new Refusal(
        FORBIDDEN, "AccessDenied", "SNS does not deliver between two opt-in Regions.");
  }

  private static Caller.Service sns(Topic topic, Arn queue) {
    return new Caller.Service(
        Regions.snsPrincipal(topic.region, queue.region()), topic.arn, topic.account);
  }

  private static boolean isWanted(Map<String, String> attributes, Publication message) {
    Optional<String> filter = Subscription.value(attributes, Subscription.FILTER);
    if (filter.isEmpty()) {
      return true;
    }
    boolean bodyScope = Subscription.isBodyScope(attributes);
    Optional<? extends JsonNode> tree =
        bodyScope ? Json.readObject(message.body()) : Optional.of(message.attributeTree());
    return tree.filter(FilterPolicy.read(filter.get(), bodyScope)::matches).isPresent();
  }

  private static SqsService.Delivery delivery(
      Topic topic, Subscription subscription, Publication message, Map<String, String> attributes) {
    boolean raw = Subscription.isRaw(attributes);
    return new SqsService.Delivery(
        raw ? message.body() : Envelope.notification(topic, subscription, message),
        raw ? message.attributes() : MessageAttributes.none(),
        message.groupId(),
        message.deduplicationId());
  }

  private void record(
      Subscription subscription, String messageId, Status status, Optional<Refusal> refusal) {
    log.record(
        sequence ->
            new Delivery(
                sequence,
                timing.now(),
                subscription.identity.topicArn(),
                subscription.identity.arn(),
                subscription.identity.endpoint(),
                messageId,
                status,
                statusCode(status, refusal),
                refusal.map(Courier::response).orElse("{}")));
  }

  private static int statusCode(Status status, Optional<Refusal> refusal) {
    int delivered = status == Status.FILTERED_OUT ? 0 : 200;
    return refusal.map(Refusal::status).orElse(delivered);
  }

  private static String response(Refusal refusal) {
    return Json.write(
        Json.object()
            .put("ErrorCode", refusal.code())
            .put("ErrorMessage", refusal.message())
            .put("sqsRequestId", "Unrecoverable"));
  }
}
