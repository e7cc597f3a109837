package dev.keyway.gitops;

import com.fasterxml.jackson.databind.JsonNode;

/** What kstatus says of an object: kubectl, Flux and others that look at conditions follow it. */
public enum Kstatus {
  CURRENT,
  IN_PROGRESS,
  FAILED,
  TERMINATING;

  /** Return the status of an object, by the rules of kstatus in their order. */
  public static Kstatus of(JsonNode object) {
    if (object.at("/metadata/deletionTimestamp").isTextual()) {
      return TERMINATING;
    }
    var observed = object.at("/status/observedGeneration");
    if (observed.isNumber()
        && observed.longValue() != object.at("/metadata/generation").longValue()) {
      return IN_PROGRESS;
    }
    var conditions = object.at("/status/conditions");
    for (var condition : conditions) {
      if (isTrue(condition, "Reconciling")) {
        return IN_PROGRESS;
      }
      if (isTrue(condition, "Stalled")) {
        return FAILED;
      }
    }
    for (var condition : conditions) {
      if (condition.path("type").asText().equals("Ready")) {
        return condition.path("status").asText().equals("True") ? CURRENT : IN_PROGRESS;
      }
    }
    return CURRENT;
  }

  private static boolean isTrue(JsonNode condition, String type) {
    return condition.path("type").asText().equals(type)
        && condition.path("status").asText().equals("True");
  }
}
