package dev.keyway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the user wants of an SNS topic. Absent fields have AWS's defaults. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonClassDescription(
    "What the topic shall be. Absent fields have AWS's defaults; the values in force are in"
        + " `status.effective`.")
@ValidationRule(
    value = Schema.REGION_IMMUTABLE_RULE,
    message = Schema.REGION_IMMUTABLE_MESSAGE,
    fieldPath = ".region")
@ValidationRule(
    value =
        "has(self.topicName) == has(oldSelf.topicName) && (!has(self.topicName) || self.topicName"
            + " == oldSelf.topicName)",
    message =
        "`topicName` must stay as it was at creation, set or absent: SNS cannot rename a topic;"
            + " create another object",
    fieldPath = ".topicName")
@ValidationRule(
    value = "has(self.fifo) == has(oldSelf.fifo)",
    message =
        "`fifo` must stay present or absent as it was at creation: SNS cannot turn one type of"
            + " topic into the other; create another object",
    fieldPath = ".fifo")
@ValidationRule(
    value = "!has(self.topicName) || !has(self.fifo) || self.topicName.endsWith('.fifo')",
    message = "`topicName` must end with '.fifo' because `fifo` is set",
    fieldPath = ".topicName")
@ValidationRule(
    value = "!has(self.topicName) || has(self.fifo) || !self.topicName.endsWith('.fifo')",
    message =
        "`topicName` must not end with '.fifo' without `fifo`: for a FIFO topic set `fifo: {}`",
    fieldPath = ".topicName")
@ValidationRule(
    value =
        "!has(self.encryption) || self.encryption.mode != 'AwsManagedKey' || !has(self.publishers) ||"
            + " !self.publishers.exists(e, has(e.principal.service))",
    message =
        "`publishers` must not name a service when `mode` is 'AwsManagedKey': AWS services cannot"
            + " use alias/aws/sns; choose 'OwnKey' or 'SharedKey'",
    fieldPath = ".publishers")
@ValidationRule(
    value =
        "!has(self.encryption) || self.encryption.mode != 'AwsManagedKey' || !has(self.fifo) ||"
            + " !has(self.fifo.archiveRetentionDays)",
    message =
        "`fifo.archiveRetentionDays` must be absent when `mode` is 'AwsManagedKey': nobody can let"
            + " SNS read an archive under alias/aws/sns; choose 'OwnKey' or 'SharedKey'",
    fieldPath = ".fifo.archiveRetentionDays")
@ValidationRule(
    value = ExternalKeySchema.REGION_RULE,
    message = ExternalKeySchema.REGION_MESSAGE,
    fieldPath = ".encryption.keyArn")
@ValidationRule(
    value = Schema.ADOPT_IMMUTABLE_RULE,
    message = Schema.ADOPT_IMMUTABLE_MESSAGE,
    fieldPath = ".adopt")
@ValidationRule(
    value =
        "!has(self.adopt) || self.adopt.arn.matches('^arn:aws[a-z-]*:sns:[a-z0-9-]+:[0-9]{12}:"
            + "[A-Za-z0-9_-]{1,256}([.]fifo)?$')",
    message =
        "`adopt.arn` must be the ARN of an SNS topic, such as"
            + " 'arn:aws:sns:eu-central-1:111122223333:payments'",
    fieldPath = ".adopt.arn")
@ValidationRule(
    value =
        "!has(self.adopt) || !has(self.region) || self.adopt.arn.contains(':sns:' + self.region"
            + " + ':')",
    message = "`adopt.arn` must be in `region`: correct one of them",
    fieldPath = ".adopt.arn")
@ValidationRule(
    value = "!has(self.adopt) || self.adopt.arn.endsWith('.fifo') == has(self.fifo)",
    message =
        "`fifo` must be set if `adopt.arn` ends with '.fifo', and only then: add `fifo: {}` or"
            + " remove it",
    fieldPath = ".fifo")
@ValidationRule(
    value =
        "!has(self.adopt) || !has(self.topicName) || self.adopt.arn.endsWith(':' +"
            + " self.topicName)",
    message = "`topicName` must be the name in `adopt.arn`: remove it, the ARN says it",
    fieldPath = ".topicName")
@ValidationRule(
    value = Schema.ENCRYPTION_REQUIRED_RULE,
    message =
        "`encryption` is required: there is no unencrypted topic; only with `adopt` it may be"
            + " absent, which leaves it as it is",
    fieldPath = ".encryption")
@ValidationRule(
    value = Schema.ENCRYPTION_STAYS_RULE,
    message = Schema.ENCRYPTION_STAYS_MESSAGE,
    fieldPath = ".encryption")
