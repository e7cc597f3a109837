package dev.keyway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A queue's part in dead-letter queues, as AWS has it. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record EffectiveRedrive(
    @JsonPropertyDescription(
            "ARN of the queue that takes messages which nobody could process"
                + " (deadLetterTargetArn); absent when there is none.")
        @Size(max = Schema.MAX_ARN)
        @Nullable String deadLetterQueueArn,
    @JsonPropertyDescription("After how many receives they are moved (maxReceiveCount).")
        @Nullable Integer maxReceiveCount,
    @JsonPropertyDescription(
            "Who may use this queue as dead-letter queue (redrivePermission); absent is AWS's"
                + " default, every queue of the account and region.")
        @Nullable RedriveAllowMode allow,
    @JsonPropertyDescription("With 'ByQueue': the queues that may, by ARN (sourceQueueArns).")
        @Size(max = 10)
        List<@Size(max = Schema.MAX_ARN) String> allowedSourceArns) {
  public EffectiveRedrive {
    allowedSourceArns = Lists.orEmpty(allowedSourceArns);
  }
}
