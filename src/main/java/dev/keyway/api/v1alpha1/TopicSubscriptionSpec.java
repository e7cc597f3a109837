package dev.keyway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** What the user wants of an SNS subscription. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonClassDescription("Which topic feeds which queue, and how.")
@ValidationRule(
    value = "has(self.topicRef) != has(self.topicArn)",
    message =
        "set exactly one of `topicRef`, for an EncryptedTopic, and `topicArn`,"
            + " for any other topic",
    fieldPath = ".topicRef")
@ValidationRule(
    value = "has(self.topicArn) == has(oldSelf.topicArn)",
    message =
        "`topicRef` and `topicArn` must stay as they were at creation: delete this object and"
            + " create another one",
    fieldPath = ".topicArn")
@ValidationRule(
    value = "!has(self.filterPolicyScope) || has(self.filterPolicy)",
    message =
        "`filterPolicyScope` says what `filterPolicy` looks at: set `filterPolicy` too, or remove"
            + " `filterPolicyScope`",
    fieldPath = ".filterPolicyScope")
@ValidationRule(
    value = "!has(self.replayFrom) || !has(self.topicArn) || self.topicArn.endsWith('.fifo')",
    message =
        "`replayFrom` needs a FIFO topic, whose ARN ends with '.fifo': only those keep messages;"
            + " remove `replayFrom`",
    fieldPath = ".replayFrom")
@ValidationRule(
    value =
        "!has(self.deadLetter) || !has(self.deadLetter.queueRef) || self.deadLetter.queueRef.name !="
            + " self.queueRef.name || has(self.deadLetter.queueRef.__namespace__) !="
            + " has(self.queueRef.__namespace__) || (has(self.queueRef.__namespace__) &&"
            + " self.deadLetter.queueRef.__namespace__ != self.queueRef.__namespace__)",
    message =
        "`deadLetter.queueRef` must name another queue than `queueRef`: what cannot be delivered to"
            + " a queue cannot be put into it either",
    fieldPath = ".deadLetter.queueRef")
@ValidationRule(
    value =
        "!has(self.deadLetter) || !has(self.deadLetter.queueArn) || !has(self.topicArn) ||"
            + " self.deadLetter.queueArn.endsWith('.fifo') == self.topicArn.endsWith('.fifo')",
    message =
        "`deadLetter.queueArn` must be a FIFO queue for a FIFO topic and a standard queue for a"
            + " standard topic",
    fieldPath = ".deadLetter.queueArn")
@ValidationRule(
    value = "!has(self.replayFrom) || !has(self.adopt) || self.adopt.arn.contains('.fifo:')",
    message =
        "`replayFrom` needs a FIFO topic, and `adopt.arn` names a subscription of a standard one:"
            + " only FIFO topics keep messages; remove `replayFrom`",
    fieldPath = ".replayFrom")
@ValidationRule(
    value = Schema.ADOPT_IMMUTABLE_RULE,
    message = Schema.ADOPT_IMMUTABLE_MESSAGE,
    fieldPath = ".adopt")
@ValidationRule(
    value =
        "!has(self.adopt) || self.adopt.arn.matches('^arn:aws[a-z-]*:sns:[a-z0-9-]+:[0-9]{12}:"
            + "[A-Za-z0-9_-]{1,256}([.]fifo)?:[0-9a-f-]{36}$')",
    message =
        "`adopt.arn` must be the ARN of an SNS subscription, such as 'arn:aws:sns:eu-central-1:"
            + "111122223333:orders:1234abcd-12ab-34cd-56ef-1234567890ab'",
    fieldPath = ".adopt.arn")
@ValidationRule(
    value =
        "!has(self.adopt) || !has(self.topicArn) || self.adopt.arn.startsWith(self.topicArn + ':')",
    message =
        "`adopt.arn` must be a subscription of `topicArn`, so begin with that ARN: correct one of"
            + " them",
    fieldPath = ".adopt.arn")
