package dev.keyway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** A statement that has to stand in the policy of a key that Keyway does not manage. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record KeyStatement(
    @JsonPropertyDescription("ARN of the key.") @Size(min = 1, max = Schema.MAX_ARN) String keyArn,
    @JsonPropertyDescription("Sid of the statement; one of this Sid that stands is replaced.")
        @Size(min = 1, max = 128)
        String sid,
    @JsonPropertyDescription("The statement, as JSON.")
        @Size(min = 1, max = ExternalKeySchema.MAX_STATEMENT)
        String statement,
    @JsonPropertyDescription(
            "'Proven': the policy allows all of it. 'Broken': it does not. 'Unknown': AWS does not"
                + " let Keyway read the policy.")
        Verdict verdict,
    @JsonPropertyDescription(
            "When the statement, as it is now, was first proven. Beside 'Broken': somebody took it"
                + " away again.")
        @SchemaPatch(Schema.TIMESTAMP)
        @Nullable String provenAt,
    @JsonPropertyDescription(
            "Until when messages under the key, which was left, need the statement. Keyway cannot"
                + " hold it there: its owner has to. Absent: as long as the key is used.")
        @SchemaPatch(Schema.TIMESTAMP)
        @Nullable String neededUntil) {}
