package dev.keyway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** A queue or topic that this key holds grants for. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record KeyUse(
    @JsonPropertyDescription("ARN of the queue or topic.") @Size(min = 1, max = Schema.MAX_ARN)
        String arn,
    @JsonPropertyDescription(
            "Kind of the object that asks for the grant: 'EncryptedQueue' or 'EncryptedTopic'.")
        @Size(min = 1, max = 64)
        String kind,
    @JsonPropertyDescription("Name of that object, in this namespace.") @Size(min = 1, max = 253)
        String name,
    @JsonPropertyDescription(
            "Whether that object is gone and left its queue or topic behind in AWS, which keeps"
                + " needing the key.")
        @Nullable Boolean retained) {}
