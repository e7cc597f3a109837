package dev.keyway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** Who gets access: exactly one of role, user, account or service. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
    value =
        "[has(self.roleArn), has(self.userArn), has(self.accountId), has(self.service)].filter(x,"
            + " x).size() == 1",
    message = "exactly one of `roleArn`, `userArn`, `accountId` and `service` must be set")
public record Principal(
    @JsonPropertyDescription(
            "ARN of an IAM role, with its path: the role that the program signs with. On ECS the"
                + " task role, on Lambda the execution role, on EC2 the instance role, on EKS the"
                + " role of the pod.")
        @Size(min = 1, max = 640)
        @ValidationRule(
            value = "!self.contains(':assumed-role/')",
            message =
                "must name the role, not one session of it: instead of"
                    + " 'arn:aws:sts::<account>:assumed-role/<role>/<session>' write"
                    + " 'arn:aws:iam::<account>:role/<role>'")
        @ValidationRule(
            value =
                "self.contains(':assumed-role/') || self.matches('"
                    + Schema.IAM_ARN
                    + "role/"
                    + Schema.IAM_PATH_AND_NAME
                    + "')",
            message =
                "must be the ARN of a role, such as 'arn:aws:iam::111122223333:role/orders',"
                    + " without wildcards; for a whole account use `accountId`")
        @Nullable String roleArn,
    @JsonPropertyDescription("ARN of an IAM user, with its path. Prefer roles.")
        @Size(min = 1, max = 640)
        @ValidationRule(
            value = "self.matches('" + Schema.IAM_ARN + "user/" + Schema.IAM_PATH_AND_NAME + "')",
            message =
                "must be the ARN of a user, such as 'arn:aws:iam::111122223333:user/orders',"
                    + " without wildcards; for a whole account use `accountId`")
        @Nullable String userArn,
    @JsonPropertyDescription(
            "An AWS account, 12 digits: whoever that account's own IAM policies allow.")
        @Size(min = 1, max = 12)
        @ValidationRule(
            value = "self.matches('^[0-9]{12}$')",
            message =
                "must be an AWS account id of 12 digits, in quotes so that YAML keeps it a string")
        @Nullable String accountId,
    @JsonPropertyDescription(
            "An AWS service that calls on its own behalf; for publishers and producers only.")
        @Nullable ServicePrincipal service) {}
