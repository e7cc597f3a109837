package dev.keyway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/** What Keyway does about the AWS object of a Kubernetes object. */
public enum Management {
  @JsonProperty("Enforce")
  ENFORCE,
  @JsonProperty("Report")
  REPORT,
  @JsonProperty("Paused")
  PAUSED;

  /** Return what a spec asks for; absent means {@code Enforce}. */
  public static Management of(KeywaySpec spec) {
    var management = spec.management();
    return management == null ? ENFORCE : management;
  }

  /** Return how it is written down where the usual mode is left out. */
  public @Nullable Management written() {
    return this == ENFORCE ? null : this;
  }
}
