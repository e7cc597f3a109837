package dev.keyway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;

/** One link of the chain that a message passes. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record DeliveryLink(
    @JsonPropertyDescription("Which link, such as 'QueuePolicy'.") @Size(min = 1, max = 64)
        String link,
    @JsonPropertyDescription(
            "'Proven', 'Broken' or 'Unknown' (what is needed could not be read or judged).")
        Verdict verdict,
    @JsonPropertyDescription("What it rests on, for a person.")
        @Size(max = DeliveryLink.MAX_MESSAGE)
        @JsonInclude(JsonInclude.Include.ALWAYS)
        String message) {
  private static final int MAX_MESSAGE = 4096;

  public DeliveryLink {
    message = Texts.cut(message, MAX_MESSAGE);
  }
}
