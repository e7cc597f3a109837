package dev.keyway.grants;

import dev.keyway.policy.PolicyDocument;
import dev.keyway.policy.PolicyLimits;
import dev.keyway.policy.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Admits grants to a policy in the order in which they were asked for, as long as they fit.
 *
 * <p>A grant that does not fit is left out and reported to its asker; smaller ones after it may
 * still get in, so that one tenant's mistake never freezes a policy that others share.
 */
public final class Admission {
  private final PolicyLimits limits;
  private final int principalsPerStatement;
  private final List<Statement> fixed;
  private final Frame frame;

  /**
   * Prepare a policy.
   *
   * @param limits the service's limits
   * @param fixed statements that are always in, foreign ones among them, in their order
   */
  public Admission(PolicyLimits limits, List<Statement> fixed) {
    this.limits = limits;
    this.principalsPerStatement = limits.principals();
    this.fixed = List.copyOf(fixed);
    this.frame = Frame.exclusive(Optional.empty());
  }

  /**
   * Prepare a policy that something stays of.
   *
   * @param own statements of Keyway that are always in
   * @param frame what stays; it counts against the limits
   */
  public Admission(PolicyLimits limits, List<Statement> own, Frame frame) {
    this.limits = limits;
    this.principalsPerStatement = limits.principals();
    this.fixed = Stream.concat(own.stream(), frame.foreign().stream()).toList();
    this.frame = frame;
  }

  /**
   * The policy and what was left out of it.
   *
   * @param refused in order of asking
   * @param refusedStatements statements in IAM's own words that were left out, by name
   */
  public record Admitted(
      PolicyDocument document,
      List<Refusal> refused,
      List<AdditionalStatements.Refusal> refusedStatements) {
    /** Return a policy that no statements in IAM's own words were asked for. */
    public Admitted(PolicyDocument document, List<Refusal> refused) {
      this(document, refused, List.of());
    }
  }

  /** A grant that was left out, and why, for the status of the object that asked for it. */
  public record Refusal(Grant grant, String why) {}

  /**
   * Admit what fits of {@code asked}.
   *
   * @param refusals what is left out whether it fits or not
   */
  public Admitted admit(List<Grant> asked, Refusals refusals) {
    var refused = new ArrayList<Refusal>();
    asked.forEach(g -> refusals.why(g).ifPresent(why -> refused.add(new Refusal(g, why))));
    var admitted = fit(asked.stream().filter(g -> refusals.why(g).isEmpty()).toList());
    refused.addAll(admitted.refused());
    return new Admitted(admitted.document(), List.copyOf(refused));
  }

  /**
   * Admit what fits, without guardrails.
   *
   * @param unknownPrincipals principals that AWS does not take, which one bad apple would otherwise
   *     make it refuse the whole policy for
   */
  public Admitted admit(List<Grant> asked, Set<String> unknownPrincipals) {
    return admit(asked, Refusals.unknown(unknownPrincipals));
  }

  private Admitted fit(List<Grant> asked) {
    var whole = document(asked);
    if (limits.check(whole).isEmpty()) {
      return new Admitted(whole, List.of());
    }
    var admitted = new ArrayList<Grant>();
    var refused = new ArrayList<Refusal>();
    for (var grant : asked) {
      admitted.add(grant);
      var violations = limits.check(document(admitted));
      if (!violations.isEmpty()) {
        admitted.removeLast();
        refused.add(new Refusal(grant, violations.getFirst().message()));
      }
    }
    return new Admitted(document(admitted), List.copyOf(refused));
  }

  private PolicyDocument document(List<Grant> grants) {
    Map<GrantGroup, TreeSet<String>> groups = new LinkedHashMap<>();
    for (var grant : grants) {
      groups.computeIfAbsent(grant.group(), _ -> new TreeSet<>()).add(grant.member());
    }
    var statements = new ArrayList<>(fixed);
    groups.entrySet().stream()
        .sorted(Map.Entry.comparingByKey(Admission::compare))
        .forEach(group -> statements.addAll(chunks(group.getKey(), List.copyOf(group.getValue()))));
    return frame.document(statements);
  }

  private List<Statement> chunks(GrantGroup group, List<String> members) {
    var statements = new ArrayList<Statement>();
    for (int from = 0, chunk = 0; from < members.size(); chunk++) {
      int to = (int) Math.min(members.size(), (long) from + principalsPerStatement);
      statements.add(group.statement(members.subList(from, to), chunk));
      from = to;
    }
    return statements;
  }

  private static int compare(GrantGroup a, GrantGroup b) {
    int byKind = a.kind().compareTo(b.kind());
    return byKind != 0 ? byKind : a.toString().compareTo(b.toString());
  }
}
