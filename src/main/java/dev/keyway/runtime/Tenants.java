package dev.keyway.runtime;

import dev.keyway.api.v1alpha1.AccountBindingSpec;
import dev.keyway.api.v1alpha1.KeywaySpec;
import dev.keyway.binding.Binding;
import dev.keyway.binding.BindingPermit;
import dev.keyway.reconcile.ChildKeys;
import dev.keyway.reconcile.Deletions;
import dev.keyway.reconcile.Outcome;
import dev.keyway.reconcile.Permit;
import dev.keyway.reconcile.Reason;
import dev.keyway.reconcile.Resource;
import dev.keyway.reconcile.Settings;
import dev.keyway.reconcile.Wanted;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The passes over the objects of a namespace: in the account of the AccountBinding that serves it;
 * where none does, in the operator's own account, or nowhere if namespaces have to be bound.
 */
final class Tenants {
  /** What becomes of namespaces without AccountBinding. */
  enum Tenancy {
    /** They use the operator's own account. */
    OPEN,
    /** Their objects are left alone. */
    BOUND
  }

  /** What passes are made of. */
  record Parts(Accounts accounts, Wanted wanted, ChildKeys childKeys, Clock clock) {}

  private record Made(Settings settings, AccountBindingSpec spec, RoomPasses passes) {}

  private final Bindings bindings;
  private final Tenancy tenancy;
  private final Parts parts;
  private final Settings settings;
  private final RoomPasses unbound;
  private final Map<String, Made> made = new ConcurrentHashMap<>();

  Tenants(Bindings bindings, Tenancy tenancy, Parts parts, Settings settings) {
    this.bindings = bindings;
    this.tenancy = tenancy;
    this.parts = parts;
    this.settings = settings;
    Permit none =
        switch (tenancy) {
          case OPEN -> Permit.ALWAYS;
          case BOUND -> resource -> Optional.of(notBound(resource.namespace()));
        };
    this.unbound = passes(parts.accounts().own(), settings, wanted(Optional.empty()), none);
  }

  /** Return the passes over objects, which find the account of each by themselves. */
  RoomPasses passes() {
    return new RoomPasses(
        resource -> of(resource).key().run(resource),
        resource -> of(resource).topic().run(resource),
        resource -> of(resource).queue().run(resource),
        resource -> of(resource).subscription().run(resource));
  }

  /** Return which binding serves what. */
  Bindings bindings() {
    return bindings;
  }

  /** Return whose account a binding's is, as AWS says. */
  Accounts.Account account(Binding binding) {
    return parts.accounts().of(binding.spec());
  }

  // An object that names nothing in AWS yet would be created in the wrong account, and stay there,
  // if the informers had not heard yet of a binding, or of how its namespace is labelled now.
  private RoomPasses of(Resource<? extends KeywaySpec, ? extends @Nullable Object> resource) {
    var known = bindings.serving(resource.namespace());
    boolean harmless = known.isEmpty() && tenancy == Tenancy.BOUND;
    var serving =
        harmless || Deletions.isNamed(resource.status())
            ? known
            : bindings.confirmed(resource.namespace());
    return serving.map(this::of).orElse(unbound);
  }

  private RoomPasses of(Binding binding) {
    return made.compute(binding.name(), (_, before) -> current(binding, before)).passes();
  }

  private Made current(Binding binding, @Nullable Made before) {
    var bound = binding.settings(settings);
    if (before != null && before.settings().equals(bound) && before.spec().equals(binding.spec())) {
      return before;
    }
    var account = account(binding);
    var wanted = wanted(Optional.of(binding.name()));
    var permit = new BindingPermit(account.aws(), wanted, bound);
    return new Made(bound, binding.spec(), passes(account, bound, wanted, permit));
  }

  private Wanted wanted(Optional<String> binding) {
    return new TenantWanted(
        parts.wanted(),
        namespace -> bindings.serving(namespace).map(Binding::name).equals(binding));
  }

  private RoomPasses passes(Accounts.Account account, Settings of, Wanted wanted, Permit permit) {
    return new Passes(
            account.aws(),
            account.observations(),
            wanted,
            parts.childKeys(),
            of,
            parts.clock(),
            permit)
        .ofRooms();
  }

  private static Outcome.Refused notBound(String namespace) {
    return new Outcome.Refused(
        Reason.NotBound,
        "No AccountBinding serves namespace %s, and Keyway runs with tenancy: bound. What stands in AWS stays as it is. Ask an administrator for an AccountBinding that selects the namespace."
            .formatted(namespace));
  }
}
