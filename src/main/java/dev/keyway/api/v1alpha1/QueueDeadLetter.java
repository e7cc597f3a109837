package dev.keyway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** Where messages go that nobody could process. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
    value = "has(self.queueRef) != has(self.queueArn)",
    message = DeadLetterSchema.ONE_QUEUE_MESSAGE,
    fieldPath = ".queueRef")
public record QueueDeadLetter(
    @JsonPropertyDescription(
            "The EncryptedQueue that takes them, in the same region and of the same"
                + " type, FIFO or standard (deadLetterTargetArn). It may be created later. Its"
                + " consumers may decrypt with the keys of this queue, because a message keeps the"
                + " key that it was sent under. Mutable.")
        @Nullable ObjectReference queueRef,
    @JsonPropertyDescription(
            "How often a message is received without being deleted before it is moved, 1 to 1000"
                + " (maxReceiveCount). Mutable.")
        @Min(1)
        @Max(1000)
        Integer maxReceiveCount,
    @JsonPropertyDescription(
            "ARN of a queue that Keyway does not manage, of this account and region and of the same"
                + " type (deadLetterTargetArn). Keyway writes nothing to it and does not know its"
                + " consumers: name them in `users` of this queue's EncryptionKey, since messages"
                + " keep that key, for up to 14 days. The ARN of an EncryptedQueue's queue counts"
                + " as `queueRef`, if this one may refer to it. Mutable.")
        @Size(max = Schema.MAX_ARN)
        @ValidationRule(value = DeadLetterSchema.ARN_RULE, message = DeadLetterSchema.ARN_MESSAGE)
        @Nullable String queueArn) {}
