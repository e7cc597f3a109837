package dev.keyway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** The subscription as AWS has it. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record EffectiveSubscription(
    @JsonPropertyDescription("Whether messages arrive without SNS's envelope (RawMessageDelivery).")
        @Nullable Boolean rawMessageDelivery,
    @JsonPropertyDescription(
            "The filter policy in force, as JSON text (FilterPolicy); absent when there is none.")
        @Size(max = 262_144)
        @Nullable String filterPolicy,
    @JsonPropertyDescription(
            "What the filter policy looks at (FilterPolicyScope); absent when there is none.")
        @Nullable FilterPolicyScope filterPolicyScope,
    @JsonPropertyDescription(
            "Since when messages are, or were, delivered once more (ReplayPolicy, StartingPoint);"
                + " absent when there is no replay.")
        @Size(max = Schema.MAX_TIME)
        @Nullable String replayFrom,
    @JsonPropertyDescription(
            "ARN of the dead-letter queue (RedrivePolicy); absent when there is none.")
        @Size(max = Schema.MAX_ARN)
        @Nullable String deadLetterQueueArn) {}
