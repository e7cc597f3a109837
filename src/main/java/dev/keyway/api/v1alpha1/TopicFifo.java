package dev.keyway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** Settings of a FIFO topic. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record TopicFifo(
    @JsonPropertyDescription(
            "Whether the SHA-256 of the body serves as deduplication id of messages published"
                + " without one (ContentBasedDeduplication); a setting apart from the queue's."
                + " Absent: false. Mutable.")
        @Nullable Boolean contentBasedDeduplication,
    @JsonPropertyDescription(
            "What the throughput quota applies to: 'Topic' or 'MessageGroup' (FifoThroughputScope)."
                + " Absent: 'Topic'. Mutable.")
        @Nullable ThroughputScope throughputScope) {}
