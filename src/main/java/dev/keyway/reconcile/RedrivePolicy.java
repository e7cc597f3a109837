package dev.keyway.reconcile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;
import java.util.Optional;

/**
 * The attribute RedrivePolicy of a queue (SQS API Reference, SetQueueAttributes) or, without the
 * count, of a subscription (SNS API Reference, SetSubscriptionAttributes). SQS takes and returns
 * the count as a number or as a text.
 *
 * @param targetArn deadLetterTargetArn
 * @param maxReceiveCount maxReceiveCount
 */
public record RedrivePolicy(String targetArn, int maxReceiveCount) {
  /** What the attribute is called. */
  public static final String ATTRIBUTE = "RedrivePolicy";

  /** What SQS takes where no count is given. */
  private static final int DEFAULT_COUNT = 10;

  private static final JsonMapper JSON = new JsonMapper();

  /** Read it from the attribute's value; empty where there is none, or none that says anything. */
  public static Optional<RedrivePolicy> read(String text) {
    var node = tree(text);
    var target = node.path("deadLetterTargetArn");
    return target.isTextual()
        ? Optional.of(
            new RedrivePolicy(target.asText(), node.path("maxReceiveCount").asInt(DEFAULT_COUNT)))
        : Optional.empty();
  }

  /** Read it from the attributes of a queue or subscription. */
  public static Optional<RedrivePolicy> of(Map<String, String> attributes) {
    return read(attributes.getOrDefault(ATTRIBUTE, ""));
  }

  /** Return the attribute's value. */
  public String toJson() {
    return JSON.createObjectNode()
        .put("deadLetterTargetArn", targetArn)
        .put("maxReceiveCount", maxReceiveCount)
        .toString();
  }

  /** Return the value for a subscription, which counts nothing. */
  public static String to(String targetArn) {
    return JSON.createObjectNode().put("deadLetterTargetArn", targetArn).toString();
  }

  static JsonNode tree(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      return JSON.missingNode();
    }
  }
}
