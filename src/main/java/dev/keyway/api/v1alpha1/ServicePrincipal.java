package dev.keyway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** An AWS service that calls on its own behalf. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
    value =
        "!(self.name in "
            + Schema.SENDING_SERVICES
            + ") || (has(self.sourceArns) && size(self.sourceArns) > 0)",
    message =
        "`sourceArns` must name at least one bucket, alarm or rule: without it the service could be"
            + " made to act for anybody's",
    fieldPath = ".sourceArns")
@ValidationRule(
    value =
        "!has(self.sourceArns) || !(self.name in "
            + Schema.SENDING_SERVICES
            + ") || self.sourceArns.all(a, a.split(':').size() < 3 || a.split(':')[2] =="
            + " self.name.split('.')[0])",
    message =
        "`sourceArns` must be of the service in `name`: 'arn:aws:s3:::...' for 's3.amazonaws.com',"
            + " 'arn:aws:cloudwatch:...' for 'cloudwatch.amazonaws.com', 'arn:aws:events:...' for"
            + " 'events.amazonaws.com'",
    fieldPath = ".sourceArns")
public record ServicePrincipal(
    @JsonPropertyDescription(
            "Principal of the service: 's3.amazonaws.com', 'cloudwatch.amazonaws.com' or"
                + " 'events.amazonaws.com'.")
        @Size(min = 1, max = 64)
        @ValidationRule(
            value = "!" + Schema.SIGNS_WITH_ROLE,
            messageExpression =
                "\"'\" + self + \"' must not be named as a service: " + Schema.ROLE_ADVICE + "\"")
        @ValidationRule(
            value = "self in " + Schema.SENDING_SERVICES + " || " + Schema.SIGNS_WITH_ROLE,
            message =
                "must be one of 's3.amazonaws.com', 'cloudwatch.amazonaws.com' and"
                    + " 'events.amazonaws.com'; for another service name the role that it calls"
                    + " with in `roleArn`")
        String name,
    @JsonPropertyDescription(
            "ARNs of the buckets, alarms or rules that the service may act for, 1 to 20, without"
                + " wildcards (condition key aws:SourceArn).")
        @Size(max = 20)
        @SchemaPatch(Schema.SET)
        @ValidationRule(
            value = "self.all(a, a.matches('" + Schema.SOURCE_ARN + "'))",
            message =
                "every entry must be the ARN of a bucket, an alarm or a rule, such as"
                    + " 'arn:aws:s3:::my-bucket', without wildcards and '$'")
        List<@Size(min = 1, max = 512) String> sourceArns,
    @JsonPropertyDescription(
            "Accounts that these resources belong to, 12 digits each, up to 20 (condition key"
                + " aws:SourceAccount). Give it for buckets, whose ARNs name no account. Absent:"
                + " any account.")
        @Size(max = 20)
        @SchemaPatch(Schema.SET)
        @ValidationRule(
            value = "self.all(a, a.matches('^[0-9]{12}$'))",
            message =
                "every entry must be an AWS account id of 12 digits, in quotes so that YAML keeps"
                    + " it a string")
        List<@Size(min = 1, max = 12) String> sourceAccounts) {
  public ServicePrincipal {
    sourceArns = Lists.orEmpty(sourceArns);
    sourceAccounts = Lists.orEmpty(sourceAccounts);
  }
}
