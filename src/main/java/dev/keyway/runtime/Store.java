package dev.keyway.runtime;

import dev.keyway.api.v1alpha1.KeywaySpec;
import dev.keyway.api.v1alpha1.KeywayStatus;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The objects of one kind in the API server itself. */
final class Store<
    S extends KeywaySpec, T extends KeywayStatus, R extends CustomResource<S, @Nullable T>> {
  /** Under this name Keyway owns fields of objects. */
  static final String FIELD_MANAGER = "keyway";

  /** Holds an object back until AWS is tidied up. */
  static final String FINALIZER = "keyway.dev/aws-cleanup";

  /** Applies a status in that name; what of it others wrote is overruled. */
  static final PatchContext APPLY =
      new PatchContext.Builder()
          .withPatchType(PatchType.SERVER_SIDE_APPLY)
          .withFieldManager(FIELD_MANAGER)
          .withForce(true)
          .build();

  private static final PatchContext MERGE =
      new PatchContext.Builder()
          .withPatchType(PatchType.JSON_MERGE)
          .withFieldManager(FIELD_MANAGER)
          .build();

  private final KubernetesClient client;
  private final ResourceType<S, T, R> type;

  Store(KubernetesClient client, ResourceType<S, T, R> type) {
    this.client = client;
    this.type = type;
  }

  /** Read the object past all caches; empty when it is gone, or another one has its name. */
  Optional<R> read(R object) {
    return Optional.ofNullable(at(object).get())
        .filter(found -> found.getMetadata().getUid().equals(object.getMetadata().getUid()));
  }

  /**
   * Apply the status to the very version that is given.
   *
   * @throws KubernetesClientException 409 when that is no longer the object's version
   */
  R applyStatus(R object, T status) {
    R wanted = type.create().get();
    wanted.setMetadata(identity(object.getMetadata()));
    wanted.setStatus(status);
    return client.resource(wanted).subresource("status").patch(APPLY);
  }

  /**
   * Take our finalizer off. The whole list is written with the version that it was read from: an
   * index into it might hit somebody else's.
   */
  void removeFinalizer(R object) {
    Optional<R> current = Optional.of(object);
    while (current.isPresent() && current.get().hasFinalizer(FINALIZER)) {
      try {
        client
            .resource(current.get())
            .patch(MERGE, client.getKubernetesSerialization().asJson(without(current.get())));
        return;
      } catch (KubernetesClientException e) {
        if (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
          return;
        }
        if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
          throw e;
        }
        current = read(object);
      }
    }
  }

  private Resource<R> at(R object) {
    return client
        .resources(type.type())
        .inNamespace(object.getMetadata().getNamespace())
        .withName(object.getMetadata().getName());
  }

  private static ObjectMeta identity(ObjectMeta metadata) {
    return new ObjectMetaBuilder()
        .withName(metadata.getName())
        .withNamespace(metadata.getNamespace())
        .withUid(metadata.getUid())
        .withResourceVersion(metadata.getResourceVersion())
        .build();
  }

  private static Map<String, Object> without(CustomResource<?, ?> object) {
    List<String> others = new ArrayList<>(object.getMetadata().getFinalizers());
    others.remove(FINALIZER);
    var metadata = new LinkedHashMap<String, Object>();
    metadata.put("uid", object.getMetadata().getUid());
    metadata.put("resourceVersion", object.getMetadata().getResourceVersion());
    metadata.put("finalizers", others);
    return Map.of("metadata", metadata);
  }
}
