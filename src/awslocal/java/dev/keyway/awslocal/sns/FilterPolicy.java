package dev.keyway.awslocal.sns;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyway.awslocal.base.Json;
import java.util.Map;

/** Which messages a subscription wants ("Amazon SNS subscription filter policies"). */
record FilterPolicy(ObjectNode policy) {

  private static final int MAX_CHARS = 262_144;
  private static final int MAX_NAMES = 5;
  private static final int MAX_COMBINATIONS = 150;
  private static final String OR = "$or";

  /**
   * Reads and judges a policy for a scope ("Filter policy constraints"): five keys at the top, and
   * 150 combinations of values, each list of a policy on bodies counted times its depth.
   */
  static FilterPolicy read(String text, boolean bodyScope) {
    if (text.length() > MAX_CHARS) {
      throw SnsErrors.invalid("FilterPolicy: Filter policy is too large");
    }
    ObjectNode node =
        Json.readObject(text)
            .orElseThrow(() -> SnsErrors.invalid("FilterPolicy: failed to parse JSON."));
    if (node.size() > MAX_NAMES) {
      throw SnsErrors.invalid("FilterPolicy: Filter policy can not have more than 5 keys");
    }
    if (combinations(node, bodyScope, 1) > MAX_COMBINATIONS) {
      throw SnsErrors.invalid("FilterPolicy: Filter policy is too complex");
    }
    return new FilterPolicy(node);
  }

  private static long combinations(ObjectNode node, boolean bodyScope, int depth) {
    long product = 1;
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      product *= combinations(entry.getKey(), entry.getValue(), bodyScope, depth);
    }
    return product;
  }

  private static long combinations(String name, JsonNode value, boolean bodyScope, int depth) {
    if (isAlternatives(name, value)) {
      long sum = 0;
      for (JsonNode alternative : value) {
        sum += combinations((ObjectNode) alternative, bodyScope, depth);
      }
      return sum;
    }
    if (value instanceof ObjectNode nested) {
      if (!bodyScope) {
        throw SnsErrors.invalid(
            "Filter policy scope MessageAttributes does not support nested filter policy");
      }
      return combinations(nested, true, depth + 1);
    }
    if (!value.isArray() || value.isEmpty()) {
      throw SnsErrors.invalid("FilterPolicy: \"" + name + "\" must be an object or an array");
    }
    value.forEach(FilterRule::check);
    return (long) value.size() * depth;
  }

  private static boolean isAlternatives(String name, JsonNode value) {
    boolean alternatives = name.equals(OR) && value.isArray() && value.size() > 1;
    for (JsonNode alternative : value) {
      alternatives = alternatives && alternative.isObject();
    }
    return alternatives;
  }

  /** Whether a message matches; attributes or body as a tree. */
  boolean matches(JsonNode message) {
    return matches(policy, message);
  }

  private static boolean matches(ObjectNode wanted, JsonNode message) {
    return wanted.properties().stream()
        .allMatch(entry -> matches(entry.getKey(), entry.getValue(), message));
  }

  private static boolean matches(String name, JsonNode wanted, JsonNode message) {
    if (message.isArray()) {
      return anyOf(message, item -> matches(name, wanted, item));
    }
    if (isAlternatives(name, wanted)) {
      return anyOf(wanted, alternative -> matches((ObjectNode) alternative, message));
    }
    JsonNode actual = message.path(name);
    if (wanted instanceof ObjectNode nested) {
      return matches(nested, actual);
    }
    return anyOf(wanted, rule -> FilterRule.matches(rule, actual));
  }

  private interface Test {
    boolean holds(JsonNode node);
  }

  private static boolean anyOf(JsonNode list, Test test) {
    for (JsonNode item : list) {
      if (test.holds(item)) {
        return true;
      }
    }
    return false;
  }
}
