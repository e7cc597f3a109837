package dev.keyway.runtime;

import dev.keyway.api.v1alpha1.KeywaySpec;
import dev.keyway.api.v1alpha1.KeywayStatus;
import io.fabric8.kubernetes.client.CustomResource;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What JOSDK calls for an object: all of it is handed to {@link Reconciliation}. JOSDK adds the
 * finalizer before it first calls; status and the finalizer's end are written by Keyway itself.
 *
 * <p>JOSDK finds the kind in the first type argument of the superclass, hence a subclass for each.
 */
abstract class KindReconciler<
        R extends CustomResource<S, @Nullable T>, S extends KeywaySpec, T extends KeywayStatus>
    implements Reconciler<R>, Cleaner<R> {
  private final ResourceType<S, T, R> type;
  private final Reconciliation<S, T, R> reconciliation;
  private final Gate gate;
  private final Caches caches;
  private final Wakes wakes;
  private final Map<String, Function<R, List<String>>> indexes;

  KindReconciler(
      ResourceType<S, T, R> type,
      Reconciliation<S, T, R> reconciliation,
      Assembly assembly,
      Map<String, Function<R, List<String>>> indexes) {
    this.type = type;
    this.reconciliation = reconciliation;
    this.gate = assembly.gate();
    this.caches = assembly.caches();
    this.wakes = assembly.surroundings().wakes();
    this.indexes = indexes;
  }

  /** Return the controller's name, as metrics and threads have it. */
  String name() {
    return type.kind().kubernetesName().toLowerCase(Locale.ROOT);
  }

  @Override
  public List<EventSource<?, R>> prepareEventSources(EventSourceContext<R> context) {
    caches.register(type, context.getPrimaryCache(), indexes);
    var source = new WakeSource<>(type, context.getPrimaryCache(), wakes);
    wakes.register(type.kind(), source);
    return List.of(source);
  }

  @Override
  public UpdateControl<R> reconcile(R object, Context<R> context) {
    return UpdateControl.<R>noUpdate().rescheduleAfter(visit(object));
  }

  @Override
  public DeleteControl cleanup(R object, Context<R> context) {
    return DeleteControl.noFinalizerRemoval().rescheduleAfter(visit(object));
  }

  private Duration visit(R object) {
    return gate.enter() ? reconciliation.visit(object) : Gate.SHUT;
  }
}
