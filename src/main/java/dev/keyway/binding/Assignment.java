package dev.keyway.binding;

import dev.keyway.api.v1alpha1.NamespaceRequirement;
import dev.keyway.api.v1alpha1.NamespaceSelector;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which binding serves which namespace. Of several that select it the oldest does; of two of the
 * same age the one whose name comes first.
 */
public final class Assignment {
  private static final Comparator<Binding> AGE =
      Comparator.comparing(Binding::createdAt).thenComparing(Binding::name);

  private final Map<String, Binding> serving;
  private final Map<String, Map<String, Set<String>>> conflicts;

  private Assignment(
      Map<String, Binding> serving, Map<String, Map<String, Set<String>>> conflicts) {
    this.serving = serving;
    this.conflicts = conflicts;
  }

  /**
   * Assign namespaces to bindings.
   *
   * @param namespaces the labels of each
   */
  public static Assignment of(List<Binding> bindings, Map<String, Map<String, String>> namespaces) {
    var serving = new TreeMap<String, Binding>();
    var conflicts = new LinkedHashMap<String, Map<String, Set<String>>>();
    for (var binding : bindings.stream().sorted(AGE).toList()) {
      namespaces.forEach(
          (namespace, labels) -> {
            if (matches(binding.spec().namespaceSelector(), labels)) {
              var older = serving.putIfAbsent(namespace, binding);
              if (older != null) {
                conflicts
                    .computeIfAbsent(binding.name(), _ -> new TreeMap<>())
                    .computeIfAbsent(older.name(), _ -> new TreeSet<>())
                    .add(namespace);
              }
            }
          });
    }
    return new Assignment(serving, conflicts);
  }

  /** Return the binding that serves the namespace. */
  public Optional<Binding> serving(String namespace) {
    return Optional.ofNullable(serving.get(namespace));
  }

  /** Return the namespaces that a binding serves. */
  public Set<String> servedBy(String binding) {
    return serving.entrySet().stream()
        .filter(entry -> entry.getValue().name().equals(binding))
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Return the namespaces that a binding selects and older ones serve, by these. */
  public Map<String, Set<String>> conflicts(String binding) {
    return conflicts.getOrDefault(binding, Map.of());
  }

  /**
   * Return the namespaces that another binding, or the same with another spec, serves from now on.
   */
  public Set<String> changedSince(Assignment before) {
    var names = new TreeSet<>(serving.keySet());
    names.addAll(before.serving.keySet());
    names.removeIf(
        namespace ->
            serving(namespace)
                .map(Assignment::rights)
                .equals(before.serving(namespace).map(Assignment::rights)));
    return names;
  }

  private record Rights(String name, Object spec) {}

  private static Rights rights(Binding binding) {
    return new Rights(binding.name(), binding.spec());
  }

  private static boolean matches(NamespaceSelector selector, Map<String, String> labels) {
    return labels.entrySet().containsAll(selector.matchLabels().entrySet())
        && selector.matchExpressions().stream().allMatch(e -> fulfils(labels, e));
  }

  private static boolean fulfils(Map<String, String> labels, NamespaceRequirement requirement) {
    var value = Optional.ofNullable(labels.get(requirement.key()));
    return switch (requirement.operator()) {
      case IN -> value.filter(requirement.values()::contains).isPresent();
      case NOT_IN -> value.filter(requirement.values()::contains).isEmpty();
      case EXISTS -> value.isPresent();
      case DOES_NOT_EXIST -> value.isEmpty();
    };
  }
}
