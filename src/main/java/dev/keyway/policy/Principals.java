package dev.keyway.policy;

import java.util.Collection;
import java.util.List;

/**
 * The {@code Principal} element of a statement, or {@code NotPrincipal} when negated.
 *
 * @param members any of them; sorted, without repetition; empty when the statement has no such
 *     element, as in an identity policy
 */
public record Principals(boolean negated, List<Principal> members) {
  private static final Principals NONE = new Principals(false, List.of());

  public Principals {
    if (negated && members.isEmpty()) {
      throw new IllegalArgumentException("NotPrincipal needs at least one principal");
    }
    members = Sorted.principals(members);
    if (members.size() > 1 && members.contains(new Principal.Anyone(false))) {
      throw new IllegalArgumentException("the principal \"*\" stands alone");
    }
  }

  /** A {@code Principal} element. */
  public static Principals of(Collection<? extends Principal> members) {
    return new Principals(false, List.copyOf(members));
  }

  /** A {@code Principal} element. */
  public static Principals of(Principal... members) {
    return of(List.of(members));
  }

  /** A {@code NotPrincipal} element. */
  public static Principals not(Collection<? extends Principal> members) {
    return new Principals(true, List.copyOf(members));
  }

  /** No such element: an identity policy, which applies to whom it is attached to. */
  public static Principals none() {
    return NONE;
  }

  /** Whether the statement has the element at all. */
  public boolean isStated() {
    return !members.isEmpty();
  }
}
