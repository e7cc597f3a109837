package dev.keyway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** How the topic is encrypted. */
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
public record TopicEncryption(
    @JsonPropertyDescription(
            "'OwnKey': a KMS key of its own, an EncryptionKey named '<name>-topic' that Keyway"
                + " creates. 'SharedKey': the EncryptionKey in `keyRef`, or the key in `keyArn`. 'AwsManagedKey':"
                + " the key that AWS keeps for the account, alias/aws/sns; only principals of the"
                + " topic's own account can publish, and no AWS service. Mutable: the topic moves as"
                + " soon as the new key's grants have settled, and the old key retires.")
        TopicEncryptionMode mode,
    @JsonPropertyDescription(
            "The EncryptionKey to use; with 'SharedKey' this or `keyArn`,"
                + " forbidden otherwise. It may be created later. Mutable. (KmsMasterKeyId)")
        @Nullable ObjectReference keyRef,
    @JsonPropertyDescription(ExternalKeySchema.KEY_ARN)
        @Size(min = 1, max = Schema.MAX_ARN)
        @ValidationRule(value = ExternalKeySchema.ARN_RULE, message = ExternalKeySchema.ARN_MESSAGE)
        @Nullable String keyArn,
    @JsonPropertyDescription(ExternalKeySchema.ACCEPT_TOPIC) @Nullable Boolean acceptUnknown) {}
