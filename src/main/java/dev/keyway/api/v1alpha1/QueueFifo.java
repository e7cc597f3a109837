package dev.keyway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** Settings of a FIFO queue. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
    value =
        "!has(self.throughputLimit) || self.throughputLimit != 'PerMessageGroupId' ||"
            + " (has(self.deduplicationScope) && self.deduplicationScope == 'MessageGroup')",
    message =
        "`deduplicationScope` must be 'MessageGroup' when `throughputLimit` is 'PerMessageGroupId'",
    fieldPath = ".deduplicationScope")
public record QueueFifo(
    @JsonPropertyDescription(
            "Whether the SHA-256 of the body serves as deduplication id of messages sent without"
                + " one (ContentBasedDeduplication). Absent: false. Mutable.")
        @Nullable Boolean contentBasedDeduplication,
    @JsonPropertyDescription(
            "Where a deduplication id has to be unique: 'Queue' or 'MessageGroup'"
                + " (DeduplicationScope). Absent: 'Queue'. Mutable.")
        @Nullable DeduplicationScope deduplicationScope,
    @JsonPropertyDescription(
            "What the throughput quota applies to: 'PerQueue' or 'PerMessageGroupId', which is high"
                + " throughput and needs `deduplicationScope` 'MessageGroup' (FifoThroughputLimit)."
                + " Absent: 'PerQueue'. Mutable.")
        @Nullable ThroughputLimit throughputLimit) {}
