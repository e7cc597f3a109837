package dev.keyway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** A reference to an object of ours in the same namespace. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ObjectReference(
    @JsonPropertyDescription("Name of the object, in the namespace of this one.")
        @Size(min = 1, max = 170)
        @ValidationRule(
            value = Schema.LABEL_RULE,
            message =
                "must be the name of an object in the same namespace: 'a' to 'z', '0' to '9' and"
                    + " '-', starting and ending with a letter or a digit")
        String name) {}
