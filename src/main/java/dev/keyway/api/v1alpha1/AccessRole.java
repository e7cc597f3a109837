package dev.keyway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a spec names a principal for. */
public enum AccessRole {
  @JsonProperty("Consumer")
  CONSUMER,
  @JsonProperty("Redriver")
  REDRIVER,
  @JsonProperty("Producer")
  PRODUCER,
  @JsonProperty("Publisher")
  PUBLISHER,
  @JsonProperty("Subscriber")
  SUBSCRIBER,
  @JsonProperty("Administrator")
  ADMINISTRATOR,
  @JsonProperty("User")
  USER
}
