package dev.keyway.grants;

import dev.keyway.policy.Equivalence;
import dev.keyway.policy.JsonValue;
import dev.keyway.policy.PolicyDocument;
import dev.keyway.policy.PolicySyntaxException;
import dev.keyway.policy.Principals;
import dev.keyway.policy.Resources;
import dev.keyway.policy.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Statements of a spec in IAM's own words, on their way into a policy. Each is one of Keyway's own
 * there, by a Sid that is made of its content, so that a change of it is drift and two objects that
 * want the same have the same text.
 *
 * <p>What stands already stays, whatever is thought of it now: to withdraw a Deny may let somebody
 * in, to withdraw an Allow may cut somebody off, and the spec asks for neither. So it goes before
 * the grants. What is new is judged, and admitted after them, where it fits.
 */
public final class AdditionalStatements {
  private static final String PREFIX = OwnedStatements.PREFIX + "Additional";

  private final AttachedPolicy policy;
  private final Set<String> refusedByAws;
  private final Map<String, Statement> readable = new LinkedHashMap<>();
  private final List<Refusal> refusals = new ArrayList<>();
  private final List<Statement> standing = new ArrayList<>();

  /** How much of a statement is written. */
  public enum Extent {
    /** Nothing. */
    NOTHING,
    /** All but the principals that AWS does not know. */
    PART,
    /** All, but only because it stood before; anew it would not be. */
    STANDS
  }

  /** A statement that is not written as it was asked for, and why. */
  public record Refusal(String name, String why, Extent extent) {}

  private AdditionalStatements(AttachedPolicy policy, Set<String> refusedByAws) {
    this.policy = policy;
    this.refusedByAws = refusedByAws;
  }

  /**
   * Read what a spec asks for.
   *
   * @param observed the policy as AWS returned it
   * @param refusedByAws principals, and Sids of statements, that AWS refused a short while ago
   */
  public static AdditionalStatements of(
      AttachedPolicy policy,
      List<StatementAsk> asks,
      Optional<PolicyDocument> observed,
      Set<String> refusedByAws) {
    var statements = new AdditionalStatements(policy, refusedByAws);
    asks.stream()
        .sorted(Comparator.comparing(StatementAsk::name))
        .forEach(ask -> statements.read(ask, observed));
    return statements;
  }

  /** Return whether a statement was asked for in IAM's own words, by its Sid. */
  public static boolean isAdditional(Statement statement) {
    return OwnedStatements.owns(statement)
        && Objects.requireNonNull(statement.sid()).startsWith(PREFIX);
  }

  /** Return the rest of a policy. */
  public static PolicyDocument without(PolicyDocument policy) {
    var others = policy.statements().stream().filter(s -> !isAdditional(s)).toList();
    return new PolicyDocument(policy.version(), policy.id(), others);
  }

  private void read(StatementAsk ask, Optional<PolicyDocument> observed) {
    try {
      var written = Statement.parse(ask.json());
      if (written.sid() != null) {
        refuse(ask.name(), "the Sid is Keyway's: leave Sid out", Extent.NOTHING);
        return;
      }
      var statement = owned(written);
      var known = known(ask.name(), statement);
      known.ifPresent(s -> readable.put(ask.name(), s));
      known
          .filter(s -> stands(statement, observed) && !standing.contains(s))
          .ifPresent(standing::add);
    } catch (PolicySyntaxException e) {
      var place = e.place().equals(JsonValue.WHOLE) ? "" : e.place() + " ";
      refuse(ask.name(), "IAM does not take it: " + place + e.rule(), Extent.NOTHING);
    }
  }

  private void refuse(String name, String why, Extent extent) {
    refusals.add(new Refusal(name, why, extent));
  }

