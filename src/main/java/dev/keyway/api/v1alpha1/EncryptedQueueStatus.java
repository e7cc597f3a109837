package dev.keyway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** State of an EncryptedQueue. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonClassDescription("What Keyway found and did. Written by the operator only.")
public record EncryptedQueueStatus(
    @JsonPropertyDescription(Schema.OBSERVED_GENERATION) @Default("-1") Long observedGeneration,
    @JsonPropertyDescription(Schema.CONDITIONS)
        @Size(max = Schema.MAX_CONDITIONS)
        @SchemaPatch(Schema.LIST_BY_TYPE)
        List<Condition> conditions,
    @JsonPropertyDescription("ARN of the queue (QueueArn), once it exists.")
        @Size(max = Schema.MAX_ARN)
        @Nullable String queueArn,
    @JsonPropertyDescription(
            "URL that programs use to send to and receive from the queue (QueueUrl).")
        @Size(max = 1024)
        @Nullable String queueUrl,
    @JsonPropertyDescription(Schema.STATUS_REGION) @Size(max = Schema.MAX_REGION)
        @Nullable String region,
    @JsonPropertyDescription(
            "ARN of the KMS key that the queue is to use; absent with 'ServiceManaged' and until"
                + " the key is known.")
        @Size(max = Schema.MAX_ARN)
        @Nullable String keyArn,
    @JsonPropertyDescription(
            "The queue as AWS has it, read back; what the spec leaves open included.")
        @Nullable EffectiveQueue effective,
    @JsonPropertyDescription(
            "Topics that the queue policy lets send to the queue, by ARN; kept as long as AWS may"
                + " still deliver from them.")
        @Size(max = 200)
        @SchemaPatch("{x-kubernetes-list-type: map, x-kubernetes-list-map-keys: [topicArn]}")
        List<QueueSource> sources,
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
  public EncryptedQueueStatus {
    conditions = Lists.orEmpty(conditions);
    sources = Lists.orEmpty(sources);
    retiringKeys = Lists.orEmpty(retiringKeys);
    drift = Lists.orEmpty(drift);
    keyStatements = Lists.orEmpty(keyStatements);
    plan = Lists.orEmpty(plan);
    access = Lists.orEmpty(access);
  }
}
