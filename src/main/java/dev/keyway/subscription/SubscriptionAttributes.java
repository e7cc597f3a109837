package dev.keyway.subscription;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.keyway.api.v1alpha1.FilterPolicyScope;
import dev.keyway.api.v1alpha1.TopicSubscriptionSpec;
import java.util.Map;
import java.util.TreeMap;

/** A subscription's spec in SNS's words (SNS API Reference, SetSubscriptionAttributes). */
final class SubscriptionAttributes {
  static final String RAW = "RawMessageDelivery";
  static final String FILTER = "FilterPolicy";
  static final String SCOPE = "FilterPolicyScope";
  static final String ON_ATTRIBUTES = "MessageAttributes";
  static final String ON_BODY = "MessageBody";

  /** What removes a filter policy. */
  static final String NO_FILTER = "{}";

  private static final JsonMapper JSON = new JsonMapper();

  private SubscriptionAttributes() {}

  /** Return all attributes that a subscription is to have. */
  static Map<String, String> of(TopicSubscriptionSpec spec) {
    var attributes = new TreeMap<String, String>();
    attributes.put(RAW, Boolean.toString(Boolean.TRUE.equals(spec.rawMessageDelivery())));
    var filter = spec.filterPolicy();
    attributes.put(FILTER, filter == null ? NO_FILTER : filter.toString());
    attributes.put(
        SCOPE,
        spec.filterPolicyScope() == FilterPolicyScope.MESSAGE_BODY ? ON_BODY : ON_ATTRIBUTES);
    return attributes;
  }

  /** Return what Subscribe is given: SNS's defaults are not said. */
  static Map<String, String> atBirth(TopicSubscriptionSpec spec) {
    var attributes = new TreeMap<>(of(spec));
    attributes.remove(FILTER, NO_FILTER);
    attributes.remove(SCOPE, ON_ATTRIBUTES);
    return attributes;
  }

  /** Return whether AWS has the wanted value; policies are compared as JSON. */
  static boolean same(String name, String desired, String observed) {
    boolean json = name.equals(FILTER) || name.equals(ReplayPolicy.NAME);
    return json ? tree(desired).equals(tree(observed)) : desired.equals(observed);
  }

  /** Return what AWS means where it returns no value. */
  static String whenAbsent(String name) {
    return switch (name) {
      case FILTER -> NO_FILTER;
      case SCOPE -> ON_ATTRIBUTES;
      case ReplayPolicy.NAME -> ReplayPolicy.NONE;
      default -> "false";
    };
  }

  private static JsonNode tree(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      return JSON.getNodeFactory().textNode(json);
    }
  }
}
