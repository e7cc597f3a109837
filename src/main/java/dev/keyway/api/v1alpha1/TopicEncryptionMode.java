package dev.keyway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which key encrypts the topic. */
public enum TopicEncryptionMode {
  @JsonProperty("OwnKey")
  OWN_KEY,
  @JsonProperty("SharedKey")
  SHARED_KEY,
  @JsonProperty("AwsManagedKey")
  AWS_MANAGED_KEY
}
