package dev.keyway.policy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Counts what the cases of a differential run were about, so that no part of it silently comes to
 * nothing. Parts of statements are counted only where the engine came to them and was certain.
 */
final class DifferentialTally {
  private static final double MOST_UNKNOWN = 0.3;

  /** Of a thousand cases at least so many of each. */
  private static final double LEAST_PER_MILLE = 1;

  private final Map<String, Integer> counts = new TreeMap<>();

  void count(ObjectNode asked, DifferentialCase answered) {
    String caller = asked.path("caller").asText();
    boolean own = caller.contains(CaseGenerator.OWNER);
    String who = caller.startsWith("arn:") ? own ? "own" : "other account's" : "service";
    add(asked.path("kind").asText() + " and " + who + ": " + Tables.answer(answered.engine()));
    add("answer: " + Tables.answer(answered.engine()));
    if (asked.path("hidden").size() > 0 || asked.path("identityHidden").asBoolean()) {
      add(
          "partly known: "
              + (answered.engine() instanceof Decision.Unknown ? "unknown" : "certain"));
    }
    for (StatementVerdict verdict :
        new StatementMatcher(answered.request()).resourcePolicy(answered.policy())) {
      verdict.findings().forEach(this::count);
      if (verdict.truth() == Truth.YES) {
        matched(verdict, answered.policy());
      }
    }
  }

  private void count(Finding finding) {
    Operator operator = Operator.named(finding.part().split(" ")[0]);
    if (operator == null || finding.truth() == Truth.UNKNOWN) {
      return;
    }
    boolean negated = operator.negated();
    String name =
        negated ? operator.comparison().negatedOperator() : operator.comparison().operator();
    add("operator " + name + ": " + finding.truth());
    if (operator.quantifier() != Operator.Quantifier.NONE) {
      add("set operator " + operator.quantifier() + ": " + finding.truth());
    }
    if (operator.ifExists()) {
      add("IfExists: " + finding.truth());
    }
  }

  private void matched(StatementVerdict verdict, PolicyDocument policy) {
    Statement statement = verdict.statement();
    add("naming " + verdict.naming());
    statement.principals().members().forEach(p -> add("principal " + p.getClass().getSimpleName()));
    addIf(statement.principals().negated(), "NotPrincipal");
    addIf(statement.actions().negated(), "NotAction");
    addIf(statement.resources().negated(), "NotResource");
    addIf(
        policy.hasVariables() && statement.resources().patterns().toString().contains("${"),
        "variable in Resource");
    addIf(
        policy.hasVariables() && statement.conditions().toString().contains("${"),
        "variable in Condition");
  }

  private void addIf(boolean happens, String what) {
    if (happens) {
      add("matched: " + what);
    }
  }

  private void add(String what) {
    counts.merge(what, 1, Integer::sum);
  }

  /** What did not occur often enough among so many cases, or too often. */
  List<String> wrongShares(int cases) {
    List<String> wrong = new ArrayList<>();
    expected()
        .filter(what -> counts.getOrDefault(what, 0) < cases * LEAST_PER_MILLE / 1000)
        .forEach(what -> wrong.add(what + " only " + counts.getOrDefault(what, 0) + " times"));
    if (counts.getOrDefault("answer: unknown", 0) > cases * MOST_UNKNOWN) {
      wrong.add("answer: unknown too often");
    }
    return wrong;
  }

  private static Stream<String> expected() {
    Stream<String> answers =
        Stream.of("queue", "topic", "key")
            .flatMap(
                kind -> Stream.of("own", "other account's", "service").map(w -> kind + " and " + w))
            .flatMap(
                what -> Stream.of("allowed", "denied", "not-allowed").map(a -> what + ": " + a));
    Stream<String> operators =
        Stream.of(Comparison.values())
            .flatMap(c -> Stream.of(c.operator(), c.negatedOperator()))
            .filter(operator -> operator != null)
            .map(operator -> "operator " + operator);
    Stream<String> sides =
        Stream.concat(operators, Stream.of("set operator ALL", "set operator ANY", "IfExists"))
            .flatMap(what -> Stream.of(what + ": YES", what + ": NO"));
    Stream<String> parts =
        Stream.of(
            "answer: unknown",
            "partly known: unknown",
            "partly known: certain",
            "naming CALLER",
            "naming ACCOUNT",
            "principal Anyone",
            "principal Account",
            "principal Arn",
            "principal Service",
            "principal UniqueId",
            "principal Federated",
            "matched: NotPrincipal",
            "matched: NotAction",
            "matched: NotResource",
            "matched: variable in Resource",
            "matched: variable in Condition");
    return Stream.of(answers, sides, parts).flatMap(s -> s);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    counts.forEach((what, count) -> text.append(what).append(" = ").append(count).append('\n'));
    return text.toString();
  }
}
