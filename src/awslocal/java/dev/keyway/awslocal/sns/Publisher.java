package dev.keyway.awslocal.sns;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyway.awslocal.base.Ids;
import dev.keyway.awslocal.base.Json;
import dev.keyway.awslocal.base.Params;
import dev.keyway.awslocal.base.Timing;
import dev.keyway.awslocal.call.Batch;
import dev.keyway.awslocal.call.Invocation;
import dev.keyway.awslocal.call.Operation;
import dev.keyway.awslocal.kms.DataKeys;
import dev.keyway.awslocal.kms.KmsRefusal;
import dev.keyway.awslocal.sqs.MessageAttributes;
import java.util.Map;
import java.util.Optional;

/** Publishing. The publisher learns that the topic took the message, never what became of it. */
final class Publisher {

  private static final int DEFAULT_MAX_BYTES = 262_144;

  private final TopicStore store;
  private final SnsGuard guard;
  private final Timing timing;
  private final Ids ids;
  private final DataKeys dataKeys;
  private final Courier courier;

  Publisher(
      TopicStore store,
      SnsGuard guard,
      Timing timing,
      Ids ids,
      DataKeys dataKeys,
      Courier courier) {
    this.store = store;
    this.guard = guard;
    this.timing = timing;
    this.ids = ids;
    this.dataKeys = dataKeys;
    this.courier = courier;
  }

  Map<String, Operation> operations() {
    return Map.of(
        "Publish", Operation.data(this::publish),
        "PublishBatch", Operation.data(this::publishBatch));
  }

  private ObjectNode publish(Invocation call) {
    String arn =
        call.params()
            .text("TopicArn")
            .or(() -> call.params().text("TargetArn"))
            .orElseThrow(
                () ->
                    SnsErrors.invalid("TopicArn or TargetArn", "no value for required parameter"));
    Topic topic = guard.topic(call, "sns:Publish", arn, Map.of());
    Optional<String> key = encrypt(topic, call);
    return accept(topic, key, call.params());
  }

  private ObjectNode publishBatch(Invocation call) {
    Topic topic = guard.topic(call, "sns:Publish");
    Optional<String> key = encrypt(topic, call);
    return Batch.run(
        call.params().structures("PublishBatchRequestEntries"), entry -> accept(topic, key, entry));
  }

  /** Has the message encrypted, if the topic is to be, and returns the key's ARN. */
  private Optional<String> encrypt(Topic topic, Invocation call) {
    String keyId = timing.inForce(topic.attributes).get(TopicAttributes.KMS_KEY);
    if (keyId == null) {
      return Optional.empty();
    }
    DataKeys.Purpose purpose =
        new DataKeys.Purpose(call.caller(), "sns", "aws:sns:topicArn", topic.arn, topic.region);
    try {
      return Optional.of(dataKeys.encrypt(keyId, topic.account, purpose));
    } catch (KmsRefusal refusal) {
      throw SnsErrors.kms(refusal);
    }
  }

  private ObjectNode accept(Topic topic, Optional<String> key, Params params) {
    String body = body(params);
    MessageAttributes attributes = MessageAttributes.read(params.structureMap("MessageAttributes"));
    Optional<String> group = params.text("MessageGroupId");
    Optional<String> given = params.text("MessageDeduplicationId");
    checkFifo(topic, group, given);
    if (!topic.fifo) {
      return send(topic, key, params, body, attributes, group, Optional.empty(), Optional.empty());
    }
    String id = given.orElseGet(() -> contentId(topic, body));
    Map<String, String> set = timing.inForce(topic.attributes);
    boolean perGroup = "MessageGroup".equals(set.get(TopicAttributes.THROUGHPUT_SCOPE));
    String scoped = perGroup ? group.orElse("") + '\n' + id : id;
    Optional<Topic.Published> former = topic.duplicateOf(scoped, timing.now());
    if (former.isPresent()) {
      return answer(former.get().messageId(), Optional.of(former.get().sequenceNumber()));
    }
    String number = ids.sequenceNumber();
    ObjectNode answer =
        send(topic, key, params, body, attributes, group, Optional.of(id), Optional.of(number));
    String messageId = answer.path("MessageId").asText();
    topic.remember(scoped, new Topic.Published(messageId, number, timing.now()));
    return answer;
  }

  private ObjectNode send(
      Topic topic,
      Optional<String> key,
      Params params,
      String body,
      MessageAttributes attributes,
      Optional<String> group,
      Optional<String> deduplicationId,
      Optional<String> sequenceNumber) {
    Publication message =
        new Publication(
            ids.uuid(),
            timing.now(),
            body,
            params.text("Subject"),
            attributes,
            group,
            deduplicationId,
            sequenceNumber,
            false);
    Archive archive = topic.archive();
    if (archive != null) {
      archive.add(message, key);
    }
    store.subscriptionsOf(topic.arn).forEach(s -> courier.deliver(topic, s, message));
    return answer(message.messageId(), sequenceNumber);
  }

  private static ObjectNode answer(String messageId, Optional<String> sequenceNumber) {
    ObjectNode answer = Json.object().put("MessageId", messageId);
    sequenceNumber.ifPresent(number -> answer.put("SequenceNumber", number));
    return answer;
  }

  /** With MessageStructure json each protocol has its own text. */
  private static String body(Params params) {
    String message = params.text("Message").orElse("");
    if (message.isEmpty()) {
      throw SnsErrors.invalid("Empty message");
    }
    if (message.getBytes(UTF_8).length > DEFAULT_MAX_BYTES) {
      throw SnsErrors.invalid("Message too long");
    }
    if (!params.text("MessageStructure").orElse("").equals("json")) {
      return message;
    }
    ObjectNode structure =
        Json.readObject(message)
            .filter(node -> node.path("default").isTextual())
            .orElseThrow(
                () ->
                    SnsErrors.invalid("Message Structure - No default entry in JSON message body"));
    return structure.path(structure.has("sqs") ? "sqs" : "default").asText();
  }

  private static void checkFifo(Topic topic, Optional<String> group, Optional<String> id) {
    if (topic.fifo && group.isEmpty()) {
      throw SnsErrors.invalid("The MessageGroupId parameter is required for FIFO topics");
    }
    if (!topic.fifo && id.isPresent()) {
      throw SnsErrors.invalid(
          "MessageDeduplicationId",
          "The request includes MessageDeduplicationId parameter that is not valid for this topic"
              + " type");
    }
  }

  private String contentId(Topic topic, String body) {
    String byContent = timing.inForce(topic.attributes).get(TopicAttributes.CONTENT_DEDUPLICATION);
    if (!"true".equals(byContent)) {
      throw SnsErrors.invalid(
          "The topic should either have ContentBasedDeduplication enabled or"
              + " MessageDeduplicationId provided explicitly");
    }
    return Ids.sha256(body);
  }
}
