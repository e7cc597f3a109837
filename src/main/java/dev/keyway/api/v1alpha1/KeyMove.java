package dev.keyway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;

/** A move to another key that waits until the grants on it are in force everywhere. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record KeyMove(
    @JsonPropertyDescription("ARN of the key to move to.") @Size(min = 1, max = Schema.MAX_ARN)
        String keyArn,
    @JsonPropertyDescription("Hash of the uses that the key was found to allow.") @Size(max = 64)
        String uses,
    @JsonPropertyDescription("When the key was first found to allow all of them.")
        @SchemaPatch(Schema.TIMESTAMP)
        String since) {}
