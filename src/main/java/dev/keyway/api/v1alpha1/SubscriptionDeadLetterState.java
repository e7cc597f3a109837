package dev.keyway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;

/** The dead-letter queue that SNS is let into. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record SubscriptionDeadLetterState(
    @JsonPropertyDescription("ARN of the queue.") @Size(max = Schema.MAX_ARN) String queueArn,
    @JsonPropertyDescription(
            "Since when every link from the topic into it is proven; a subscription changes to it"
                + " only after the settle time.")
        @SchemaPatch(Schema.TIMESTAMP)
        String provenAt) {}