  // The Sid stays that of all principals: who is let in later does not make it another statement.
  private Optional<Statement> known(String name, Statement statement) {
    var principals = statement.principals();
    var unknown =
        principals.members().stream()
            .map(PrincipalText::of)
            .filter(refusedByAws::contains)
            .toList();
    if (unknown.isEmpty()) {
      return Optional.of(statement);
    }
    var known =
        principals.members().stream()
            .filter(member -> !unknown.contains(PrincipalText.of(member)))
            .toList();
    var why = "AWS does not know the principal " + String.join(", ", unknown);
    refuse(name, why, known.isEmpty() ? Extent.NOTHING : Extent.PART);
    return known.isEmpty()
        ? Optional.empty()
        : Optional.of(withPrincipals(statement, new Principals(principals.negated(), known)));
  }

  private static Statement withPrincipals(Statement statement, Principals principals) {
    return new Statement(
        statement.sid(),
        statement.effect(),
        principals,
        statement.actions(),
        statement.resources(),
        statement.conditions());
  }

  private Statement owned(Statement written) {
    var resources =
        written.resources().isStated() ? written.resources() : Resources.of(policy.ownResource());
    var whole =
        new Statement(
            null,
            written.effect(),
            written.principals(),
            written.actions(),
            resources,
            written.conditions());
    return whole.withSid(PREFIX + GrantGroup.tenHexDigits(whole.toJson()));
  }

  // Whom somebody added to its principals, or AWS struck out with a role, is put right: that is no
  // reason to judge it anew.
  private static boolean stands(Statement statement, Optional<PolicyDocument> observed) {
    return observed.stream()
        .flatMap(document -> document.statements().stream())
        .filter(s -> Objects.equals(s.sid(), statement.sid()))
        .map(s -> withPrincipals(s, statement.principals()))
        .anyMatch(s -> Equivalence.equivalent(s, statement));
  }

  /** Return those that stand and stay, and so take their room before any grant. */
  public List<Statement> standing() {
    return List.copyOf(standing);
  }

  /**
   * Add to a policy what is fit for it and fits into it.
   *
   * @param admitted the policy with its grants and {@link #standing}
   * @param judge of what is new
   */
  public Admission.Admitted admit(Admission.Admitted admitted, StatementJudge judge) {
    var added = new ArrayList<Statement>();
    var refused = new ArrayList<>(refusals);
    readable.forEach(
        (name, statement) -> {
          boolean stands = standing.contains(statement);
          var why =
              judge
                  .objection(policy, statement)
                  .or(() -> stands ? Optional.empty() : refused(statement))
                  .or(() -> stands ? Optional.empty() : full(admitted, added, statement));
          var extent = stands ? Extent.STANDS : Extent.NOTHING;
          why.ifPresent(text -> refused.add(new Refusal(name, text, extent)));
          if (why.isEmpty() && !stands && !added.contains(statement)) {
            added.add(statement);
          }
        });
    refused.sort(Comparator.comparing(Refusal::extent).thenComparing(Refusal::name));
    return new Admission.Admitted(
        with(admitted.document(), added), admitted.refused(), List.copyOf(refused));
  }

  private Optional<String> refused(Statement statement) {
    return refusedByAws.contains(statement.sid())
        ? Optional.of("AWS refuses the policy with it: correct its service or its condition keys")
        : Optional.empty();
  }

  private Optional<String> full(
      Admission.Admitted admitted, List<Statement> added, Statement statement) {
    var more = Stream.concat(added.stream(), Stream.of(statement)).distinct().toList();
    return policy.kind().limits().check(with(admitted.document(), more)).stream()
        .findFirst()
        .map(violation -> "it does not fit beside the grants: " + violation.message());
  }

  // Last and by their Sids, whether they stand or are new: the text is a matter of what is wanted.
  private static PolicyDocument with(PolicyDocument document, List<Statement> added) {
    var others = document.statements().stream().filter(s -> !isAdditional(s));
    var additional =
        Stream.concat(
                document.statements().stream().filter(AdditionalStatements::isAdditional),
                added.stream())
            .sorted(Comparator.comparing(s -> Objects.requireNonNull(s.sid())));
    return new PolicyDocument(
        document.version(), document.id(), Stream.concat(others, additional).toList());
  }
}
