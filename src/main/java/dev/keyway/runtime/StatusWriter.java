package dev.keyway.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyway.api.v1alpha1.KeywaySpec;
import dev.keyway.api.v1alpha1.KeywayStatus;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.net.HttpURLConnection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes the status that a pass reports, unless it stands there already.
 *
 * <p>Every write names the version that the pass ran on. When the object has moved on meanwhile but
 * still has the status that the pass built on (somebody set a label), an ordinary write is repeated
 * on the new version; a write-ahead is not, and neither is one over a status that the pass has not
 * seen: then the pass has to be run again.
 */
final class StatusWriter<
    S extends KeywaySpec, T extends KeywayStatus, R extends CustomResource<S, @Nullable T>> {
  private static final int ATTEMPTS = 5;

  /** What became of a write. */
  sealed interface Written<R> {
    /** The status stands in Kubernetes, on this version of the object. */
    record Standing<R>(R object) implements Written<R> {}

    /** Nothing was written: the pass ran on an old version, and this is the present one. */
    record Outdated<R>(R present) implements Written<R> {}

    /** Nothing was written: the object is gone. */
    record Gone<R>() implements Written<R> {}
  }

  private final Store<S, T, R> store;
  private final ResourceType<S, T, R> type;
  private final KubernetesSerialization serialization;

  StatusWriter(
      Store<S, T, R> store, ResourceType<S, T, R> type, KubernetesSerialization serialization) {
    this.store = store;
    this.type = type;
    this.serialization = serialization;
  }

  /** Bring the status of {@code base}, on which the pass ran, to what the pass reported. */
  Written<R> write(R base, T status, boolean writeAhead) {
    if (same(base.getStatus(), status)) {
      return new Written.Standing<>(base);
    }
    R target = base;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try {
        return new Written.Standing<>(store.applyStatus(target, status));
      } catch (KubernetesClientException e) {
        throwUnlessMoved(e);
      }
      Optional<R> present = store.read(base);
      if (present.isEmpty()) {
        return new Written.Gone<>();
      }
      if (writeAhead || !same(type.status(base), type.status(present.get()))) {
        return new Written.Outdated<>(present.get());
      }
      target = present.get();
    }
    return new Written.Outdated<>(target);
  }

  private boolean same(@Nullable T one, @Nullable T other) {
    if (one == null || other == null) {
      return one == null && other == null;
    }
    return json(one).equals(json(other));
  }

  private JsonNode json(Object status) {
    return serialization.convertValue(status, JsonNode.class);
  }

  private static void throwUnlessMoved(KubernetesClientException e) {
    if (e.getCode() != HttpURLConnection.HTTP_CONFLICT
        && e.getCode() != HttpURLConnection.HTTP_NOT_FOUND) {
      throw e;
    }
  }
}
