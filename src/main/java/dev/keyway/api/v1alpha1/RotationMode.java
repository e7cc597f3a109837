package dev.keyway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether KMS rotates the key material. */
public enum RotationMode {
  @JsonProperty("Automatic")
  AUTOMATIC,
  @JsonProperty("Disabled")
  DISABLED
}
