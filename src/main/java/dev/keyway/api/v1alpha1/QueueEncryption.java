package dev.keyway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** How the queue is encrypted. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
    value = "self.mode != 'SharedKey' || has(self.keyRef)",
    message = "`keyRef` must name the EncryptionKey when `mode` is 'SharedKey'",
    fieldPath = ".keyRef",
    reason = "FieldValueRequired")
@ValidationRule(
    value = "self.mode == 'SharedKey' || !has(self.keyRef)",
    message = "`keyRef` must not be set unless `mode` is 'SharedKey'",
    fieldPath = ".keyRef",
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
                + " creates. 'SharedKey': the EncryptionKey in `keyRef`. 'ServiceManaged': a key of"
                + " SQS without charge (SqsManagedSseEnabled). 'AwsManagedKey': the key that AWS keeps"
                + " for the account, alias/aws/sqs; only principals of the queue's own account can use"
                + " it, and no topic can ever deliver to the queue. Mutable: the queue moves as soon"
                + " as the new key's grants have settled, and the old key retires.")
        QueueEncryptionMode mode,
    @JsonPropertyDescription(
            "The EncryptionKey to use, in the same namespace; required with 'SharedKey', forbidden"
                + " otherwise. It may be created later. Mutable. (KmsMasterKeyId)")
        @Nullable ObjectReference keyRef,
    @JsonPropertyDescription(
            "Seconds for which SQS reuses a data key before it asks KMS again, 60 to 86400"
                + " (KmsDataKeyReusePeriodSeconds). Longer costs less; a withdrawn grant takes"
                + " effect later. Not with 'ServiceManaged'. Absent: 300. Mutable.")
        @Min(60)
        @Max(86_400)
        @Nullable Integer dataKeyReusePeriodSeconds) {}
