package dev.keyway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which queues may use a queue as their dead-letter queue. */
public enum RedriveAllowMode {
  @JsonProperty("AllowAll")
  ALLOW_ALL,
  @JsonProperty("DenyAll")
  DENY_ALL,
  @JsonProperty("ByQueue")
  BY_QUEUE
}
