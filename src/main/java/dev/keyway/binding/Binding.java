package dev.keyway.binding;

import dev.keyway.api.v1alpha1.AccountBindingSpec;
import dev.keyway.api.v1alpha1.AccountBindingStatus;
import dev.keyway.api.v1alpha1.Guardrails;
import dev.keyway.reconcile.Settings;
import dev.keyway.reconcile.Tenancy;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An AccountBinding as Keyway sees it.
 *
 * @param generation metadata.generation
 * @param createdAt metadata.creationTimestamp; the older of two serves a namespace
 * @param deleting whether metadata.deletionTimestamp is set
 * @param status absent until it was first reported
 */
public record Binding(
    String name,
    long generation,
    Instant createdAt,
    boolean deleting,
    AccountBindingSpec spec,
    @Nullable AccountBindingStatus status) {

  /** Return the settings of passes over the objects of its namespaces. */
  public Settings settings(Settings operator) {
    var guardrails = Objects.requireNonNullElse(spec.guardrails(), Guardrails.NONE);
    var tenancy =
        new Tenancy(name, spec.accountId(), Set.copyOf(spec.regions()), spec.tags(), guardrails);
    return operator.bound(
        spec.defaultRegion(), Objects.requireNonNullElse(spec.namePrefix(), ""), tenancy);
  }
}
