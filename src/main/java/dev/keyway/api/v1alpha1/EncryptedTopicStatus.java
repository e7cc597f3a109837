package dev.keyway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** State of an EncryptedTopic. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonClassDescription("What Keyway found and did. Written by the operator only.")
public record EncryptedTopicStatus(
    @JsonPropertyDescription(Schema.OBSERVED_GENERATION) @Default("-1") Long observedGeneration,
    @JsonPropertyDescription(Schema.CONDITIONS)
        @Size(max = Schema.MAX_CONDITIONS)
        @SchemaPatch(Schema.LIST_BY_TYPE)
        List<Condition> conditions,
    @JsonPropertyDescription("ARN of the topic (TopicArn), once it exists.")
        @Size(max = Schema.MAX_ARN)
        @Nullable String topicArn,
    @JsonPropertyDescription(Schema.STATUS_REGION) @Size(max = Schema.MAX_REGION)
        @Nullable String region,
    @JsonPropertyDescription(
            "ARN of the KMS key that the topic is to use; absent until the key is known.")
        @Size(max = Schema.MAX_ARN)
        @Nullable String keyArn,
    @JsonPropertyDescription(
            "The topic as AWS has it, read back; what the spec leaves open included.")
        @Nullable EffectiveTopic effective,
    @JsonPropertyDescription(Schema.MOVE) @Nullable KeyMove move,
    @JsonPropertyDescription(Schema.RETIRING_KEYS)
        @Size(max = Schema.MAX_RETIRING_KEYS)
        @SchemaPatch("{x-kubernetes-list-type: map, x-kubernetes-list-map-keys: [keyArn]}")
        List<RetiringKey> retiringKeys,
    @JsonPropertyDescription(Schema.DRIFT) @Size(max = Schema.MAX_DRIFT) List<DriftEntry> drift,
    @JsonPropertyDescription(Schema.POLICY_HASH) @Size(max = 64) @Nullable String policyHash,
    @JsonPropertyDescription(ExternalKeySchema.STATEMENTS)
        @Size(max = ExternalKeySchema.MAX_STATEMENTS)
        List<KeyStatement> keyStatements,
    @JsonPropertyDescription(Schema.ADOPTION) @Nullable AdoptionStatus adoption,
    @JsonPropertyDescription(Schema.PLAN) @Size(max = Schema.MAX_DRIFT) List<PlannedChange> plan,
    @JsonPropertyDescription(Schema.LAST_CHECK_NOW) @Size(max = Schema.MAX_CHECK_NOW)
        @Nullable String lastCheckNow,
    @JsonPropertyDescription(Schema.ACCESS)
        @Size(max = Schema.MAX_ACCESS)
        @SchemaPatch(Schema.LIST_BY_ROLE_AND_NAME)
        List<PrincipalAccess> access)
    implements KeywayStatus {
  public EncryptedTopicStatus {
    conditions = Lists.orEmpty(conditions);
    retiringKeys = Lists.orEmpty(retiringKeys);
    drift = Lists.orEmpty(drift);
    keyStatements = Lists.orEmpty(keyStatements);
    plan = Lists.orEmpty(plan);
    access = Lists.orEmpty(access);
  }
}
