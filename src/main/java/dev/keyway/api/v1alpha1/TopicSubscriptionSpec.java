package dev.keyway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** What the user wants of an SNS subscription. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonClassDescription("Which topic feeds which queue, and how.")
public record TopicSubscriptionSpec(
    @JsonPropertyDescription(
            "What happens to the subscription in AWS when this object is deleted: 'Retain' leaves"
                + " it and the grants that it needs; 'Delete' unsubscribes, then withdraws the"
                + " grants. Absent: 'Delete'. Mutable, also while the object is being deleted.")
        @Nullable DeletionPolicy deletionPolicy,
    @JsonPropertyDescription(Schema.CHECK_INTERVAL) @Min(60) @Max(86_400)
        @Nullable Integer checkIntervalSeconds,
    @JsonPropertyDescription(
            "The EncryptedTopic that messages come from (TopicArn), in the same namespace. It may"
                + " be created later. Immutable.")
        @ValidationRule(
            value = "self == oldSelf",
            message =
                "`topicRef` must stay as it was at creation: delete this object and create another"
                    + " one")
        ObjectReference topicRef,
    @JsonPropertyDescription(
            "The EncryptedQueue that messages go to (Endpoint), in the same namespace. It may be"
                + " created later. A FIFO queue needs a FIFO topic. Immutable.")
        @ValidationRule(
            value = "self == oldSelf",
            message =
                "`queueRef` must stay as it was at creation: delete this object and create another"
                    + " one")
        ObjectReference queueRef,
    @JsonPropertyDescription(
            "Whether the body arrives as it was published, without SNS's JSON envelope, and message"
                + " attributes (at most 10) as attributes of the SQS message (RawMessageDelivery)."
                + " Absent: false. Mutable.")
        @Nullable Boolean rawMessageDelivery,
    @JsonPropertyDescription(
            "Which messages are delivered, by their message attributes (FilterPolicy): 1 to 5"
                + " attribute names, each with a list of accepted values or conditions, such as"
                + " 'store: [example_corp]' or 'price: [{numeric: [\">=\", 100]}]'; kept as"
                + " written. SNS takes up to 15 minutes to follow a change. Absent: every message."
                + " Mutable.")
        @SchemaPatch(FILTER_POLICY)
        @Nullable ObjectNode filterPolicy)
    implements KeywaySpec {
  // The items of a value are free-form (strings, numbers, null, conditions); CEL cannot look into
  // a map of such lists, so everything that is said here is plain schema.
  private static final String FILTER_POLICY =
      """
      x-kubernetes-preserve-unknown-fields: null
      minProperties: 1
      maxProperties: 5
      additionalProperties:
        type: array
        description: The accepted values or conditions of the attribute; one of them has to match.
        minItems: 1
        maxItems: 150
        x-kubernetes-list-type: atomic
        x-kubernetes-preserve-unknown-fields: true
        items:
          description: A string, number, boolean, null or condition such as 'prefix'.
          x-kubernetes-preserve-unknown-fields: true
      """;
}
