package dev.keyway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** The topic as AWS has it. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record EffectiveTopic(
    @JsonPropertyDescription(
            "ARN of the KMS key in force (KmsMasterKeyId, resolved); absent when the topic is not"
                + " encrypted.")
        @Size(max = Schema.MAX_ARN)
        @Nullable String keyArn,
    @JsonPropertyDescription("Whether it is a FIFO topic (FifoTopic).") @Nullable Boolean fifo,
    @JsonPropertyDescription("DisplayName; absent when there is none.") @Size(max = 256)
        @Nullable String displayName,
    @JsonPropertyDescription("How deliveries to HTTP endpoints are signed (SignatureVersion).")
        @Nullable Integer signatureVersion,
    @JsonPropertyDescription("Whether messages are recorded for AWS X-Ray (TracingConfig).")
        @Nullable Tracing tracing,
    @JsonPropertyDescription(
            "For how many days messages are archived (ArchivePolicy); absent when they are not.")
        @Nullable Integer archiveRetentionDays,
    @JsonPropertyDescription("Which deliveries to queues are logged; absent when none are.")
        @Nullable EffectiveDeliveryLogging deliveryLogging) {}
