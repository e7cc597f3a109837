package dev.keyway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import java.util.Map;

/**
 * Kubernetes' label selector, for namespaces: all of it has to match.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/">Labels</a>
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record NamespaceSelector(
    @JsonPropertyDescription("Labels that the namespace has to have, with these values.")
        @Size(max = 20)
        Map<String, @Size(max = 63) String> matchLabels,
    @JsonPropertyDescription("What the namespace's labels have to fulfil.") @Size(max = 20)
        List<NamespaceRequirement> matchExpressions) {
  public NamespaceSelector {
    matchLabels = Lists.orEmpty(matchLabels);
    matchExpressions = Lists.orEmpty(matchExpressions);
  }
}
