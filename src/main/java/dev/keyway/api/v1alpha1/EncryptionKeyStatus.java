package dev.keyway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** State of an EncryptionKey. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonClassDescription("What Keyway found and did. Written by the operator only.")
public record EncryptionKeyStatus(
    @JsonPropertyDescription(Schema.OBSERVED_GENERATION) @Default("-1") Long observedGeneration,
    @JsonPropertyDescription(Schema.CONDITIONS)
        @Size(max = Schema.MAX_CONDITIONS)
        @SchemaPatch(Schema.LIST_BY_TYPE)
        List<Condition> conditions,
    @JsonPropertyDescription("ARN of the key (Arn), once it exists.") @Size(max = Schema.MAX_ARN)
        @Nullable String keyArn,
    @JsonPropertyDescription("Alias of the key, with the prefix 'alias/' (AliasName).")
        @Size(max = 256)
        @Nullable String alias,
    @JsonPropertyDescription(Schema.STATUS_REGION) @Size(max = Schema.MAX_REGION)
        @Nullable String region,
    @JsonPropertyDescription(
            "The creation under way; absent once the key's ARN is known. KMS creates a second key"
                + " when asked twice, so the intent is written down first.")
        @Nullable KeyCreation creation,
    @JsonPropertyDescription("The key as AWS has it, read back.") @Nullable EffectiveKey effective,
    @JsonPropertyDescription(
            "Queues and topics that the key policy holds grants for, by ARN; while any is listed"
                + " the key is neither disabled nor deleted by Keyway.")
        @Size(max = 500)
        @SchemaPatch("{x-kubernetes-list-type: map, x-kubernetes-list-map-keys: [arn]}")
        List<KeyUse> usedBy,
    @JsonPropertyDescription(Schema.DRIFT) @Size(max = Schema.MAX_DRIFT) List<DriftEntry> drift,
    @JsonPropertyDescription(Schema.POLICY_HASH) @Size(max = 64) @Nullable String policyHash,
    @JsonPropertyDescription(
            "Dead-letter queues that messages under this key are moved to, or were, by ARN. While"
                + " any is listed its consumers may decrypt, and the key is neither disabled nor"
                + " deleted by Keyway.")
        @Size(max = 500)
        @SchemaPatch("{x-kubernetes-list-type: map, x-kubernetes-list-map-keys: [queueArn]}")
        List<KeyDeadLetter> deadLetters,
    @JsonPropertyDescription(Schema.ADOPTION) @Nullable AdoptionStatus adoption,
    @JsonPropertyDescription(Schema.PLAN) @Size(max = Schema.MAX_DRIFT) List<PlannedChange> plan,
    @JsonPropertyDescription(Schema.LAST_CHECK_NOW) @Size(max = Schema.MAX_CHECK_NOW)
        @Nullable String lastCheckNow,
    @JsonPropertyDescription(Schema.ACCESS)
        @Size(max = Schema.MAX_ACCESS)
        @SchemaPatch(Schema.LIST_BY_ROLE_AND_NAME)
        List<PrincipalAccess> access,
    @JsonPropertyDescription(
            "Until then the key policy keeps the grants of users that are not known any more, and the"
                + " key is neither disabled nor deleted by Keyway: its object was deleted and applied"
                + " again, or restored without status, and queues that Keyway cannot find from the key"
                + " may hold messages under it. Absent: there are none.")
        @SchemaPatch(Schema.TIMESTAMP)
        @Nullable String unclaimedGrantsUntil)
    implements KeywayStatus {
  public EncryptionKeyStatus {
    conditions = Lists.orEmpty(conditions);
    usedBy = Lists.orEmpty(usedBy);
    drift = Lists.orEmpty(drift);
    plan = Lists.orEmpty(plan);
    access = Lists.orEmpty(access);
    deadLetters = Lists.orEmpty(deadLetters);
  }
}
