package dev.keyway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A consumer of a queue, with a name that is unique in its list. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record QueueConsumer(
    @JsonPropertyDescription(Schema.LIST_ENTRY_NAME)
        @Size(min = 1, max = 63)
        @ValidationRule(value = Schema.LABEL_RULE, message = Schema.LIST_ENTRY_MESSAGE)
        String name,
    @JsonPropertyDescription(
            "Who it is: exactly one of `roleArn`, `userArn`, `accountId` and `service`.")
        Principal principal,
    @JsonPropertyDescription(
            "Whether it may also move messages back out of this dead-letter queue"
                + " (StartMessageMoveTask, CancelMessageMoveTask, ListMessageMoveTasks) into the"
                + " EncryptedQueues whose `deadLetter` it is; for this it may send to them, too."
                + " Only a principal of the queue's account can: SQS lets no other call these"
                + " actions; of another one `status.access` says so. Absent: false. Mutable.")
        @Nullable Boolean redrive) {

  /** Return all without what makes them consumers. */
  public static List<NamedPrincipal> named(List<QueueConsumer> consumers) {
    return consumers.stream().map(c -> new NamedPrincipal(c.name(), c.principal())).toList();
  }

  /** Return those that may move messages back. */
  public static List<QueueConsumer> redriving(List<QueueConsumer> consumers) {
    return consumers.stream().filter(c -> Boolean.TRUE.equals(c.redrive())).toList();
  }
}
