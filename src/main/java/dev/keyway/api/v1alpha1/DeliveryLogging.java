package dev.keyway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** Which deliveries to queues SNS writes into CloudWatch Logs, and under which roles. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
    value = "has(self.successRoleArn) == has(self.successSampleRatePercent)",
    message =
        "set both `successRoleArn` and `successSampleRatePercent`, or neither: to log what was"
            + " delivered takes a role and a rate",
    fieldPath = ".successRoleArn")
public record DeliveryLogging(
    @JsonPropertyDescription(
            "ARN of the role in the topic's account with which SNS logs deliveries that failed"
                + " (SQSFailureFeedbackRoleArn). Keyway's role needs iam:PassRole on it. Mutable.")
        @Size(min = 1, max = 640)
        @ValidationRule(value = ROLE_RULE, message = ROLE_MESSAGE)
        String failureRoleArn,
    @JsonPropertyDescription(
            "ARN of the role with which SNS logs deliveries that succeeded"
                + " (SQSSuccessFeedbackRoleArn); may be the same. Absent: they are not logged."
                + " Mutable.")
        @Size(min = 1, max = 640)
        @ValidationRule(value = ROLE_RULE, message = ROLE_MESSAGE)
        @Nullable String successRoleArn,
    @JsonPropertyDescription(
            "How many of the deliveries that succeeded are logged, 0 to 100 percent"
                + " (SQSSuccessFeedbackSampleRate). Set together with `successRoleArn`. Mutable.")
        @Min(0)
        @Max(100)
        @Nullable Integer successSampleRatePercent) {
  private static final String ROLE_RULE =
      "self.matches('" + Schema.IAM_ARN + "role/" + Schema.IAM_PATH_AND_NAME + "')";
  private static final String ROLE_MESSAGE =
      "must be the ARN of a role, such as 'arn:aws:iam::111122223333:role/sns-delivery-log'";
}
