package dev.keyway.awslocal.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyway.awslocal.base.Json;
import dev.keyway.awslocal.kms.KmsService.KeyView;
import dev.keyway.awslocal.sns.SnsService.SubscriptionView;
import dev.keyway.awslocal.sns.SnsService.TopicView;
import dev.keyway.awslocal.sqs.SqsService.QueueView;

/** Queues, topics and keys of an account and Region as JSON. */
final class StateReport {

  private final LocalState state;

  StateReport(LocalState state) {
    this.state = state;
  }

  ObjectNode report(ObjectNode input) {
    String account = input.path("account").asText();
    String region = input.path("region").asText();
    ObjectNode report = Json.object();
    var keys = report.putArray("keys");
    state.keys(account, region).forEach(key -> keys.add(key(key)));
    var topics = report.putArray("topics");
    state.topics(account, region).forEach(topic -> topics.add(topic(topic)));
    var queues = report.putArray("queues");
    state.queues(account, region).forEach(queue -> queues.add(queue(queue)));
    return report;
  }

  private static ObjectNode key(KeyView key) {
    ObjectNode node =
        Json.object()
            .put("arn", key.arn())
            .put("state", key.state().wire())
            .put("policy", key.policy())
            .put("rotationEnabled", key.rotationEnabled())
            .put("rotationPeriodDays", key.rotationPeriodDays());
    key.aliases().forEach(node.putArray("aliases")::add);
    return node.set("tags", Json.object(key.tags()));
  }

  private static ObjectNode topic(TopicView topic) {
    ObjectNode node = Json.object().put("arn", topic.arn()).put("policy", topic.policy());
    node.set("attributes", Json.object(topic.attributes()));
    node.set("tags", Json.object(topic.tags()));
    var subscriptions = node.putArray("subscriptions");
    topic.subscriptions().forEach(s -> subscriptions.add(subscription(s)));
    return node;
  }

  private static ObjectNode subscription(SubscriptionView subscription) {
    return Json.object()
        .put("arn", subscription.arn())
        .put("owner", subscription.owner())
        .put("protocol", subscription.protocol())
        .put("endpoint", subscription.endpoint())
        .put("confirmed", subscription.confirmed())
        .set("attributes", Json.object(subscription.attributes()));
  }

  private static ObjectNode queue(QueueView queue) {
    ObjectNode node = Json.object().put("arn", queue.arn());
    queue.policy().ifPresent(policy -> node.put("policy", policy));
    node.set("attributes", Json.object(queue.attributes()));
    node.set("tags", Json.object(queue.tags()));
    var messages = node.putArray("messages");
    queue
        .messages()
        .forEach(
            m -> {
              ObjectNode message =
                  messages
                      .addObject()
                      .put("id", m.id())
                      .put("body", m.body())
                      .put("receives", m.receives());
              m.keyArn().ifPresent(key -> message.put("keyArn", key));
            });
    return node;
  }
}
