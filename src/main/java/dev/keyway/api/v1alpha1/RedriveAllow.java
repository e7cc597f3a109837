package dev.keyway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** Which queues may name a queue as their dead-letter queue. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
    value =
        "self.mode != 'ByQueue' || (has(self.sourceQueueRefs) && size(self.sourceQueueRefs) > 0) ||"
            + " (has(self.sourceQueueArns) && size(self.sourceQueueArns) > 0)",
    message =
        "`sourceQueueRefs` or `sourceQueueArns` must name at least one queue when `mode` is"
            + " 'ByQueue'",
    fieldPath = ".sourceQueueRefs",
    reason = "FieldValueRequired")
@ValidationRule(
    value = "self.mode == 'ByQueue' || !has(self.sourceQueueRefs)",
    message = "`sourceQueueRefs` must not be set unless `mode` is 'ByQueue'",
    fieldPath = ".sourceQueueRefs",
    reason = "FieldValueForbidden")
@ValidationRule(
    value = "self.mode == 'ByQueue' || !has(self.sourceQueueArns)",
    message = "`sourceQueueArns` must not be set unless `mode` is 'ByQueue'",
    fieldPath = ".sourceQueueArns",
    reason = "FieldValueForbidden")
@ValidationRule(
    value =
        "(has(self.sourceQueueRefs) ? size(self.sourceQueueRefs) : 0) + (has(self.sourceQueueArns) ?"
            + " size(self.sourceQueueArns) : 0) <= 10",
    message =
        "`sourceQueueRefs` and `sourceQueueArns` must not name more than 10 queues together; SQS"
            + " takes no more, use 'AllowAll'",
    fieldPath = ".sourceQueueArns")
public record RedriveAllow(
    @JsonPropertyDescription(
            "'AllowAll': every queue of the account and region; 'DenyAll': none; 'ByQueue': those"
                + " in `sourceQueueRefs` and `sourceQueueArns` (redrivePermission). Mutable.")
        RedriveAllowMode mode,
    @JsonPropertyDescription(
            "The EncryptedQueues, up to 10, that may, each name once; this or"
                + " `sourceQueueArns` is required with 'ByQueue', forbidden otherwise. They may be created later; each is let in once"
                + " its queue is there (sourceQueueArns). Mutable.")
        @Size(max = 10)
        @SchemaPatch(Schema.LIST_BY_NAME)
        List<ObjectReference> sourceQueueRefs,
    @JsonPropertyDescription(
            "ARNs of queues that Keyway does not manage and that may; up to 10 together with"
                + " `sourceQueueRefs` (sourceQueueArns). Keyway gives this queue's consumers no right"
                + " on their keys: their owners have to. Mutable.")
        @Size(max = 10)
        @SchemaPatch(Schema.SET)
        @ValidationRule(value = DeadLetterSchema.ARNS_RULE, message = DeadLetterSchema.ARNS_MESSAGE)
        List<@Size(max = 512) String> sourceQueueArns) {
  public RedriveAllow {
    sourceQueueRefs = Lists.orEmpty(sourceQueueRefs);
    sourceQueueArns = Lists.orEmpty(sourceQueueArns);
  }
}