public record TopicSubscriptionSpec(
    @JsonPropertyDescription(
            "What happens to the subscription in AWS when this object is deleted: 'Retain' leaves"
                + " it and the grants that it needs; 'Delete' unsubscribes, then withdraws the"
                + " grants. Absent: 'Delete', with `adopt` 'Retain'. Mutable, also while the object is being deleted.")
        @Nullable DeletionPolicy deletionPolicy,
    @JsonPropertyDescription(Schema.CHECK_INTERVAL) @Min(60) @Max(86_400)
        @Nullable Integer checkIntervalSeconds,
    @JsonPropertyDescription(
            "The EncryptedTopic that messages come from (TopicArn). It may"
                + " be created later. Exactly one of `topicRef` and `topicArn` is set. Immutable.")
        @ValidationRule(
            value = "self == oldSelf",
            message =
                "`topicRef` must stay as it was at creation: delete this object and create another"
                    + " one")
        @Nullable ObjectReference topicRef,
    @JsonPropertyDescription(
            "The EncryptedQueue that messages go to (Endpoint). It may be"
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
            "Which messages are delivered (FilterPolicy): 1 to 5 names, each with a list of accepted"
                + " values or conditions, such as 'store: [example_corp]' or 'price: [{numeric:"
                + " [\">=\", 100]}]'; kept as written. With `filterPolicyScope: MessageBody` a name"
                + " may hold names in turn, as deep as the body is. At most 150 combinations of"
                + " values. SNS takes up to 15 minutes to follow a change. Absent: every message."
                + " Mutable.")
        @SchemaPatch(FILTER_POLICY)
        @Nullable ObjectNode filterPolicy,
    @JsonPropertyDescription(
            "What `filterPolicy` looks at (FilterPolicyScope): 'MessageAttributes', or"
                + " 'MessageBody', which has to be JSON; a body that is not is not delivered. SNS"
                + " takes up to 15 minutes to follow a change. SNS changes either the policy or the"
                + " scope in one call: while both change, every message is delivered. Absent:"
                + " 'MessageAttributes'. Mutable.")
        @Nullable FilterPolicyScope filterPolicyScope,
    @JsonPropertyDescription(
            "ARN of a topic that Keyway does not manage, of this or another account, in the queue's"
                + " or another region (TopicArn). The owner of another account's topic has to let"
                + " this account subscribe. Exactly one of `topicRef` and `topicArn` is set."
                + " Immutable.")
        @Size(max = Schema.MAX_ARN)
        @ValidationRule(
            value = "self.matches('" + TOPIC_ARN + "')",
            message =
                "must be the ARN of an SNS topic, such as"
                    + " 'arn:aws:sns:eu-central-1:111122223333:orders'")
        @ValidationRule(
            value = "self == oldSelf",
            message =
                "`topicArn` must stay as it was at creation: delete this object and create another"
                    + " one")
        @Nullable String topicArn,
    @JsonPropertyDescription(ExternalKeySchema.ACCEPT_SUBSCRIPTION) @Nullable Boolean acceptUnknown,
    @JsonPropertyDescription(Schema.MANAGEMENT) @Nullable Management management,
    @JsonPropertyDescription(
            "Has SNS deliver once more what the FIFO topic has kept since this time, in RFC 3339,"
                + " such as '2026-01-31T08:00:00Z' (ReplayPolicy, StartingPoint). The topic needs"
                + " `fifo.archiveRetentionDays`, and the time has to lie within its archive. Each"
                + " value is started once: never again by a restart or a repair. Another value"
                + " starts another replay; removing it stops one that is running. Absent: no"
                + " replay. Mutable.")
        @Size(min = 1, max = Schema.MAX_TIME)
        @ValidationRule(
            value = "self.matches('" + TIME + "')",
            message =
                "must be a time in RFC 3339 with at most milliseconds, such as"
                    + " '2026-01-31T08:00:00Z'")
        @Nullable String replayFrom,
    @JsonPropertyDescription(
            "The dead-letter queue: where SNS puts a message that it could not deliver to the queue"
                + " (RedrivePolicy). Absent: such a message is lost. Mutable.")
        @Nullable SubscriptionDeadLetter deadLetter,
    @JsonPropertyDescription(
            "The subscription in AWS that somebody else made and that this object takes over, also"
                + " where it differs (SubscriptionArn). It has to subscribe this queue to this"
                + " topic. What the spec does not set is left as it is. Absent: one is"
                + " made; one that is there already, to a queue that was adopted too, is taken over"
                + " only if it is as the spec says. Immutable, its presence too.")
        @Nullable Adopt adopt)
    implements KeywaySpec {
  private static final String TOPIC_ARN =
      "^arn:(aws|aws-cn|aws-us-gov):sns:[a-z]{2}(-[a-z]+)+-[0-9]:[0-9]{12}:"
          + "[A-Za-z0-9_-]{1,256}([.]fifo)?$";

  private static final String TIME =
      "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]"
          + "([.][0-9]{1,3})?(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9])$";

  // Values are lists (of strings, numbers, null, conditions) or, on bodies, objects. Neither schema
  // nor CEL can tell them apart by the scope, and CEL does not see a field of untyped values at
  // all; so what a value has to be is said by the planner.
  private static final String FILTER_POLICY =
      """
      type: object
      x-kubernetes-preserve-unknown-fields: true
      minProperties: 1
      maxProperties: 5
      """;
}
