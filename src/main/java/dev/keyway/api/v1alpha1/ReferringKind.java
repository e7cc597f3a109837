package dev.keyway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The kinds whose objects refer to others. */
public enum ReferringKind {
  /** By its encryption, to a key. */
  @JsonProperty("EncryptedTopic")
  ENCRYPTED_TOPIC,
  /** By its encryption, to a key; by its dead-letter queue, to a queue, and back. */
  @JsonProperty("EncryptedQueue")
  ENCRYPTED_QUEUE,
  /** To a topic, a queue and a dead-letter queue. */
  @JsonProperty("TopicSubscription")
  TOPIC_SUBSCRIPTION
}
