package dev.keyway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** DeduplicationScope of a FIFO queue. */
public enum DeduplicationScope {
  @JsonProperty("MessageGroup")
  MESSAGE_GROUP,
  @JsonProperty("Queue")
  QUEUE
}
