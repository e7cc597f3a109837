package dev.keyway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** How the topic is encrypted. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
    value = "self.mode == oldSelf.mode",
    messageExpression =
        "\"moving to another key is not supported yet: `mode` must stay '\" + oldSelf.mode + \"';"
            + " create another topic instead\"",
    fieldPath = ".mode")
@ValidationRule(
    value =
        "has(self.keyRef) == has(oldSelf.keyRef) && (!has(self.keyRef) || self.keyRef =="
            + " oldSelf.keyRef) || self.mode != oldSelf.mode",
    message =
        "moving to another key is not supported yet: `keyRef` must stay as it was at creation;"
            + " create another topic instead",
    fieldPath = ".keyRef")
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
                + " creates. 'SharedKey': the EncryptionKey in `keyRef`. Immutable for now.")
        TopicEncryptionMode mode,
    @JsonPropertyDescription(
            "The EncryptionKey to use, in the same namespace; required with 'SharedKey', forbidden"
                + " otherwise. It may be created later. Immutable for now. (KmsMasterKeyId)")
        @Nullable ObjectReference keyRef) {}
