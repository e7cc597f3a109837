package dev.keyway.runtime;

import dev.keyway.api.v1alpha1.AccountBinding;
import dev.keyway.api.v1alpha1.Condition;
import dev.keyway.api.v1alpha1.ConditionStatus;
import dev.keyway.reconcile.Conditions;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Optional;

/**
 * How many AccountBindings there are by their condition Ready, beside the objects of other kinds.
 */
record BindingMetrics(Bindings bindings, Caches caches) {
  private static final String KIND = "AccountBinding";

  /** Have the bindings counted at each scrape. */
  void register(MeterRegistry registry) {
    // A gauge holds on to its object weakly, and only the bindings live as long as the process.
    for (ConditionStatus ready : List.of(ConditionStatus.values())) {
      Gauge.builder(PassMetrics.OBJECTS, bindings, _ -> number(ready))
          .tags("kind", KIND, "ready", Spelling.of(ready))
          .register(registry);
    }
  }

  private double number(ConditionStatus ready) {
    return caches.areSynced()
        ? bindings.list().filter(binding -> ready(binding) == ready).count()
        : Double.NaN;
  }

  private static ConditionStatus ready(AccountBinding binding) {
    return Optional.ofNullable(binding.getStatus())
        .flatMap(status -> Conditions.find(status.conditions(), Conditions.READY))
        .map(Condition::status)
        .orElse(ConditionStatus.UNKNOWN);
  }
}
