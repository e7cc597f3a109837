package dev.keyway.runtime;

import dev.keyway.api.v1alpha1.KeywaySpec;
import dev.keyway.api.v1alpha1.KeywayStatus;
import dev.keyway.reconcile.Pass;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a running operator, put together.
 *
 * @param bindings absent where the operator is confined to some namespaces: AccountBindings are
 *     objects of the cluster, which is not its to read then
 */
record Assembly(
    KubernetesClient client,
    Caches caches,
    Gate gate,
    Surroundings surroundings,
    RoomPasses passes,
    Optional<BindingVisits> bindings) {

  /** Put together an operator that knows no AccountBindings. */
  Assembly(
      KubernetesClient client,
      Caches caches,
      Gate gate,
      Surroundings surroundings,
      RoomPasses passes) {
    this(client, caches, gate, surroundings, passes, Optional.empty());
  }

  /** Return a reconciler for each kind. */
  List<KindReconciler<?, ?, ?>> reconcilers() {
    return List.of(
        new KeyReconciler(this),
        new TopicReconciler(this),
        new QueueReconciler(this),
        new SubscriptionReconciler(this));
  }

  /** Return what is done around a pass of that kind. */
  <S extends KeywaySpec, T extends KeywayStatus, R extends CustomResource<S, @Nullable T>>
      Reconciliation<S, T, R> reconciliation(ResourceType<S, T, R> type, Pass<S, T> pass) {
    var store = new Store<>(client, type);
    var writer = new StatusWriter<>(store, type, client.getKubernetesSerialization());
    return new Reconciliation<>(type, pass, store, writer, surroundings);
  }
}
