package dev.keyway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** A key that a queue or topic has moved off, or is about to, and that old messages still need. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record RetiringKey(
    @JsonPropertyDescription("ARN of the key.") @Size(min = 1, max = Schema.MAX_ARN) String keyArn,
    @JsonPropertyDescription(
            "When AWS was first seen to encrypt with another key. Absent: the move is under way.")
        @SchemaPatch(Schema.TIMESTAMP)
        @Nullable String since,
    @JsonPropertyDescription(
            "When the last message under the key has been received or has expired. Until then the"
                + " key is neither disabled nor deleted by Keyway. Absent: not known yet.")
        @SchemaPatch(Schema.TIMESTAMP)
        @Nullable String until) {}
