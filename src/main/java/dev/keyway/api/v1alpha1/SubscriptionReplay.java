package dev.keyway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** The replay that was asked for last. It is written down before it is started, and starts once. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record SubscriptionReplay(
    @JsonPropertyDescription("The `replayFrom` that asked for it.") @Size(max = Schema.MAX_TIME)
        String from,
    @JsonPropertyDescription("When it was written down, before it was started.")
        @Size(max = Schema.MAX_TIME)
        String recordedAt,
    @JsonPropertyDescription(
            "When AWS was first seen to have taken it; from then on it is never started again."
                + " Absent until then.")
        @Size(max = Schema.MAX_TIME)
        @Nullable String startedAt,
    @JsonPropertyDescription("How far it is, in SNS's own word (ReplayStatus).")
        @Size(max = Schema.MAX_TIME)
        @Nullable String state) {}
