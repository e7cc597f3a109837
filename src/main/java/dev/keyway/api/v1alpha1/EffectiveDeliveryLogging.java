package dev.keyway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** The logging of deliveries to queues as AWS has it. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record EffectiveDeliveryLogging(
    @JsonPropertyDescription(
            "Role for deliveries that failed (SQSFailureFeedbackRoleArn); absent when they are not"
                + " logged.")
        @Size(max = 2048)
        @Nullable String failureRoleArn,
    @JsonPropertyDescription(
            "Role for deliveries that succeeded (SQSSuccessFeedbackRoleArn); absent when they are"
                + " not logged.")
        @Size(max = 2048)
        @Nullable String successRoleArn,
    @JsonPropertyDescription(
            "How many of those that succeeded are logged, in percent (SQSSuccessFeedbackSampleRate);"
                + " absent without a role for them.")
        @Nullable Integer successSampleRatePercent) {}
