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
        "self.mode != 'ByQueue' || (has(self.sourceQueueRefs) && size(self.sourceQueueRefs) > 0)",
    message = "`sourceQueueRefs` must name at least one EncryptedQueue when `mode` is 'ByQueue'",
    fieldPath = ".sourceQueueRefs",
    reason = "FieldValueRequired")
@ValidationRule(
    value = "self.mode == 'ByQueue' || !has(self.sourceQueueRefs)",
    message = "`sourceQueueRefs` must not be set unless `mode` is 'ByQueue'",
    fieldPath = ".sourceQueueRefs",
    reason = "FieldValueForbidden")
public record RedriveAllow(
    @JsonPropertyDescription(
            "'AllowAll': every queue of the account and region; 'DenyAll': none; 'ByQueue': those"
                + " in `sourceQueueRefs` (redrivePermission). Mutable.")
        RedriveAllowMode mode,
    @JsonPropertyDescription(
            "The EncryptedQueues, up to 10, in the same namespace, that may; required with"
                + " 'ByQueue', forbidden otherwise. They may be created later; each is let in once"
                + " its queue is there (sourceQueueArns). Mutable.")
        @Size(max = 10)
        @SchemaPatch(Schema.LIST_BY_NAME)
        List<ObjectReference> sourceQueueRefs) {
  public RedriveAllow {
    sourceQueueRefs = Lists.orEmpty(sourceQueueRefs);
  }
}
