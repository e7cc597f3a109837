package dev.keyway.awslocal.sns;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyway.awslocal.base.AwsError;
import dev.keyway.awslocal.base.Json;
import dev.keyway.awslocal.base.Timing;
import dev.keyway.awslocal.call.AwsService;
import dev.keyway.awslocal.call.Invocation;
import dev.keyway.awslocal.call.Operation;
import java.util.LinkedHashMap;
import java.util.Map;

/** Tags of topics. */
final class TopicTags {

  private static final int MAX = 50;

  private final SnsGuard guard;
  private final Timing timing;

  TopicTags(SnsGuard guard, Timing timing) {
    this.guard = guard;
    this.timing = timing;
  }

  Map<String, Operation> operations() {
    return Map.of(
        "TagResource", Operation.write(this::tagResource),
        "UntagResource", Operation.write(this::untagResource),
        "ListTagsForResource", Operation.read(this::listTagsForResource));
  }

  static Map<String, String> checked(Map<String, String> tags) {
    if (tags.size() > MAX) {
      throw AwsError.sender("TagLimitExceeded", "A topic can have at most 50 tags");
    }
    if (tags.keySet().stream().anyMatch(name -> name.startsWith("aws:"))) {
      throw SnsErrors.invalid("Tags", "Tag keys must not begin with aws:");
    }
    return Map.copyOf(tags);
  }

  private Topic topic(Invocation call, String action) {
    Topic topic = guard.topic(call, action, call.params().require("ResourceArn"), Map.of());
    if (!topic.account.equals(call.caller().account())) {
      throw AwsService.SNS.accessDenied("Tags belong to the owner of the topic");
    }
    return topic;
  }

  private ObjectNode tagResource(Invocation call) {
    Topic topic = topic(call, "sns:TagResource");
    Map<String, String> tags = new LinkedHashMap<>(topic.tags.latest());
    tags.putAll(call.params().pairs("Tags", "Key", "Value"));
    topic.tags.write(checked(tags), timing.now());
    return Json.object();
  }

  private ObjectNode untagResource(Invocation call) {
    Topic topic = topic(call, "sns:UntagResource");
    Map<String, String> tags = new LinkedHashMap<>(topic.tags.latest());
    call.params().list("TagKeys").forEach(tags::remove);
    topic.tags.write(Map.copyOf(tags), timing.now());
    return Json.object();
  }

  private ObjectNode listTagsForResource(Invocation call) {
    Topic topic = topic(call, "sns:ListTagsForResource");
    ArrayNode tags = Json.array();
    timing
        .read(topic.tags)
        .forEach((name, value) -> tags.addObject().put("Key", name).put("Value", value));
    return Json.object().set("Tags", tags);
  }
}
