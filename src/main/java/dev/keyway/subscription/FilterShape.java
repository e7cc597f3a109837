package dev.keyway.subscription;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyway.api.v1alpha1.FilterPolicyScope;
import dev.keyway.api.v1alpha1.TopicSubscriptionSpec;
import dev.keyway.reconcile.Outcome;
import dev.keyway.reconcile.Reason;
import java.util.Optional;

/**
 * What SNS refuses in a filter policy and schema cannot say: nesting on attributes, and too many
 * combinations of values (SNS Developer Guide, "Filter policy constraints"). Pure.
 */
final class FilterShape {
  private static final long MAX_COMBINATIONS = 150;
  private static final String OR = "$or";

  private final boolean onBody;

  private FilterShape(boolean onBody) {
    this.onBody = onBody;
  }

  /** Return why SNS would not take the filter policy. */
  static Optional<Outcome> problem(TopicSubscriptionSpec spec) {
    var policy = spec.filterPolicy();
    if (policy == null) {
      return Optional.empty();
    }
    var shape = new FilterShape(spec.filterPolicyScope() == FilterPolicyScope.MESSAGE_BODY);
    return shape
        .misplaced("filterPolicy", policy)
        .or(() -> tooMany(shape.combinations(policy, 1)))
        .map(message -> new Outcome.Invalid(Reason.InvalidFilterPolicy, message));
  }

  private static Optional<String> tooMany(long combinations) {
    return combinations <= MAX_COMBINATIONS
        ? Optional.empty()
        : Optional.of(
            "filterPolicy has "
                + combinations
                + " combinations of values (the sizes of its lists multiplied, on bodies each times"
                + " its depth); SNS takes 150.");
  }

  private Optional<String> misplaced(String path, ObjectNode node) {
    return node.properties().stream()
        .flatMap(
            entry ->
                misplaced(entry.getKey(), path + "." + entry.getKey(), entry.getValue()).stream())
        .findFirst();
  }

  private Optional<String> misplaced(String name, String path, JsonNode value) {
    if (value instanceof ObjectNode nested && !nested.isEmpty()) {
      return onBody
          ? misplaced(path, nested)
          : Optional.of(
              path
                  + " holds names in turn, which only a filter on the body may: set"
                  + " filterPolicyScope: MessageBody, or give a list of values.");
    }
    if (!value.isArray() || value.isEmpty()) {
      return Optional.of(path + " must be a list of accepted values or conditions, such as [a].");
    }
    return isAlternatives(name, value)
        ? value
            .valueStream()
            .flatMap(alternative -> misplaced(path, (ObjectNode) alternative).stream())
            .findFirst()
        : Optional.empty();
  }

  private long combinations(ObjectNode node, int depth) {
    return node.properties().stream()
        .mapToLong(entry -> combinations(entry.getKey(), entry.getValue(), depth))
        .reduce(1, FilterShape::times);
  }

  private long combinations(String name, JsonNode value, int depth) {
    if (value instanceof ObjectNode nested) {
      return combinations(nested, depth + 1);
    }
    return isAlternatives(name, value)
        ? value.valueStream().mapToLong(v -> combinations((ObjectNode) v, depth)).sum()
        : (long) value.size() * (onBody ? depth : 1);
  }

  private static long times(long a, long b) {
    return Math.min(a * b, Integer.MAX_VALUE);
  }

  private static boolean isAlternatives(String name, JsonNode value) {
    return name.equals(OR) && value.size() > 1 && value.valueStream().allMatch(JsonNode::isObject);
  }
}
