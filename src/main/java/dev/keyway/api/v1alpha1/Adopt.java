package dev.keyway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;

/** The AWS object that somebody else made and that this object takes over. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Adopt(
    @JsonPropertyDescription(
            "ARN of the AWS object to take over. It has to exist, in the account of this namespace,"
                + " and belong to no other object of Keyway. Immutable.")
        @Size(min = 1, max = Schema.MAX_ARN)
        String arn) {}
