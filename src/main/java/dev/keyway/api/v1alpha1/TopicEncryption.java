package dev.keyway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** How the topic is encrypted. */
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
public record TopicEncryption(
    @JsonPropertyDescription(
            "'OwnKey': a KMS key of its own, an EncryptionKey named '<name>-topic' that Keyway"
                + " creates. 'SharedKey': the EncryptionKey in `keyRef`. 'AwsManagedKey':"
                + " the key that AWS keeps for the account, alias/aws/sns; only principals of the"
                + " topic's own account can publish, and no AWS service. Mutable: the topic moves as"
                + " soon as the new key's grants have settled, and the old key retires.")
        TopicEncryptionMode mode,
    @JsonPropertyDescription(
            "The EncryptionKey to use, in the same namespace; required with 'SharedKey', forbidden"
                + " otherwise. It may be created later. Mutable. (KmsMasterKeyId)")
        @Nullable ObjectReference keyRef) {}
