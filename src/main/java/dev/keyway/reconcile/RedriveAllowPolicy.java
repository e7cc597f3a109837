package dev.keyway.reconcile;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.keyway.api.v1alpha1.RedriveAllowMode;
import java.util.ArrayList;
import java.util.List;

/**
 * The attribute RedriveAllowPolicy of a queue (SQS API Reference, SetQueueAttributes).
 *
 * @param mode redrivePermission
 * @param sourceArns sourceQueueArns, sorted; only with {@code byQueue}
 */
public record RedriveAllowPolicy(RedriveAllowMode mode, List<String> sourceArns) {
  /** What the attribute is called. */
  public static final String ATTRIBUTE = "RedriveAllowPolicy";

  public RedriveAllowPolicy {
    sourceArns = sourceArns.stream().distinct().sorted().toList();
  }

  /** Read it from the attribute's value; an absent one admits every queue, AWS's default. */
  public static RedriveAllowPolicy read(String text) {
    var node = RedrivePolicy.tree(text);
    var sources = new ArrayList<String>();
    node.path("sourceQueueArns").forEach(arn -> sources.add(arn.asText()));
    return switch (node.path("redrivePermission").asText()) {
      case "denyAll" -> new RedriveAllowPolicy(RedriveAllowMode.DENY_ALL, List.of());
      case "byQueue" -> new RedriveAllowPolicy(RedriveAllowMode.BY_QUEUE, sources);
      default -> new RedriveAllowPolicy(RedriveAllowMode.ALLOW_ALL, List.of());
    };
  }

  /** Return whether that queue may have messages moved to the one with this policy. */
  public boolean admits(String sourceArn) {
    return switch (mode) {
      case ALLOW_ALL -> true;
      case DENY_ALL -> false;
      case BY_QUEUE -> sourceArns.contains(sourceArn);
    };
  }

  /** Return whether some queue is admitted by this policy and not by the other. */
  public boolean admitsMoreThan(RedriveAllowPolicy other) {
    return switch (mode) {
      case ALLOW_ALL -> other.mode() != RedriveAllowMode.ALLOW_ALL;
      case DENY_ALL -> false;
      case BY_QUEUE -> sourceArns.stream().anyMatch(arn -> !other.admits(arn));
    };
  }

  /** Return the attribute's value. */
  public String toJson() {
    var node = JsonNodeFactory.instance.objectNode();
    node.put(
        "redrivePermission",
        switch (mode) {
          case ALLOW_ALL -> "allowAll";
          case DENY_ALL -> "denyAll";
          case BY_QUEUE -> "byQueue";
        });
    if (mode == RedriveAllowMode.BY_QUEUE) {
      var array = node.putArray("sourceQueueArns");
      sourceArns.forEach(array::add);
    }
    return node.toString();
  }
}
