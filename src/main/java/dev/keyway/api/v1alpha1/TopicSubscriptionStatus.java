package dev.keyway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** State of a TopicSubscription. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonClassDescription("What Keyway found and did. Written by the operator only.")
public record TopicSubscriptionStatus(
    @JsonPropertyDescription(Schema.OBSERVED_GENERATION) @Default("-1") Long observedGeneration,
    @JsonPropertyDescription(Schema.CONDITIONS)
        @Size(max = Schema.MAX_CONDITIONS)
        @SchemaPatch(Schema.LIST_BY_TYPE)
        List<Condition> conditions,
    @JsonPropertyDescription("ARN of the subscription (SubscriptionArn), once it exists.")
        @Size(max = Schema.MAX_ARN)
        @Nullable String subscriptionArn,
    @JsonPropertyDescription("ARN of the topic that is subscribed to.") @Size(max = Schema.MAX_ARN)
        @Nullable String topicArn,
    @JsonPropertyDescription("ARN of the queue that is subscribed.") @Size(max = Schema.MAX_ARN)
        @Nullable String queueArn,
    @JsonPropertyDescription("The subscription as AWS has it, read back.")
        @Nullable EffectiveSubscription effective,
    @JsonPropertyDescription(
            "The links that a message has to pass from topic to consumer, each proven, broken or"
                + " unknown by what AWS returned; those into the dead-letter queue come last, their"
                + " names begin with DeadLetter.")
        @Size(max = 20)
        @SchemaPatch("{x-kubernetes-list-type: map, x-kubernetes-list-map-keys: [link]}")
        List<DeliveryLink> delivery,
    @JsonPropertyDescription(Schema.DRIFT) @Size(max = Schema.MAX_DRIFT) List<DriftEntry> drift,
    @JsonPropertyDescription(Schema.PLAN) @Size(max = Schema.MAX_DRIFT) List<PlannedChange> plan,
    @JsonPropertyDescription(Schema.LAST_CHECK_NOW) @Size(max = Schema.MAX_CHECK_NOW)
        @Nullable String lastCheckNow,
    @JsonPropertyDescription("The replay that `replayFrom` asks for.")
        @Nullable SubscriptionReplay replay,
    @JsonPropertyDescription(
            "The dead-letter queue that `deadLetter` names, once every link from the topic into it is"
                + " proven.")
        @Nullable SubscriptionDeadLetterState deadLetter,
    @JsonPropertyDescription(Schema.ADOPTION) @Nullable AdoptionStatus adoption)
    implements KeywayStatus {
  public TopicSubscriptionStatus {
    conditions = Lists.orEmpty(conditions);
    delivery = Lists.orEmpty(delivery);
    drift = Lists.orEmpty(drift);
    plan = Lists.orEmpty(plan);
  }
}
