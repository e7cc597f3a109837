package dev.keyway.drift;

import dev.keyway.api.v1alpha1.Impact;
import dev.keyway.policy.Decision;
import dev.keyway.policy.Effect;
import dev.keyway.policy.Evaluator;
import dev.keyway.policy.PolicyDocument;
import dev.keyway.policy.Request;
import dev.keyway.policy.Statement;
import java.util.List;
import java.util.Objects;

/**
 * Deny statements that somebody else put into a policy. They are never removed: they may be the
 * guard of a security team. They are always told, and as broken where one stops what has to work.
 */
public final class ForeignDenies {
  private ForeignDenies() {}

  /**
   * Return a difference for each of them.
   *
   * @param path what the policy is called in status
   * @param foreign the statements of the policy that are not Keyway's
   * @param needed requests that have to be possible
   */
  public static List<Difference> judge(
      String path, PolicyDocument observed, List<Statement> foreign, List<Request> needed) {
    return foreign.stream()
        .filter(statement -> statement.effect() == Effect.DENY)
        .map(
            deny ->
                new Difference(
                    path + "[" + Objects.requireNonNullElse(deny.sid(), "no Sid") + "]",
                    "nothing",
                    deny.toJson(),
                    stops(deny, observed, needed) ? Impact.BROKEN : Impact.TIGHTENED))
        .toList();
  }

  private static boolean stops(Statement deny, PolicyDocument observed, List<Request> needed) {
    var others = observed.statements().stream().filter(s -> !s.equals(deny)).toList();
    var without = new PolicyDocument(observed.version(), observed.id(), others);
    return needed.stream()
        .anyMatch(
            request ->
                Evaluator.evaluate(request, without) instanceof Decision.Allowed
                    && Evaluator.evaluate(request, observed) instanceof Decision.Denied);
  }
}
