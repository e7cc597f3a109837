package dev.keyway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
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
        @Nullable ThroughputScope throughputScope,
    @JsonPropertyDescription(
            "For how many days SNS keeps what is published, to be replayed by `replayFrom` of a"
                + " TopicSubscription, 1 to 365 (ArchivePolicy). SNS charges for it. A shorter time"
                + " ends what is older, and removing the field everything that is kept. Absent:"
                + " nothing is kept. Mutable.")
        @Min(1)
        @Max(365)
        @Nullable Integer archiveRetentionDays) {}
