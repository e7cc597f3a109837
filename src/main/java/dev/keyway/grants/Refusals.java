package dev.keyway.grants;

import dev.keyway.policy.PolicyDocument;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Grants that are left out of a policy for the sake of whom they would let in.
 *
 * @param unknown principals that AWS refused a short while ago, most often because they do not
 *     exist; one of them would make AWS refuse the whole policy
 * @param guarded grants that guardrails do not admit and that do not stand already, without asker
 * @param bounds whom the guardrails let in; empty without guardrails
 */
public record Refusals(Set<String> unknown, Set<Grant> guarded, Optional<PrincipalBounds> bounds) {
  /** Nothing is refused. */
  public static final Refusals NONE = new Refusals(Set.of(), Set.of(), Optional.empty());

  public Refusals {
    unknown = Set.copyOf(unknown);
    guarded = Set.copyOf(guarded);
  }

  /** Return that AWS refuses these principals. */
  public static Refusals unknown(Set<String> principals) {
    return new Refusals(principals, Set.of(), Optional.empty());
  }

  /**
   * Return the same with grants that guardrails do not admit.
   *
   * @param grants what is asked of the policy
   * @param observed the policy as AWS has it
   */
  public Refusals guardedBy(
      PrincipalBounds guardrails, List<Grant> grants, Optional<PolicyDocument> observed) {
    var outside = guardrails.refused(grants, observed);
    return new Refusals(
        unknown,
        outside.stream().map(Refusals::anonymous).collect(Collectors.toSet()),
        Optional.of(guardrails));
  }

  /** Return why the grant is left out; empty when it is not. */
  public Optional<String> why(Grant grant) {
    if (unknown.contains(grant.member())) {
      return Optional.of("AWS does not know the principal " + grant.member());
    }
    return guarded.contains(anonymous(grant))
        ? Optional.of(
            bounds.map(PrincipalBounds::guardrails).orElse("guardrails")
                + " do not let "
                + who(grant)
                + " in")
        : Optional.empty();
  }

  /** Return the members of which a grant is left out. */
  public Set<String> members() {
    var members = new TreeSet<>(unknown);
    guarded.forEach(grant -> members.add(grant.member()));
    return members;
  }

  private static String who(Grant grant) {
    return grant.group().members() instanceof GrantGroup.Members.Sources(String service, _, _)
        ? service + " for " + grant.member()
        : grant.member();
  }

  private static Grant anonymous(Grant grant) {
    return new Grant("", grant.group(), grant.member());
  }
}
