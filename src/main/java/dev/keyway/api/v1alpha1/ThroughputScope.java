package dev.keyway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** FifoThroughputScope of a FIFO topic. */
public enum ThroughputScope {
  @JsonProperty("Topic")
  TOPIC,
  @JsonProperty("MessageGroup")
  MESSAGE_GROUP
}
