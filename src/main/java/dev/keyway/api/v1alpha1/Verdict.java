package dev.keyway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Verdict on one link of the delivery chain. */
public enum Verdict {
  @JsonProperty("Proven")
  PROVEN,
  @JsonProperty("Broken")
  BROKEN,
  @JsonProperty("Unknown")
  UNKNOWN
}
