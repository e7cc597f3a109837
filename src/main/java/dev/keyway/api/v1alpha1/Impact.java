package dev.keyway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a difference between spec and AWS matters. */
public enum Impact {
  @JsonProperty("Loosened")
  LOOSENED,
  @JsonProperty("Broken")
  BROKEN,
  @JsonProperty("Tightened")
  TIGHTENED,
  @JsonProperty("Changed")
  CHANGED
}
