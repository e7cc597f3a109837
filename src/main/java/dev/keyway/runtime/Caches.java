package dev.keyway.runtime;

import dev.keyway.api.v1alpha1.KeywaySpec;
import dev.keyway.api.v1alpha1.KeywayStatus;
import dev.keyway.reconcile.Kind;
import io.fabric8.kubernetes.client.CustomResource;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The one cache of each kind: the informer that JOSDK runs for the controller of that kind, as its
 * event source context hands it out. Nothing else in the process watches these kinds.
 *
 * <p>They are of use once all four have synced; nobody may conclude anything from them before.
 */
final class Caches {
  private final Map<Kind, IndexerResourceCache<?>> caches = new ConcurrentHashMap<>();
  private volatile boolean synced;

  /** Take in a controller's cache, and have it indexed; before its informer starts. */
  <S extends KeywaySpec, T extends KeywayStatus, R extends CustomResource<S, @Nullable T>>
      void register(
          ResourceType<S, T, R> type,
          IndexerResourceCache<R> cache,
          Map<String, Function<R, List<String>>> indexes) {
    cache.addIndexers(indexes);
    caches.put(type.kind(), cache);
  }

  /** All four have synced. */
  void markSynced() {
    synced = true;
  }

  /** Return whether all four have synced. */
  boolean areSynced() {
    return synced;
  }

  /** Find one object. */
  <S extends KeywaySpec, T extends KeywayStatus, R extends CustomResource<S, @Nullable T>>
      Optional<R> get(ResourceType<S, T, R> type, String namespace, String name) {
    return cache(type).get(new ResourceID(name, namespace));
  }

  /** Find objects by an index. */
  <S extends KeywaySpec, T extends KeywayStatus, R extends CustomResource<S, @Nullable T>>
      Stream<R> byIndex(ResourceType<S, T, R> type, String index, String entry) {
    return cache(type).byIndex(index, entry).stream();
  }

  /** Return all objects. */
  <S extends KeywaySpec, T extends KeywayStatus, R extends CustomResource<S, @Nullable T>>
      Stream<R> all(ResourceType<S, T, R> type) {
    return cache(type).list();
  }

  @SuppressWarnings("unchecked") // registered under the kind of its own type
  private <S extends KeywaySpec, T extends KeywayStatus, R extends CustomResource<S, @Nullable T>>
      IndexerResourceCache<R> cache(ResourceType<S, T, R> type) {
    var cache = caches.get(type.kind());
    if (cache == null || !areSynced()) {
      throw new IllegalStateException("the caches have not synced yet");
    }
    return (IndexerResourceCache<R>) cache;
  }
}
