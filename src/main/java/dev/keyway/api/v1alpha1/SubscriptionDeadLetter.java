package dev.keyway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** Where SNS puts messages that it could not deliver. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
    value = "has(self.queueRef) != has(self.queueArn)",
    message = DeadLetterSchema.ONE_QUEUE_MESSAGE,
    fieldPath = ".queueRef")
public record SubscriptionDeadLetter(
    @JsonPropertyDescription(
            "The EncryptedQueue that takes them, in the topic's region and of"
                + " the topic's type, FIFO or standard (deadLetterTargetArn). It may be created"
                + " later; its queue policy and its key let SNS in first. Mutable.")
        @Nullable ObjectReference queueRef,
    @JsonPropertyDescription(
            "ARN of a queue that Keyway does not manage, of this account, in the topic's region and"
                + " of its type (deadLetterTargetArn). Keyway writes nothing to it: it is used once"
                + " its policy and key are proven to let SNS in. The ARN of an EncryptedQueue's"
                + " queue counts as `queueRef`, if this object may refer to it. Mutable.")
        @Size(max = Schema.MAX_ARN)
        @ValidationRule(value = DeadLetterSchema.ARN_RULE, message = DeadLetterSchema.ARN_MESSAGE)
        @Nullable String queueArn) {}
