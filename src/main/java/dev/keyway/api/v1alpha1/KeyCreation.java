package dev.keyway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;

/**
 * The intent to create a key, written before the call, so that the key of an unanswered call is
 * found again.
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record KeyCreation(
    @JsonPropertyDescription(
            "Value of the tag that the new key carries, by which it is found again.")
        @Size(min = 1, max = 128)
        String nonce,
    @JsonPropertyDescription("When the creation began.") @SchemaPatch(Schema.TIMESTAMP)
        String startedAt) {}
