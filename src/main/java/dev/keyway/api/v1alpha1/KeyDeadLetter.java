package dev.keyway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** A dead-letter queue that messages under a key are, or may be, moved to. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record KeyDeadLetter(
    @JsonPropertyDescription("ARN of the dead-letter queue.") @Size(min = 1, max = Schema.MAX_ARN)
        String queueArn,
    @JsonPropertyDescription(
            "When the key's policy first let the consumers of that queue decrypt. Queues begin to"
                + " move messages only some time after that.")
        @SchemaPatch(Schema.TIMESTAMP)
        String since,
    @JsonPropertyDescription(
            "When no queue under this key was seen to move messages there any more. Absent: some"
                + " may, or that queue leaves the key itself.")
        @SchemaPatch(Schema.TIMESTAMP)
        @Nullable String endedAt,
    @JsonPropertyDescription(
            "When the last message under this key in that queue has been received or has expired."
                + " Absent: messages may still be moved there.")
        @SchemaPatch(Schema.TIMESTAMP)
        @Nullable String until) {}
