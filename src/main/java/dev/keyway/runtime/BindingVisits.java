package dev.keyway.runtime;

import dev.keyway.api.v1alpha1.AccountBinding;
import dev.keyway.api.v1alpha1.AccountBindingStatus;
import dev.keyway.api.v1alpha1.KeywaySpec;
import dev.keyway.api.v1alpha1.KeywayStatus;
import dev.keyway.aws.AwsException;
import dev.keyway.aws.AwsFailure;
import dev.keyway.binding.Assignment;
import dev.keyway.binding.Binding;
import dev.keyway.binding.BindingObservation;
import dev.keyway.binding.BindingReport;
import dev.keyway.reconcile.Conditions;
import dev.keyway.reconcile.ObjectName;
import dev.keyway.reconcile.Reason;
import dev.keyway.reconcile.Transition;
import io.fabric8.kubernetes.client.CustomResource;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Visits to AccountBindings: ask AWS whose the credentials are, count what the binding serves,
 * report, and wake the objects of namespaces whose binding has changed.
 */
final class BindingVisits {
  /** A binding that waits for objects to go looks again this often. */
  private static final Duration WHILE_LEAVING = Duration.ofSeconds(10);

  /**
   * What a visit came to.
   *
   * @param released whether the binding may go
   * @param next when to look again
   */
  record Visit(boolean released, Duration next) {}

  private final Bindings bindings;
  private final Tenants tenants;
  private final Caches caches;
  private final Surroundings surroundings;
  private final BindingStore store;
  private Assignment last = Assignment.of(List.of(), Map.of());

  BindingVisits(Tenants tenants, Caches caches, Surroundings surroundings, BindingStore store) {
    this.bindings = tenants.bindings();
    this.tenants = tenants;
    this.caches = caches;
    this.surroundings = surroundings;
    this.store = store;
  }

  /** Return which binding serves what. */
  Bindings bindings() {
    return bindings;
  }

  /** Take the bindings as they are at the start: nobody is woken for them. */
  synchronized void begin() {
    last = bindings.assignment();
  }

  /** Wake the objects of namespaces that another binding, or another spec, serves now. */
  synchronized Assignment refresh() {
    var now = bindings.assignment();
    var changed = now.changedSince(last);
    last = now;
    objects(changed).forEach(surroundings.wakes()::renew);
    return now;
  }

  /** Visit a binding. */
  Visit visit(AccountBinding object) {
    var assignment = refresh();
    var binding = Bindings.of(object);
    return binding.map(b -> visit(object, b, assignment)).orElse(new Visit(true, WHILE_LEAVING));
  }

  private Visit visit(AccountBinding object, Binding binding, Assignment assignment) {
    var observation = observe(binding, assignment);
    var outcome = BindingReport.outcome(binding, observation);
    var status =
        BindingReport.status(binding, observation, outcome, surroundings.clock().instant());
    if (!status.equals(binding.status())) {
      store.apply(object, status);
      tell(object, binding, status, observation);
    }
    // An object may be there that was created with, or just before, the deletion of its binding.
    boolean released =
        binding.deleting()
            && !BindingReport.isInUse(observation)
            && !store.hasObjects(observation.serves());
    var next = binding.deleting() ? WHILE_LEAVING : surroundings.schedule().after(outcome, 0, null);
    return new Visit(released, next);
  }

  private BindingObservation observe(Binding binding, Assignment assignment) {
    var serves = assignment.servedBy(binding.name());
    Optional<String> account = Optional.empty();
    Optional<AwsFailure> failure = Optional.empty();
    try {
      account = Optional.of(tenants.account(binding).aws().identity().accountId());
    } catch (AwsException e) {
      failure = Optional.of(e.failure());
    }
    return new BindingObservation(
        account,
        failure,
        serves,
        assignment.conflicts(binding.name()),
        Math.toIntExact(objects(serves).count()));
  }

  private void tell(
      AccountBinding object,
      Binding binding,
      AccountBindingStatus status,
      BindingObservation observation) {
    var before =
        Optional.ofNullable(binding.status())
            .flatMap(s -> Conditions.find(s.conditions(), Conditions.READY));
    var ready = Conditions.find(status.conditions(), Conditions.READY).orElseThrow();
    if (before.filter(b -> b.reason().equals(ready.reason())).isPresent()) {
      return;
    }
    boolean good = Conditions.isTrue(status.conditions(), Conditions.READY);
    var type = good ? Transition.Type.NORMAL : Transition.Type.WARNING;
    surroundings
        .events()
        .tell(
            object, List.of(new Transition(type, Reason.valueOf(ready.reason()), ready.message())));
    if (good && before.isPresent()) {
      objects(observation.serves()).forEach(surroundings.wakes()::renew);
    }
  }

  private Stream<ObjectName> objects(Collection<String> namespaces) {
    var wanted = Set.copyOf(namespaces);
    return wanted.isEmpty()
        ? Stream.empty()
        : ResourceTypes.ALL.stream()
            .flatMap(type -> names(type))
            .filter(name -> wanted.contains(name.namespace()));
  }

  private <S extends KeywaySpec, T extends KeywayStatus, R extends CustomResource<S, @Nullable T>>
      Stream<ObjectName> names(ResourceType<S, T, R> type) {
    return caches.all(type).map(type::name);
  }
}
