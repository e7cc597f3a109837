package dev.keyway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What the filter policy of a subscription looks at. */
public enum FilterPolicyScope {
  @JsonProperty("MessageAttributes")
  MESSAGE_ATTRIBUTES,
  @JsonProperty("MessageBody")
  MESSAGE_BODY
}
