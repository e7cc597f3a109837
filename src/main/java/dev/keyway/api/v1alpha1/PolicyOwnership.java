package dev.keyway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whose the policy of a key, topic or queue is. */
public enum PolicyOwnership {
  /** Keyway's alone: what others allow is drift and is removed; what they deny stays. */
  @JsonProperty("Exclusive")
  EXCLUSIVE,
  /** Others write it too: their statements stay as they are, in their order. */
  @JsonProperty("Shared")
  SHARED
}
