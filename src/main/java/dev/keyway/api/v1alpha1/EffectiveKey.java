package dev.keyway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** The key as AWS has it. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record EffectiveKey(
    @JsonPropertyDescription(
            "State of the key (KeyState), such as 'Enabled', 'Disabled' or 'PendingDeletion'.")
        @Size(max = 64)
        @Nullable String state,
    @JsonPropertyDescription(
            "Whether the key material is rotated automatically (KeyRotationEnabled).")
        @Nullable Boolean rotationEnabled,
    @JsonPropertyDescription("Days between two rotations (RotationPeriodInDays).")
        @Nullable Integer rotationPeriodDays,
    @JsonPropertyDescription(
            "When KMS deletes the key (DeletionDate); afterwards no message under it can be read.")
        @SchemaPatch(Schema.TIMESTAMP)
        @Nullable String deletionDate) {}
