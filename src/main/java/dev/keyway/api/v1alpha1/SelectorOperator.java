package dev.keyway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a label is compared, as in Kubernetes' label selectors. */
public enum SelectorOperator {
  @JsonProperty("In")
  IN,
  @JsonProperty("NotIn")
  NOT_IN,
  @JsonProperty("Exists")
  EXISTS,
  @JsonProperty("DoesNotExist")
  DOES_NOT_EXIST
}
