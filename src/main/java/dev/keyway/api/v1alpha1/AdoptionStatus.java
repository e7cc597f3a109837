package dev.keyway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What Keyway remembers of an AWS object that it adopted, or whose policy is shared. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record AdoptionStatus(
    @JsonPropertyDescription(
            "AWS attributes that the spec has set at some time, by AWS's name. All others are left"
                + " as they are; of these an absent field means AWS's default.")
        @Size(max = 40)
        @SchemaPatch(Schema.SET)
        List<@Size(max = 64) String> managed,
    @JsonPropertyDescription(
            "Policy statements of others, in their order; kept as they are. One that somebody"
                + " added or took away is told in `status.drift` for 24 hours.")
        @Size(max = 400)
        @SchemaPatch("{x-kubernetes-list-type: map, x-kubernetes-list-map-keys: [hash]}")
        List<ForeignStatement> foreignStatements,
    @JsonPropertyDescription(
            "When somebody else was last seen to have changed statements of theirs.")
        @Size(max = 32)
        @SchemaPatch(Schema.TIMESTAMP)
        @Nullable String foreignChangedAt) {
  public AdoptionStatus {
    managed = Lists.orEmpty(managed);
    foreignStatements = Lists.orEmpty(foreignStatements);
  }
}
