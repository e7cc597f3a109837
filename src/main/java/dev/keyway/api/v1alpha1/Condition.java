package dev.keyway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;

/** One aspect of the state of an object, as Kubernetes writes it. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Condition(
    @JsonPropertyDescription("Which aspect, such as 'Ready'.") @Size(min = 1, max = 64) String type,
    @JsonPropertyDescription("Whether it holds: 'True', 'False' or 'Unknown'.")
        ConditionStatus status,
    @JsonPropertyDescription(
            "Why, as one word in CamelCase; the words are listed in the documentation of"
                + " conditions.")
        @Size(min = 1, max = 128)
        String reason,
    @JsonPropertyDescription("Why, for a person.")
        @Size(max = Condition.MAX_MESSAGE)
        @JsonInclude(JsonInclude.Include.ALWAYS)
        String message,
    @JsonPropertyDescription("When `status` last changed.") @SchemaPatch(Schema.TIMESTAMP)
        String lastTransitionTime,
    @JsonPropertyDescription("The metadata.generation that this condition was made for.")
        Long observedGeneration) {
  private static final int MAX_MESSAGE = 32_768;

  public Condition {
    message = Texts.cut(message, MAX_MESSAGE);
  }
}
