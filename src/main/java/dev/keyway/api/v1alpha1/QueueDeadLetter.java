package dev.keyway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;

/** Where messages go that nobody could process. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record QueueDeadLetter(
    @JsonPropertyDescription(
            "The EncryptedQueue that takes them, in the same namespace, region and of the same"
                + " type, FIFO or standard (deadLetterTargetArn). It may be created later. Its"
                + " consumers may decrypt with the keys of this queue, because a message keeps the"
                + " key that it was sent under. Mutable.")
        ObjectReference queueRef,
    @JsonPropertyDescription(
            "How often a message is received without being deleted before it is moved, 1 to 1000"
                + " (maxReceiveCount). Mutable.")
        @Min(1)
        @Max(1000)
        Integer maxReceiveCount) {}
