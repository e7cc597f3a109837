package dev.keyway.runtime;

import dev.keyway.api.v1alpha1.AccountBinding;
import dev.keyway.binding.Assignment;
import dev.keyway.binding.Binding;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.Cache;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which AccountBinding serves a namespace: from the informers of bindings and namespaces, and where
 * that could create something in the wrong account, from the API server itself.
 */
final class Bindings {
  private final KubernetesClient client;
  private volatile @Nullable Cache<AccountBinding> bindings;
  private volatile @Nullable Cache<Namespace> namespaces;

  Bindings(KubernetesClient client) {
    this.client = client;
  }

  /** Take in the caches; before their informers start. */
  void register(Cache<AccountBinding> ofBindings, Cache<Namespace> ofNamespaces) {
    bindings = ofBindings;
    namespaces = ofNamespaces;
  }

  /** Return the binding that serves a namespace, as far as the informers know. */
  Optional<Binding> serving(String namespace) {
    var known = read(list());
    return known.isEmpty()
        ? Optional.empty()
        : Assignment.of(known, Map.of(namespace, labels(namespace))).serving(namespace);
  }

  /** Return the binding that serves a namespace, as the API server knows. */
  Optional<Binding> confirmed(String namespace) {
    var known = read(client.resources(AccountBinding.class).list().getItems().stream());
    return known.isEmpty()
        ? Optional.empty()
        : Assignment.of(known, Map.of(namespace, read(namespace))).serving(namespace);
  }

  /** Return who serves which of all namespaces. */
  Assignment assignment() {
    var labels = new TreeMap<String, Map<String, String>>();
    all(namespaces).forEach(n -> labels.put(n.getMetadata().getName(), labels(n)));
    return Assignment.of(read(list()), labels);
  }

  /** Return all, as far as the informer knows. */
  Stream<AccountBinding> list() {
    return all(bindings);
  }

  private static <T> Stream<T> all(@Nullable Cache<T> cache) {
    return cache == null ? Stream.empty() : cache.list();
  }

  private Map<String, String> labels(String namespace) {
    return Optional.ofNullable(namespaces)
        .flatMap(cache -> cache.get(new ResourceID(namespace)))
        .map(Bindings::labels)
        .orElseGet(() -> read(namespace));
  }

  private Map<String, String> read(String namespace) {
    return Optional.ofNullable(client.namespaces().withName(namespace).get())
        .map(Bindings::labels)
        .orElse(Map.of());
  }

  private static Map<String, String> labels(Namespace namespace) {
    return Objects.requireNonNullElse(namespace.getMetadata().getLabels(), Map.of());
  }

  private static List<Binding> read(Stream<AccountBinding> found) {
    return found.flatMap(b -> of(b).stream()).toList();
  }

  /** Return a binding as it is judged; empty for one without spec, which no schema lets through. */
  static Optional<Binding> of(AccountBinding binding) {
    var metadata = binding.getMetadata();
    return Optional.ofNullable(binding.getSpec())
        .map(
            spec ->
                new Binding(
                    metadata.getName(),
                    metadata.getGeneration(),
                    Instant.parse(metadata.getCreationTimestamp()),
                    binding.isMarkedForDeletion(),
                    spec,
                    binding.getStatus()));
  }
}
