package dev.keyway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** What a principal that the spec names has, and what it still needs. Never part of Ready. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record PrincipalAccess(
    @JsonPropertyDescription("What the spec names it for.") AccessRole as,
    @JsonPropertyDescription("Its name in the spec; of a subscriber the id of the account.")
        @Size(min = 1, max = 63)
        String name,
    @JsonPropertyDescription(
            "Whether Keyway's half is in force: every grant stands in the policies as AWS returned"
                + " them, and nothing there denies it.")
        Boolean granted,
    @JsonPropertyDescription(
            "The IAM policy, JSON, that the principal's own account has to attach to it; absent where"
                + " it needs none. AWS does not show Keyway whether it is there.")
        @Size(max = PrincipalAccess.MAX_POLICY)
        @Nullable String toAdd,
    @JsonPropertyDescription(
            "Why AWS will not let it do what the spec names it for, and what to do instead; absent"
                + " where nothing is in the way.")
        @Size(max = 1_024)
        @Nullable String message) {
  static final int MAX_POLICY = 32_768;
}
