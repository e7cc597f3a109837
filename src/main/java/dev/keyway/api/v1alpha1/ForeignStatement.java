package dev.keyway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** A policy statement that is not Keyway's. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ForeignStatement(
    @JsonPropertyDescription(
            "Versioned hash of what it says; with '#' and a number where one statement stands"
                + " several times.")
        @Size(max = 64)
        String hash,
    @JsonPropertyDescription("Its Sid; absent without one.") @Size(max = 128) @Nullable String sid,
    @JsonPropertyDescription("When it was first seen; absent where it stood there at the adoption.")
        @Size(max = 32)
        @SchemaPatch(Schema.TIMESTAMP)
        @Nullable String since,
    @JsonPropertyDescription("When it was found to be gone.")
        @Size(max = 32)
        @SchemaPatch(Schema.TIMESTAMP)
        @Nullable String lostAt) {}
