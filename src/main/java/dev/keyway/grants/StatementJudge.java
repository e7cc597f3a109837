package dev.keyway.grants;

import dev.keyway.policy.Decision;
import dev.keyway.policy.Effect;
import dev.keyway.policy.Evaluator;
import dev.keyway.policy.Lint;
import dev.keyway.policy.LintFinding;
import dev.keyway.policy.LintRule;
import dev.keyway.policy.LintRule.Severity;
import dev.keyway.policy.PolicyDocument;
import dev.keyway.policy.Principal;
import dev.keyway.policy.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Judges a statement of a spec before it enters a policy: whether AWS takes it, whether it lets in
 * somebody whom nobody means, and whether it stops what has to be possible.
 *
 * <p>Of a call that has to be possible it may be unknown whether a Deny stops it. For the operator
 * and for services that counts as stopped, as {@link OperatorCalls} and {@link GrantedCalls} say,
 * for all others it does not: a Deny by VPC or by organization, which Keyway cannot look into,
 * would not be possible at all.
 */
public final class StatementJudge {
  private static final Statement ALLOW_ALL =
      Statement.allow("All")
          .principal(new Principal.Anyone(false))
          .action("*")
          .resource("*")
          .build();

  /** What does no harm, but does nothing either, and so is not what was meant. */
  private static final Set<LintRule> USELESS =
      Set.of(
          LintRule.NO_ACTION,
          LintRule.FOREIGN_ACTION,
          LintRule.UNKNOWN_ACTION,
          LintRule.DELETED_PRINCIPAL,
          LintRule.SERVICE_WILDCARD,
          LintRule.ROLE_SIGNER,
          LintRule.SHORT_ARN,
          LintRule.LITERAL_VARIABLE,
          LintRule.UNKNOWN_VARIABLE);

  private final OperatorCalls operator;
  private final List<NeededCall> needed;
  private final Optional<PrincipalBounds> bounds;

  /** Judge for one policy without bounds. */
  public StatementJudge(OperatorCalls operator, List<NeededCall> needed) {
    this(operator, needed, Optional.empty());
  }

  /**
   * Judge for one policy.
   *
   * @param needed calls that have to be possible besides the operator's
   * @param bounds whom an Allow may let in; empty for anybody
   */
  public StatementJudge(
      OperatorCalls operator, List<NeededCall> needed, Optional<PrincipalBounds> bounds) {
    this.operator = operator;
    this.needed = List.copyOf(needed);
    this.bounds = bounds;
  }

  /**
   * Return what is wrong with a statement and what to do about it; empty where it may be written.
   */
  Optional<String> objection(AttachedPolicy policy, Statement statement) {
    return form(policy, statement)
        .or(() -> linted(policy, statement))
        .or(() -> bounds.flatMap(b -> b.objection(statement)))
        .or(() -> stopped(policy, statement));
  }

  private static Optional<String> form(AttachedPolicy policy, Statement statement) {
    if (statement.principals().negated()) {
      return Optional.of(
          "NotPrincipal speaks of everybody else, services and the operator among them: write"
              + " Principal \"*\" and except by a condition, such as ArnNotEquals aws:PrincipalArn");
    }
    var resources = statement.resources();
    boolean own =
        !resources.negated()
            && resources.patterns().stream()
                .allMatch(r -> r.equals(policy.arn()) || r.equals(policy.ownResource()));
    return own
        ? Optional.empty()
        : Optional.of(
            "its Resource is not this %s: leave Resource out, or write %s"
                .formatted(policy.kind().noun(), policy.ownResource()));
  }

  private static Optional<String> linted(AttachedPolicy policy, Statement statement) {
    var alone = new PolicyDocument(policy.version(), null, List.of(statement));
    return Lint.check(alone, policy.kind()).stream()
        .filter(finding -> isObjected(finding.rule()))
        .findFirst()
        .map(StatementJudge::text);
  }

  private static String text(LintFinding finding) {
    return finding.message() + ": " + finding.rule().advice();
  }

  private static boolean isObjected(LintRule rule) {
    return rule.severity() == Severity.ERROR || rule.isOfSecurity() || USELESS.contains(rule);
  }

  private Optional<String> stopped(AttachedPolicy policy, Statement statement) {
    if (statement.effect() == Effect.ALLOW) {
      return Optional.empty();
    }
    var document = new PolicyDocument(policy.version(), null, List.of(ALLOW_ALL, statement));
    return Stream.concat(operator.of(policy, statement).stream(), needed.stream())
        .flatMap(call -> stopped(call, document).stream())
        .findFirst();
  }

  private static Optional<String> stopped(NeededCall call, PolicyDocument document) {
    var action = call.request().action();
    return switch (Evaluator.evaluate(call.request(), document)) {
      case Decision.Denied _ ->
          Optional.of("it denies %s to %s: %s".formatted(action, call.whose(), call.remedy()));
      case Decision.Unknown(List<String> missing, var _) when call.certain() ->
          Optional.of(
              "it may deny %s to %s, which depends on %s: %s"
                  .formatted(action, call.whose(), String.join(", ", missing), call.remedy()));
      case Decision.Unknown _, Decision.Allowed _, Decision.NotAllowed _ -> Optional.empty();
    };
  }
}
