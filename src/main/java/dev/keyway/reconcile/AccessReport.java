package dev.keyway.reconcile;

import dev.keyway.api.v1alpha1.AccessRole;
import dev.keyway.api.v1alpha1.NamedPrincipal;
import dev.keyway.api.v1alpha1.PrincipalAccess;
import dev.keyway.grants.Callers;
import dev.keyway.grants.Grant;
import dev.keyway.grants.GrantKind;
import dev.keyway.grants.Held;
import dev.keyway.grants.OtherAccount;
import dev.keyway.grants.OwnedStatements;
import dev.keyway.policy.CallerContexts;
import dev.keyway.policy.Decision;
import dev.keyway.policy.Evaluator;
import dev.keyway.policy.PolicyDocument;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Says in status what the principals of a spec have, and what they still need; pure. */
public final class AccessReport {
  private final List<Held> held = new ArrayList<>();
  private final Set<Held> missing = new HashSet<>();
  private final List<PrincipalAccess> entries = new ArrayList<>();

  /**
   * Add what an object's own policy has to hold.
   *
   * @param policy the policy as AWS returned it; empty where there is none
   */
  public AccessReport on(String resourceArn, List<Grant> grants, Optional<PolicyDocument> policy) {
    var standing = policy.map(OwnedStatements::grants).orElse(List.of());
    return on(
        resourceArn,
        grants,
        grant ->
            standing.stream().anyMatch(grant::isLike)
                && !isDenied(grant, resourceArn, policy.orElseThrow()));
  }

  /** Add what another object has to hold, of which only that object knows whether it does. */
  public AccessReport elsewhere(String resourceArn, List<Grant> grants, boolean holds) {
    return on(resourceArn, grants, _ -> holds);
  }

  /** Add what another object has to hold, each grant with its own answer. */
  public AccessReport elsewhere(String resourceArn, List<Grant> grants, Predicate<Grant> holds) {
    return on(resourceArn, grants, holds);
  }

  private AccessReport on(String resourceArn, List<Grant> grants, Predicate<Grant> holds) {
    for (var grant : grants) {
      var one = new Held("", resourceArn, grant);
      held.add(one);
      if (!holds.test(grant)) {
        missing.add(one);
      }
    }
    return this;
  }

  /** Tell of principals; services among them are left out. */
  public AccessReport tell(AccessRole as, Set<GrantKind> kinds, List<NamedPrincipal> principals) {
    principals.forEach(
        named ->
            Asks.member(named.principal())
                .forEach(member -> entries.add(entry(as, kinds, named.name(), member))));
    return this;
  }

  /** Tell of one principal. */
  public AccessReport tell(AccessRole as, Set<GrantKind> kinds, String name, String member) {
    entries.add(entry(as, kinds, name, member));
    return this;
  }

  /** Tell of one that AWS will never let do it, whoever grants what. */
  public void tellImpossible(AccessRole as, String name, String message) {
    entries.add(new PrincipalAccess(as, name, false, null, message));
  }

  /** Return all that was told. */
  public List<PrincipalAccess> entries() {
    return List.copyOf(entries);
  }

  private PrincipalAccess entry(AccessRole as, Set<GrantKind> kinds, String name, String member) {
    var its =
        held.stream()
            .filter(one -> kinds.contains(one.grant().group().kind()))
            .filter(one -> one.grant().member().equals(member))
            .toList();
    boolean granted = !its.isEmpty() && its.stream().noneMatch(missing::contains);
    return new PrincipalAccess(
        as,
        name,
        granted,
        OtherAccount.toAdd(member, its).map(PolicyDocument::toJson).orElse(null),
        null);
  }

  private static boolean isDenied(Grant grant, String resourceArn, PolicyDocument policy) {
    return Callers.of(grant.member()).stream()
        .anyMatch(
            caller ->
                grant.group().actions().stream()
                    .filter(action -> !action.contains("*"))
                    .map(action -> CallerContexts.iam(caller, action, resourceArn))
                    .anyMatch(
                        request -> Evaluator.evaluate(request, policy) instanceof Decision.Denied));
  }
}
