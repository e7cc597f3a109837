package dev.keyway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a key user may do with the key. */
public enum KeyUsage {
  @JsonProperty("Decrypt")
  DECRYPT,
  @JsonProperty("EncryptDecrypt")
  ENCRYPT_DECRYPT
}
