package dev.keyway.runtime;

import dev.keyway.api.v1alpha1.AccountBinding;
import io.fabric8.kubernetes.api.model.Namespace;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** {@link AccountBinding} for JOSDK: all of it is handed to {@link BindingVisits}. */
final class BindingReconciler implements Reconciler<AccountBinding>, Cleaner<AccountBinding> {
  static final String NAME = "accountbinding";

  private final Gate gate;
  private final BindingVisits visits;

  BindingReconciler(Gate gate, BindingVisits visits) {
    this.gate = gate;
    this.visits = visits;
  }

  @Override
  public List<EventSource<?, AccountBinding>> prepareEventSources(
      EventSourceContext<AccountBinding> context) {
    var cache = context.getPrimaryCache();
    var namespaces =
        new InformerEventSource<Namespace, AccountBinding>(
            InformerEventSourceConfiguration.from(Namespace.class, AccountBinding.class)
                .withSecondaryToPrimaryMapper(
                    _ -> cache.list().map(ResourceID::fromResource).collect(Collectors.toSet()))
                .withOnUpdateFilter((after, before) -> !labels(after).equals(labels(before)))
                .withWatchAllNamespaces()
                .build(),
            context);
    visits.bindings().register(cache, namespaces);
    return List.of(namespaces, new BindingEvents(visits));
  }

  private static Object labels(Namespace namespace) {
    return Objects.requireNonNullElse(namespace.getMetadata().getLabels(), "none");
  }

  @Override
  public UpdateControl<AccountBinding> reconcile(
      AccountBinding binding, Context<AccountBinding> context) {
    var control = UpdateControl.<AccountBinding>noUpdate();
    return control.rescheduleAfter(gate.enter() ? visits.visit(binding).next() : Gate.SHUT);
  }

  @Override
  public DeleteControl cleanup(AccountBinding binding, Context<AccountBinding> context) {
    if (!gate.enter()) {
      return DeleteControl.noFinalizerRemoval().rescheduleAfter(Gate.SHUT);
    }
    var visit = visits.visit(binding);
    return visit.released()
        ? DeleteControl.defaultDelete()
        : DeleteControl.noFinalizerRemoval().rescheduleAfter(visit.next());
  }
}
