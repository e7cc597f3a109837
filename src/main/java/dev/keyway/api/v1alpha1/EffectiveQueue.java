package dev.keyway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** The queue as AWS has it. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record EffectiveQueue(
    @JsonPropertyDescription(
            "ARN of the KMS key in force (KmsMasterKeyId, resolved); absent when SQS's own key is"
                + " used.")
        @Size(max = Schema.MAX_ARN)
        @Nullable String keyArn,
    @JsonPropertyDescription("Whether SQS's own key encrypts the queue (SqsManagedSseEnabled).")
        @Nullable Boolean sqsManagedEncryption,
    @JsonPropertyDescription("Whether it is a FIFO queue (FifoQueue).") @Nullable Boolean fifo,
    @JsonPropertyDescription("VisibilityTimeout, in seconds.")
        @Nullable Integer visibilityTimeoutSeconds,
    @JsonPropertyDescription("DelaySeconds, in seconds.") @Nullable Integer delaySeconds,
    @JsonPropertyDescription("MessageRetentionPeriod, in seconds.")
        @Nullable Integer messageRetentionSeconds,
    @JsonPropertyDescription("MaximumMessageSize, in bytes.")
        @Nullable Integer maximumMessageSizeBytes,
    @JsonPropertyDescription("ReceiveMessageWaitTimeSeconds, in seconds.")
        @Nullable Integer receiveWaitTimeSeconds,
    @JsonPropertyDescription("KmsDataKeyReusePeriodSeconds, in seconds; absent without a KMS key.")
        @Nullable Integer dataKeyReusePeriodSeconds,
    @JsonPropertyDescription(
            "Dead-letter queue (RedrivePolicy) and who may use this queue as one"
                + " (RedriveAllowPolicy); absent where neither is set.")
        @Nullable EffectiveRedrive redrive) {}
