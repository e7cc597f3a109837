package dev.keyway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** State of an AccountBinding. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonClassDescription("What Keyway found. Written by the operator only.")
public record AccountBindingStatus(
    @JsonPropertyDescription(Schema.OBSERVED_GENERATION) @Default("-1") Long observedGeneration,
    @JsonPropertyDescription(Schema.CONDITIONS)
        @Size(max = Schema.MAX_CONDITIONS)
        @SchemaPatch(Schema.LIST_BY_TYPE)
        List<Condition> conditions,
    @JsonPropertyDescription("How many namespaces it serves.") @Nullable Integer namespaces,
    @JsonPropertyDescription("How many objects of Keyway's other kinds these namespaces have.")
        @Nullable Integer objects,
    @JsonPropertyDescription(
            "How many namespaces it selects that an older binding serves; see the condition Ready.")
        @Nullable Integer conflicts) {
  public AccountBindingStatus {
    conditions = Lists.orEmpty(conditions);
  }
}