public record EncryptedTopicSpec(
    @JsonPropertyDescription(Schema.REGION)
        @Size(min = 1, max = Schema.MAX_REGION)
        @ValidationRule(value = Schema.REGION_RULE, message = Schema.REGION_MESSAGE)
        @Nullable String region,
    @JsonPropertyDescription(Schema.TAGS)
        @Size(max = Schema.MAX_TAGS)
        @ValidationRule(value = Schema.TAG_KEY_RULE, message = Schema.TAG_KEY_MESSAGE)
        @ValidationRule(value = Schema.TAG_PREFIX_RULE, message = Schema.TAG_PREFIX_MESSAGE)
        @ValidationRule(value = Schema.TAG_VALUE_RULE, message = Schema.TAG_VALUE_MESSAGE)
        Map<String, @Size(max = Schema.MAX_TAG_VALUE) String> tags,
    @JsonPropertyDescription(Schema.DELETION_RETAIN) @Nullable DeletionPolicy deletionPolicy,
    @JsonPropertyDescription(Schema.CHECK_INTERVAL) @Min(60) @Max(86_400)
        @Nullable Integer checkIntervalSeconds,
    @JsonPropertyDescription(
            "Name of the topic in AWS (Name): letters, digits, '_' and '-', and '.fifo' at the end"
                + " for a FIFO topic; up to 256 characters in all. Absent: '<namespace>_<name>',"
                + " with '.fifo' for a FIFO topic. Immutable, its presence too.")
        @Size(min = 1, max = 256)
        @ValidationRule(
            value = "self.matches('^[A-Za-z0-9_-]+([.]fifo)?$')",
            message =
                "must consist of letters, digits, '_' and '-', and for a FIFO topic of '.fifo' at"
                    + " the end")
        @Nullable String topicName,
    @JsonPropertyDescription(
            "Makes the topic a FIFO topic (FifoTopic), with these settings; '{}' takes AWS's"
                + " defaults. Absent: a standard topic. Whether it is present is immutable, its"
                + " members are mutable.")
        @Nullable TopicFifo fifo,
    @JsonPropertyDescription(
            "How messages are encrypted at rest. Required without `adopt`: there is no unencrypted topic."
                + " Absent on an adopted object: left as it is. Cannot be removed again.")
        @Nullable TopicEncryption encryption,
    @JsonPropertyDescription(
            "Who may publish and use the topic's key for it. In another account an IAM policy there"
                + " has to allow it too. Mutable.")
        @Size(max = Schema.MAX_PRINCIPALS)
        @SchemaPatch(Schema.LIST_BY_NAME)
        List<NamedPrincipal> publishers,
    @JsonPropertyDescription(
            "Name shown to human receivers, such as the sender of an e-mail, up to 100 characters"
                + " (DisplayName). Absent: none. Mutable.")
        @Size(min = 1, max = 100)
        @Nullable String displayName,
    @JsonPropertyDescription(Schema.REQUIRE_TLS) @Nullable Boolean requireTls,
    @JsonPropertyDescription(
            "The topic in AWS that somebody else made and that this object takes over. What the"
                + " spec does not set is left as it is, and policy statements of others stay."
                + " Absent: a topic is created. Immutable, its presence too.")
        @Nullable Adopt adopt,
    @JsonPropertyDescription(Schema.MANAGEMENT) @Nullable Management management,
    @JsonPropertyDescription(
            "Other accounts that may subscribe to the topic, 12 digits each, up to 50. An IAM policy"
                + " there has to allow it too. Mutable; a subscription that stands stays when its"
                + " account is removed.")
        @Size(max = Schema.MAX_PRINCIPALS)
        @SchemaPatch(Schema.SET)
        @ValidationRule(
            value = "self.all(a, a.matches('^[0-9]{12}$'))",
            message =
                "every entry must be an AWS account id of 12 digits, in quotes so that YAML keeps it"
                    + " a string")
        List<@Size(min = 12, max = 12) String> subscriberAccounts,
    @JsonPropertyDescription(
            "How SNS signs what it delivers to HTTP endpoints, 1 (SHA-1) or 2 (SHA-256)"
                + " (SignatureVersion). Queues do not see it. Absent: 1. Mutable.")
        @Min(1)
        @Max(2)
        @Nullable Integer signatureVersion,
    @JsonPropertyDescription(
            "Whether SNS records messages for AWS X-Ray: 'PassThrough' or 'Active' (TracingConfig)."
                + " Absent: 'PassThrough'. Mutable.")
        @Nullable Tracing tracing,
    @JsonPropertyDescription(
            "Has SNS write into CloudWatch Logs what became of deliveries to queues. Absent: nothing"
                + " is logged. Mutable.")
        @Nullable DeliveryLogging deliveryLogging,
    @JsonPropertyDescription(Schema.POLICY_OWNERSHIP) @Nullable PolicyOwnership policyOwnership,
    @JsonPropertyDescription(Schema.ADDITIONAL_STATEMENTS)
        @Size(max = Schema.MAX_STATEMENTS)
        @SchemaPatch(Schema.LIST_BY_NAME)
        List<AdditionalStatement> additionalStatements,
    @JsonPropertyDescription(ReferenceSchema.TO_TOPIC)
        @Size(max = ReferenceSchema.MAX)
        @SchemaPatch(Schema.LIST_BY_NAME)
        @ValidationRule(
            value = ReferenceSchema.TO_TOPIC_RULE,
            message = ReferenceSchema.TO_TOPIC_MESSAGE)
        List<AllowedReference> allowedReferences)
    implements KeywaySpec {
  public EncryptedTopicSpec {
    additionalStatements = Lists.orEmpty(additionalStatements);
    publishers = Lists.orEmpty(publishers);
    tags = Lists.orEmpty(tags);
    subscriberAccounts = Lists.orEmpty(subscriberAccounts);
    allowedReferences = Lists.orEmpty(allowedReferences);
  }
}
