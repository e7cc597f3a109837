package dev.keyway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** A principal that uses the key directly. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record KeyUser(
    @JsonPropertyDescription(Schema.LIST_ENTRY_NAME)
        @Size(min = 1, max = 63)
        @ValidationRule(value = Schema.LABEL_RULE, message = Schema.LIST_ENTRY_MESSAGE)
        String name,
    @JsonPropertyDescription("Who it is: exactly one of `roleArn`, `userArn` and `accountId`.")
        Principal principal,
    @JsonPropertyDescription(
            "What it may do: 'Decrypt' (kms:Decrypt) or 'EncryptDecrypt' (also kms:Encrypt and"
                + " kms:GenerateDataKey*).")
        KeyUsage usage) {}
