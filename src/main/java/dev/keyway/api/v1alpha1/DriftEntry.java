package dev.keyway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** One difference between what is wanted and what AWS has. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record DriftEntry(
    @JsonPropertyDescription("What differs, such as 'attributes.VisibilityTimeout'.")
        @Size(min = 1, max = DriftEntry.MAX_TEXT)
        String path,
    @JsonPropertyDescription(
            "The wanted value, cut to 256 characters; absent when there shall be none.")
        @Size(max = DriftEntry.MAX_TEXT)
        @Nullable String desired,
    @JsonPropertyDescription(
            "The value that AWS had, cut to 256 characters; absent when there was none.")
        @Size(max = DriftEntry.MAX_TEXT)
        @Nullable String observed,
    @JsonPropertyDescription(
            "How it matters: 'Loosened' (somebody can do what they could not), 'Broken' (something"
                + " cannot work), 'Tightened' or 'Changed'.")
        Impact impact,
    @JsonPropertyDescription("When it was found.") @SchemaPatch(Schema.TIMESTAMP) String firstSeen,
    @JsonPropertyDescription(
            "What Keyway did: 'Repaired', 'Reported' or 'Blocked' (it may not or cannot repair it"
                + " now).")
        DriftAction action,
    @JsonPropertyDescription("When Keyway did it.") @SchemaPatch(Schema.TIMESTAMP)
        @Nullable String at,
    @JsonPropertyDescription(
            "How often Keyway repaired it in a row; from the third time on it pauses in between.")
        @Nullable Integer repairs,
    @JsonPropertyDescription("When Keyway repaired it the last time.")
        @SchemaPatch(Schema.TIMESTAMP)
        @Nullable String repairedAt,
    @JsonPropertyDescription(
            "Of a policy: who can do now what they could not ('Loosened'), or can no longer do what"
                + " they have to ('Broken'); cut to 512 characters.")
        @Size(max = DriftEntry.MAX_WITNESS)
        @Nullable String witness) {
  private static final int MAX_TEXT = 256;
  private static final int MAX_WITNESS = 512;

  public DriftEntry {
    path = Texts.cut(path, MAX_TEXT);
    desired = Texts.cutOrNull(desired, MAX_TEXT);
    observed = Texts.cutOrNull(observed, MAX_TEXT);
    witness = Texts.cutOrNull(witness, MAX_WITNESS);
  }
}
