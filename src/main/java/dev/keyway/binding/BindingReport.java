package dev.keyway.binding;

import dev.keyway.api.v1alpha1.AccountBindingStatus;
import dev.keyway.api.v1alpha1.Condition;
import dev.keyway.reconcile.Conditions;
import dev.keyway.reconcile.Outcome;
import dev.keyway.reconcile.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The status of a binding; pure. */
public final class BindingReport {
  private BindingReport() {}

  /** Return how the binding stands. */
  public static Outcome outcome(Binding binding, BindingObservation o) {
    if (o.failure().isPresent()) {
      return new Outcome.Failed(o.failure().get());
    }
    if (o.account().filter(binding.spec().accountId()::equals).isEmpty()) {
      return new Outcome.Invalid(Reason.AccountMismatch, mismatch(binding, o));
    }
    if (!o.conflicts().isEmpty()) {
      return new Outcome.Invalid(Reason.Conflicting, conflict(o));
    }
    return binding.deleting() && isInUse(o)
        ? new Outcome.Blocked(Reason.BindingInUse, inUse(o), Set.of())
        : new Outcome.Done();
  }

  /** Return whether objects need the binding, so that it cannot go. */
  public static boolean isInUse(BindingObservation o) {
    return o.objects() > 0;
  }

  /** Return the status. */
  public static AccountBindingStatus status(
      Binding binding, BindingObservation o, Outcome outcome, Instant now) {
    var ready =
        "Keyway works in account %s for %d namespace(s)."
            .formatted(binding.spec().accountId(), o.serves().size());
    return new AccountBindingStatus(
        binding.generation(),
        conditions(binding, outcome, ready, now),
        o.serves().size(),
        o.objects(),
        o.conflicts().isEmpty() ? null : conflicting(o));
  }

  private static int conflicting(BindingObservation o) {
    return o.conflicts().values().stream().mapToInt(Set::size).sum();
  }

  private static List<Condition> conditions(
      Binding binding, Outcome outcome, String ready, Instant now) {
    var previous =
        Optional.ofNullable(binding.status())
            .map(AccountBindingStatus::conditions)
            .orElse(List.of());
    return Conditions.of(binding.generation(), previous, outcome, ready, List.of(), List.of(), now);
  }

  private static String mismatch(Binding binding, BindingObservation o) {
    return "Keyway's credentials are of account %s, not %s: its objects are left alone. Correct accountId (in a new binding) or roleArn."
        .formatted(o.account().orElse(""), binding.spec().accountId());
  }

  private static String conflict(BindingObservation o) {
    var first = o.conflicts().entrySet().iterator().next();
    return "%d namespace(s) that it selects are served by an older AccountBinding, first %s by %s. It serves %d other(s). Change one of the selectors."
        .formatted(
            conflicting(o), first.getValue().iterator().next(), first.getKey(), o.serves().size());
  }

  private static String inUse(BindingObservation o) {
    return "Deletion waits for %d object(s) in %d namespace(s); until then it serves them as before. Delete them, or have another AccountBinding serve their namespaces."
        .formatted(o.objects(), o.serves().size());
  }
}
