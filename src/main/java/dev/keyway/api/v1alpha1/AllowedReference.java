package dev.keyway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** Objects of another namespace that may refer to this one. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record AllowedReference(
    @JsonPropertyDescription(
            "Name of the entry, unique in its list; says nothing about the objects. A DNS label of"
                + " up to 63 characters.")
        @Size(min = 1, max = 63)
        @ValidationRule(value = Schema.LABEL_RULE, message = Schema.LIST_ENTRY_MESSAGE)
        String name,
    @JsonPropertyDescription(
            "The namespace whose objects may refer to this one; no pattern, one namespace an entry.")
        @Size(min = 1, max = 63)
        @ValidationRule(value = Schema.LABEL_RULE, message = ReferenceSchema.NAMESPACE_MESSAGE)
        String namespace,
    @JsonPropertyDescription("Which kinds of objects of that namespace may.")
        @Size(min = 1, max = 3)
        @SchemaPatch(Schema.SET)
        List<ReferringKind> kinds) {
  public AllowedReference {
    kinds = Lists.orEmpty(kinds);
  }
}
