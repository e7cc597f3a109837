package dev.keyway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which key encrypts the queue. */
public enum QueueEncryptionMode {
  @JsonProperty("OwnKey")
  OWN_KEY,
  @JsonProperty("SharedKey")
  SHARED_KEY,
  @JsonProperty("ServiceManaged")
  SERVICE_MANAGED,
  @JsonProperty("AwsManagedKey")
  AWS_MANAGED_KEY
}
