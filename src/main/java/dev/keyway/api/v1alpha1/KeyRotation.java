package dev.keyway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** Automatic rotation of the key material. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
    value = "self.mode == 'Automatic' || !has(self.periodDays)",
    message = "`periodDays` must not be set unless `mode` is 'Automatic'",
    fieldPath = ".periodDays",
    reason = "FieldValueForbidden")
public record KeyRotation(
    @JsonPropertyDescription("'Automatic' (EnableKeyRotation) or 'Disabled' (DisableKeyRotation).")
        RotationMode mode,
    @JsonPropertyDescription(
            "Days between two rotations, 90 to 2560, only with 'Automatic' (RotationPeriodInDays)."
                + " Absent: 365.")
        @Min(90)
        @Max(2560)
        @Nullable Integer periodDays) {}
