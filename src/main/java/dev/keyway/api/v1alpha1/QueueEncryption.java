package dev.keyway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** How the queue is encrypted. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
    value = "self.mode != 'SharedKey' || has(self.keyRef) != has(self.keyArn)",
    message = ExternalKeySchema.ONE_KEY_MESSAGE,
    fieldPath = ".keyRef",
    reason = "FieldValueRequired")
@ValidationRule(
    value = "self.mode == 'SharedKey' || !has(self.keyRef)",
    message = "`keyRef` must not be set unless `mode` is 'SharedKey'",
    fieldPath = ".keyRef",
    reason = "FieldValueForbidden")
@ValidationRule(
    value = "self.mode == 'SharedKey' || !has(self.keyArn)",
    message = "`keyArn` must not be set unless `mode` is 'SharedKey'",
    fieldPath = ".keyArn",
    reason = "FieldValueForbidden")
@ValidationRule(
    value = "!has(self.acceptUnknown) || has(self.keyArn)",
    message = ExternalKeySchema.ACCEPT_MESSAGE,
    fieldPath = ".acceptUnknown",
    reason = "FieldValueForbidden")
@ValidationRule(
    value = "self.mode != 'ServiceManaged' || !has(self.dataKeyReusePeriodSeconds)",
    message =
        "`dataKeyReusePeriodSeconds` must not be set when `mode` is 'ServiceManaged', which uses no"
            + " KMS key",
    fieldPath = ".dataKeyReusePeriodSeconds",
    reason = "FieldValueForbidden")
public record QueueEncryption(
    @JsonPropertyDescription(
            "'OwnKey': a KMS key of its own, an EncryptionKey named '<name>-queue' that Keyway"
                + " creates. 'SharedKey': the EncryptionKey in `keyRef`, or the key in `keyArn`. 'ServiceManaged': a key of"
                + " SQS without charge (SqsManagedSseEnabled). 'AwsManagedKey': the key that AWS keeps"
                + " for the account, alias/aws/sqs; only principals of the queue's own account can use"
                + " it, and no topic can ever deliver to the queue. Mutable: the queue moves as soon"
                + " as the new key's grants have settled, and the old key retires.")
        QueueEncryptionMode mode,
    @JsonPropertyDescription(
            "The EncryptionKey to use; with 'SharedKey' this or `keyArn`,"
                + " forbidden otherwise. It may be created later. Mutable. (KmsMasterKeyId)")
        @Nullable ObjectReference keyRef,
    @JsonPropertyDescription(
            "Seconds for which SQS reuses a data key before it asks KMS again, 60 to 86400"
                + " (KmsDataKeyReusePeriodSeconds). Longer costs less; a withdrawn grant takes"
                + " effect later. Not with 'ServiceManaged'. Absent: 300. Mutable.")
        @Min(60)
        @Max(86_400)
        @Nullable Integer dataKeyReusePeriodSeconds,
    @JsonPropertyDescription(ExternalKeySchema.KEY_ARN)
        @Size(min = 1, max = Schema.MAX_ARN)
        @ValidationRule(value = ExternalKeySchema.ARN_RULE, message = ExternalKeySchema.ARN_MESSAGE)
        @Nullable String keyArn,
    @JsonPropertyDescription(ExternalKeySchema.ACCEPT_QUEUE) @Nullable Boolean acceptUnknown) {}
