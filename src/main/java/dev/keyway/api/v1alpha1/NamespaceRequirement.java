package dev.keyway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** What one label of a namespace has to fulfil. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
    value = "(self.operator in ['In', 'NotIn']) == (has(self.values) && size(self.values) > 0)",
    message = "`values` must be given with 'In' and 'NotIn', and must be absent otherwise",
    fieldPath = ".values")
public record NamespaceRequirement(
    @JsonPropertyDescription("Key of the label.") @Size(min = 1, max = 316) String key,
    @JsonPropertyDescription(
            "How the label is compared: 'In' and 'NotIn' with `values`; 'Exists' and 'DoesNotExist'"
                + " without. 'NotIn' takes namespaces without the label too.")
        SelectorOperator operator,
    @JsonPropertyDescription("Values to compare with.") @Size(max = 50)
        List<@Size(max = 63) String> values) {
  public NamespaceRequirement {
    values = Lists.orEmpty(values);
  }
}
