package dev.keyway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** A queue or topic that this key holds grants for. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record KeyUse(
    @JsonPropertyDescription("ARN of the queue or topic.") @Size(min = 1, max = Schema.MAX_ARN)
        String arn,
    @JsonPropertyDescription(
            "Kind of the object that asks for the grant: 'EncryptedQueue' or 'EncryptedTopic'.")
        @Size(min = 1, max = 64)
        String kind,
    @JsonPropertyDescription(
            "Name of that object, in this namespace. Absent: it is in another one.")
        @Size(min = 1, max = 253)
        @Nullable String name,
    @JsonPropertyDescription(
            "Whether nothing asks for the grant any more and AWS still encrypts that queue or topic"
                + " with this key: its object is gone and left it behind, or may not refer to this"
                + " key any more. What it needs of the key stays.")
        @Nullable Boolean retained,
    @JsonPropertyDescription(
            "Whether that queue or topic has moved to another key, or is about to, and messages"
                + " under this one may be left.")
        @Nullable Boolean retiring,
    @JsonPropertyDescription(
            "With `retiring`: when AWS was first seen to encrypt with another key. Absent: the move"
                + " is under way.")
        @SchemaPatch(Schema.TIMESTAMP)
        @Nullable String since,
    @JsonPropertyDescription(
            "With `retiring`: when the last message under this key has been received or has"
                + " expired. Absent: not known yet.")
        @SchemaPatch(Schema.TIMESTAMP)
        @Nullable String until) {}
