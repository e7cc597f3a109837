package dev.keyway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** A topic that the queue policy lets in. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record QueueSource(
    @JsonPropertyDescription("ARN of the topic.") @Size(min = 1, max = Schema.MAX_ARN)
        String topicArn,
    @JsonPropertyDescription(
            "When the use ended; the grant stays until deliveries under way are over.")
        @SchemaPatch(Schema.TIMESTAMP)
        @Nullable String endedAt,
    @JsonPropertyDescription(
            "Whether subscriptions of it have this queue as their dead-letter queue, or had.")
        @Nullable Boolean deadLetter) {}
