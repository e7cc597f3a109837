package dev.keyway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** One write that {@code management: Report} keeps Keyway from. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record PlannedChange(
    @JsonPropertyDescription("What would be done, such as 'CreateQueue' or 'SetPolicy'.")
        @Size(min = 1, max = PlannedChange.MAX_ACTION)
        String action,
    @JsonPropertyDescription("What it would write, cut to 256 characters.")
        @Size(max = PlannedChange.MAX_TEXT)
        @Nullable String values) {
  private static final int MAX_ACTION = 64;
  private static final int MAX_TEXT = 256;

  public PlannedChange {
    action = Texts.cut(action, MAX_ACTION);
    values = Texts.cutOrNull(values, MAX_TEXT);
  }
}
