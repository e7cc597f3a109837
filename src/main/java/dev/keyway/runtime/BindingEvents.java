package dev.keyway.runtime;

import dev.keyway.api.v1alpha1.AccountBinding;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import io.javaoperatorsdk.operator.processing.event.source.ResourceEventAware;
import java.util.Set;

/** Hears of bindings that are gone, of which no reconciler is told any more. */
final class BindingEvents extends AbstractEventSource<Void, AccountBinding>
    implements ResourceEventAware<AccountBinding> {
  private final BindingVisits visits;

  BindingEvents(BindingVisits visits) {
    super(Void.class, "bindings");
    this.visits = visits;
  }

  @Override
  public void onResourceDeleted(AccountBinding binding) {
    visits.refresh();
  }

  @Override
  public Set<Void> getSecondaryResources(AccountBinding primary) {
    return Set.of();
  }
}
