package dev.keyway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether SNS records messages for AWS X-Ray. */
public enum Tracing {
  /** SNS passes on what the publisher sampled. */
  @JsonProperty("PassThrough")
  PASS_THROUGH,
  /** SNS records a segment for each message whose publisher sampled it. */
  @JsonProperty("Active")
  ACTIVE
}
