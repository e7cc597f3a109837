package dev.keyway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** FifoThroughputLimit of a FIFO queue. */
public enum ThroughputLimit {
  @JsonProperty("PerMessageGroupId")
  PER_MESSAGE_GROUP_ID,
  @JsonProperty("PerQueue")
  PER_QUEUE
}
