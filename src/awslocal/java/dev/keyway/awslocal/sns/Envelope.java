package dev.keyway.awslocal.sns;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyway.awslocal.base.Ids;
import dev.keyway.awslocal.base.Json;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * The JSON in which SNS wraps what it delivers without raw delivery ("HTTP/HTTPS notification JSON
 * format"). The signature is a placeholder: nobody here has SNS's private key.
 */
final class Envelope {

  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private Envelope() {}

  static String notification(Topic topic, Subscription subscription, Publication message) {
    ObjectNode node = Json.object();
    node.put("Type", "Notification").put("MessageId", message.messageId());
    message.sequenceNumber().ifPresent(number -> node.put("SequenceNumber", number));
    node.put("TopicArn", topic.arn);
    message.subject().ifPresent(subject -> node.put("Subject", subject));
    if (message.replayed()) {
      node.put("Replayed", "true");
    }
    node.put("Message", message.body()).put("Timestamp", TIMESTAMP.format(message.time()));
    if (!topic.fifo) {
      sign(node, topic, message.body());
    }
    node.put(
        "UnsubscribeURL",
        "https://sns.%s.amazonaws.com/?Action=Unsubscribe&SubscriptionArn=%s"
            .formatted(topic.region, subscription.identity.arn()));
    if (!message.attributes().values().isEmpty()) {
      ObjectNode attributes = node.putObject("MessageAttributes");
      message
          .attributes()
          .values()
          .forEach(
              (name, value) ->
                  attributes.putObject(name).put("Type", value.type()).put("Value", value.value()));
    }
    return Json.write(node);
  }

  static String confirmation(
      Topic topic, Subscription subscription, String messageId, Instant now) {
    String token = subscription.identity.token();
    ObjectNode node =
        Json.object()
            .put("Type", "SubscriptionConfirmation")
            .put("MessageId", messageId)
            .put("Token", token)
            .put("TopicArn", topic.arn)
            .put(
                "Message",
                ("You have chosen to subscribe to the topic %s.\nTo confirm the subscription,"
                        + " visit the SubscribeURL included in this message.")
                    .formatted(topic.arn))
            .put(
                "SubscribeURL",
                "https://sns.%s.amazonaws.com/?Action=ConfirmSubscription&TopicArn=%s&Token=%s"
                    .formatted(topic.region, topic.arn, token))
            .put("Timestamp", TIMESTAMP.format(now));
    sign(node, topic, token);
    return Json.write(node);
  }

  private static void sign(ObjectNode node, Topic topic, String content) {
    node.put("SignatureVersion", "1")
        .put("Signature", Ids.sha256(content))
        .put(
            "SigningCertURL",
            "https://sns.%s.amazonaws.com/SimpleNotificationService-local.pem"
                .formatted(topic.region));
  }
}
