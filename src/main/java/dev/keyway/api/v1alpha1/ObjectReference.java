package dev.keyway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** A reference to an object of ours. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ObjectReference(
    @JsonPropertyDescription("Name of the object.")
        @Size(min = 1, max = 170)
        @ValidationRule(
            value = Schema.LABEL_RULE,
            message =
                "must be the name of an object: 'a' to 'z', '0' to '9' and '-', starting and ending"
                    + " with a letter or a digit")
        String name,
    @JsonPropertyDescription(
            "Namespace of the object, which has to let this one refer to it in its"
                + " `allowedReferences`; until it does, it counts as not there. Absent: the"
                + " namespace of this object.")
        @Size(min = 1, max = 63)
        @ValidationRule(value = Schema.LABEL_RULE, message = ReferenceSchema.NAMESPACE_MESSAGE)
        @Nullable String namespace) {
  /** Refer to an object in the same namespace. */
  public ObjectReference(String name) {
    this(name, null);
  }
}
