package dev.keyway.runtime;

import dev.keyway.api.v1alpha1.KeywaySpec;
import dev.keyway.api.v1alpha1.KeywayStatus;
import dev.keyway.cli.LiveObjects;
import dev.keyway.dryrun.DeclaredObjects;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads objects from the cluster of the user's kubeconfig, with the user's own rights. */
final class ClusterObjects implements LiveObjects {
  private static final int TIMEOUT_MILLIS = 10_000;

  /** An API server that is just starting answers "storage is (re)initializing" for some seconds. */
  private static final int RETRIES = 4;

  @Override
  public Snapshot read(@Nullable String context, @Nullable String namespace) throws Unreadable {
    var config = Config.autoConfigure(context);
    config.setRequestRetryBackoffLimit(RETRIES);
    config.setConnectionTimeout(TIMEOUT_MILLIS);
    config.setRequestTimeout(TIMEOUT_MILLIS);
    try (var client = new KubernetesClientBuilder().withConfig(config).build()) {
      var where =
          Optional.ofNullable(namespace)
              .or(() -> Optional.ofNullable(client.getNamespace()))
              .orElse("default");
      var objects = new DeclaredObjects();
      ResourceTypes.ALL.forEach(type -> add(client, type, where, objects));
      return new Snapshot(where, objects);
    } catch (KubernetesClientException e) {
      throw new Unreadable(why(e), e);
    }
  }

  private static <
          S extends KeywaySpec, T extends KeywayStatus, R extends CustomResource<S, @Nullable T>>
      void add(
          KubernetesClient client,
          ResourceType<S, T, R> type,
          String namespace,
          DeclaredObjects objects) {
    client
        .resources(type.type())
        .inNamespace(namespace)
        .list()
        .getItems()
        .forEach(object -> objects.add(type.resource(object)));
  }

  private static String why(KubernetesClientException e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return e.getStatus() == null
        ? "cannot be read: " + root.getMessage()
        : "cannot be read: " + e.getStatus().getMessage();
  }
}
