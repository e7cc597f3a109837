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

/** What the user wants of an SQS queue. Absent fields have AWS's defaults. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonClassDescription(
    "What the queue shall be. Absent fields have AWS's defaults; the values in force are in"
        + " `status.effective`.")
@ValidationRule(
    value = Schema.REGION_IMMUTABLE_RULE,
    message = Schema.REGION_IMMUTABLE_MESSAGE,
    fieldPath = ".region")
@ValidationRule(
    value =
        "has(self.queueName) == has(oldSelf.queueName) && (!has(self.queueName) || self.queueName"
            + " == oldSelf.queueName)",
    message =
        "`queueName` must stay as it was at creation, set or absent: SQS cannot rename a queue;"
            + " create another object",
    fieldPath = ".queueName")
@ValidationRule(
    value = "has(self.fifo) == has(oldSelf.fifo)",
    message =
        "`fifo` must stay present or absent as it was at creation: SQS cannot turn one type of"
            + " queue into the other; create another object",
    fieldPath = ".fifo")
@ValidationRule(
    value = "!has(self.queueName) || !has(self.fifo) || self.queueName.endsWith('.fifo')",
    message = "`queueName` must end with '.fifo' because `fifo` is set",
    fieldPath = ".queueName")
@ValidationRule(
    value = "!has(self.queueName) || has(self.fifo) || !self.queueName.endsWith('.fifo')",
    message =
        "`queueName` must not end with '.fifo' without `fifo`: for a FIFO queue set `fifo: {}`",
    fieldPath = ".queueName")
@ValidationRule(
    value =
        "!has(self.encryption) || self.encryption.mode != 'AwsManagedKey' || !has(self.producers) ||"
            + " !self.producers.exists(e, has(e.principal.service))",
    message =
        "`producers` must not name a service when `mode` is 'AwsManagedKey': AWS services cannot"
            + " use alias/aws/sqs; choose 'OwnKey', 'SharedKey' or 'ServiceManaged'",
    fieldPath = ".producers")
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
        "!has(self.adopt) || self.adopt.arn.matches('^arn:aws[a-z-]*:sqs:[a-z0-9-]+:[0-9]{12}:"
            + "[A-Za-z0-9_-]{1,80}([.]fifo)?$')",
    message =
        "`adopt.arn` must be the ARN of an SQS queue, such as"
            + " 'arn:aws:sqs:eu-central-1:111122223333:payments'",
    fieldPath = ".adopt.arn")
@ValidationRule(
    value =
        "!has(self.adopt) || !has(self.region) || self.adopt.arn.contains(':sqs:' + self.region"
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
        "!has(self.adopt) || !has(self.queueName) || self.adopt.arn.endsWith(':' +"
            + " self.queueName)",
    message = "`queueName` must be the name in `adopt.arn`: remove it, the ARN says it",
    fieldPath = ".queueName")
@ValidationRule(
    value = Schema.ENCRYPTION_REQUIRED_RULE,
    message =
        "`encryption` is required: there is no unencrypted queue; only with `adopt` it may be"
            + " absent, which leaves it as it is",
    fieldPath = ".encryption")
@ValidationRule(
    value = Schema.ENCRYPTION_STAYS_RULE,
    message = Schema.ENCRYPTION_STAYS_MESSAGE,
    fieldPath = ".encryption")
@ValidationRule(
    value =
        "!has(self.deadLetter) || !has(self.deadLetter.queueArn) ||"
            + " self.deadLetter.queueArn.endsWith('.fifo') == has(self.fifo)",
    message =
        "`deadLetter.queueArn` must be a FIFO queue for a FIFO queue and a standard queue for a"
            + " standard queue",
    fieldPath = ".deadLetter.queueArn")
@ValidationRule(
    value =
        "!has(self.deadLetter) || !has(self.deadLetter.queueArn) || !has(self.region) ||"
            + " self.deadLetter.queueArn.contains(':sqs:' + self.region + ':')",
    message =
        "`deadLetter.queueArn` must name a queue in `region`: SQS moves messages within one region",
    fieldPath = ".deadLetter.queueArn")
public record EncryptedQueueSpec(
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
            "Name of the queue in AWS (QueueName): letters, digits, '_' and '-', and '.fifo' at the"
                + " end for a FIFO queue; up to 80 characters in all. Absent: '<namespace>_<name>',"
                + " with '.fifo' for a FIFO queue. Immutable, its presence too.")
        @Size(min = 1, max = 80)
        @ValidationRule(
            value = "self.matches('^[A-Za-z0-9_-]+([.]fifo)?$')",
            message =
                "must consist of letters, digits, '_' and '-', and for a FIFO queue of '.fifo' at"
                    + " the end")
        @Nullable String queueName,
    @JsonPropertyDescription(
            "Makes the queue a FIFO queue (FifoQueue), with these settings; '{}' takes AWS's"
                + " defaults. Absent: a standard queue. Whether it is present is immutable, its"
                + " members are mutable.")
        @Nullable QueueFifo fifo,
    @JsonPropertyDescription(
            "How messages are encrypted at rest. Required without `adopt`: there is no unencrypted queue."
                + " Absent on an adopted object: left as it is. Cannot be removed again.")
        @Nullable QueueEncryption encryption,
    @JsonPropertyDescription(
            "Who may receive and delete messages and, if a key of Keyway's is used, decrypt them."
                + " Roles, users or accounts; services never receive. In another account an IAM"
                + " policy there has to allow it too. Mutable.")
        @Size(max = Schema.MAX_PRINCIPALS)
        @SchemaPatch(Schema.LIST_BY_NAME)
        @ValidationRule(
            value = Schema.NO_SERVICE_RULE,
            message = "a consumer must not be a service: " + Schema.ROLE_ADVICE)
        List<QueueConsumer> consumers,
    @JsonPropertyDescription(
            "Who may send messages and, if a key of Keyway's is used, encrypt them. Topics are let"
                + " in by a TopicSubscription and do not belong here. Mutable.")
        @Size(max = Schema.MAX_PRINCIPALS)
        @SchemaPatch(Schema.LIST_BY_NAME)
        List<NamedPrincipal> producers,
    @JsonPropertyDescription(
            "Seconds for which a received message stays hidden from other receivers, 0 to 43200"
                + " (VisibilityTimeout). Absent: 30. Mutable.")
        @Min(0)
        @Max(43_200)
        @Nullable Integer visibilityTimeoutSeconds,
    @JsonPropertyDescription(
            "Seconds by which each message is delayed before it can be received, 0 to 900"
                + " (DelaySeconds). Absent: 0. Mutable.")
        @Min(0)
        @Max(900)
        @Nullable Integer delaySeconds,
    @JsonPropertyDescription(
            "Seconds for which a message is kept, 60 to 1209600 (MessageRetentionPeriod). Lowering"
                + " it can expire messages that are in the queue. Absent: 345600 (4 days)."
                + " Mutable.")
        @Min(60)
        @Max(1_209_600)
        @Nullable Integer messageRetentionSeconds,
    @JsonPropertyDescription(
            "Largest message in bytes, 1024 to 1048576 (MaximumMessageSize). Absent: 1048576."
                + " Mutable.")
        @Min(1024)
        @Max(1_048_576)
        @Nullable Integer maximumMessageSizeBytes,
    @JsonPropertyDescription(
            "Seconds for which a receive call waits for a message, 0 to 20; above 0 is long polling"
                + " (ReceiveMessageWaitTimeSeconds). Absent: 0. Mutable.")
        @Min(0)
        @Max(20)
        @Nullable Integer receiveWaitTimeSeconds,
    @JsonPropertyDescription(Schema.REQUIRE_TLS) @Nullable Boolean requireTls,
    @JsonPropertyDescription(
            "The dead-letter queue: where a message goes that was received often and never deleted"
                + " (RedrivePolicy). Absent: such a message stays until it expires. Mutable; when"
                + " it changes, messages that were moved before stay readable.")
        @Nullable QueueDeadLetter deadLetter,
    @JsonPropertyDescription(
            "Which queues may use this one as their dead-letter queue (RedriveAllowPolicy). Absent:"
                + " every queue of the account and region. Mutable.")
        @Nullable RedriveAllow redriveAllow,
    @JsonPropertyDescription(
            "The queue in AWS that somebody else made and that this object takes over. What the"
                + " spec does not set is left as it is, and policy statements of others stay."
                + " Absent: a queue is created. Immutable, its presence too.")
        @Nullable Adopt adopt,
    @JsonPropertyDescription(Schema.MANAGEMENT) @Nullable Management management,
    @JsonPropertyDescription(Schema.POLICY_OWNERSHIP) @Nullable PolicyOwnership policyOwnership,
    @JsonPropertyDescription(Schema.ADDITIONAL_STATEMENTS)
        @Size(max = Schema.MAX_STATEMENTS)
        @SchemaPatch(Schema.LIST_BY_NAME)
        List<AdditionalStatement> additionalStatements,
    @JsonPropertyDescription(ReferenceSchema.TO_QUEUE)
        @Size(max = ReferenceSchema.MAX)
        @SchemaPatch(Schema.LIST_BY_NAME)
        @ValidationRule(
            value = ReferenceSchema.TO_QUEUE_RULE,
            message = ReferenceSchema.TO_QUEUE_MESSAGE)
        List<AllowedReference> allowedReferences)
    implements KeywaySpec {
  public EncryptedQueueSpec {
    additionalStatements = Lists.orEmpty(additionalStatements);
    consumers = Lists.orEmpty(consumers);
    producers = Lists.orEmpty(producers);
    tags = Lists.orEmpty(tags);
    allowedReferences = Lists.orEmpty(allowedReferences);
  }
}
