package dev.keyway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What Keyway did about a difference. */
public enum DriftAction {
  @JsonProperty("Repaired")
  REPAIRED,
  @JsonProperty("Reported")
  REPORTED,
  @JsonProperty("Blocked")
  BLOCKED
}
