package dev.keyway.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class EvaluationPropertiesTest {
  @Provide
  Arbitrary<PolicyDocument> any() {
    return PolicyArbitraries.anyDocument();
  }

  @Provide
  Arbitrary<PolicyDocument> plain() {
    return PolicyArbitraries.plainDocument();
  }

  @Provide
  Arbitrary<Statement> statement() {
    return PolicyArbitraries.statement(
        PolicyArbitraries.anyPrincipals(), PolicyArbitraries.anyCondition());
  }

  @Provide
  Arbitrary<Request> known() {
    return PolicyArbitraries.request(PolicyArbitraries.completeContext());
  }

  @Provide
  Arbitrary<Request> partly() {
    return PolicyArbitraries.request(
        Combinators.combine(
                PolicyArbitraries.completeContext(), Arbitraries.integers().between(0, 7))
            .as(EvaluationPropertiesTest::forget));
  }

  private static RequestContext forget(RequestContext context, int which) {
    RequestContext.Builder builder = context.toBuilder();
    List<String> keys = List.copyOf(context.stated().keySet());
    for (int i = 0; i < keys.size(); i++) {
      if ((which & (1 << i)) != 0) {
        builder.unknown(keys.get(i));
      }
    }
    return builder.build();
  }

  @Property
  void evaluationIsInvariantUnderCanonicalisation(
      @ForAll("any") PolicyDocument document, @ForAll("partly") Request request) {
    assertThat(Tables.answer(Evaluator.evaluate(request, Canonical.document(document))))
        .isEqualTo(Tables.answer(Evaluator.evaluate(request, document)));
  }

  @Property
  void moreAllowsNeverTakeAway(
      @ForAll("any") PolicyDocument document,
      @ForAll("statement") Statement statement,
      @ForAll("partly") Request request) {
    if (Evaluator.evaluate(request, document).isAllowed()) {
      Statement allow = withEffect(statement, Effect.ALLOW);
      assertThat(Evaluator.evaluate(request, plus(document, allow)).isAllowed()).isTrue();
    }
  }

  @Property
  void moreDeniesNeverGive(
      @ForAll("any") PolicyDocument document,
      @ForAll("statement") Statement statement,
      @ForAll("partly") Request request) {
    Statement deny = withEffect(statement, Effect.DENY);
    if (Evaluator.evaluate(request, plus(document, deny)).isAllowed()) {
      assertThat(Evaluator.evaluate(request, document).isAllowed()).isTrue();
    }
  }

  private static Statement withEffect(Statement s, Effect effect) {
    return new Statement(
        s.sid(), effect, s.principals(), s.actions(), s.resources(), s.conditions());
  }

  private static PolicyDocument plus(PolicyDocument document, Statement statement) {
    List<Statement> statements = new ArrayList<>(document.statements());
    statements.add(statement);
    return new PolicyDocument(document.version(), document.id(), statements);
  }

  /** A certain answer stays whatever the unknown keys turn out to be. */
  @Property
  void certainAnswersHoldInEveryCompletion(
      @ForAll("any") PolicyDocument document,
      @ForAll("partly") Request request,
      @ForAll("known") Request completion) {
    Decision answer = Evaluator.evaluate(request, document);
    Decision completed = Evaluator.evaluate(complete(request, completion.context()), document);
    switch (answer) {
      case Decision.Allowed _ -> assertThat(completed.isAllowed()).isTrue();
      case Decision.Denied _ -> assertThat(completed).isInstanceOf(Decision.Denied.class);
      case Decision.NotAllowed _ -> assertThat(completed.isAllowed()).isFalse();
      case Decision.Unknown _ -> {}
    }
  }

  /** For one statement, unknown keys are a reason for Unknown only if two completions disagree. */
  @Property
  void unknownOnlyIfTwoCompletionsDisagree(
      @ForAll("single") Statement statement, @ForAll("partly") Request request) {
    PolicyDocument document = PolicyDocument.of(List.of(withEffect(statement, Effect.ALLOW)));
    if (Evaluator.evaluate(request, document) instanceof Decision.Unknown(var missing, _)
        && missing.stream().allMatch(what -> what.startsWith("context key"))) {
      assertThat(
              completions().stream()
                  .map(context -> Evaluator.evaluate(complete(request, context), document))
                  .map(Decision::isAllowed)
                  .collect(Collectors.toSet()))
          .hasSize(2);
    }
  }

  /**
   * At most one condition: two on one key may exclude each other, which the engine does not see.
   */
  @Provide
  Arbitrary<Statement> single() {
    return PolicyArbitraries.statement(
            PolicyArbitraries.principals(), PolicyArbitraries.plainCondition())
        .filter(statement -> statement.conditions().size() <= 1);
  }

  private static List<RequestContext> completions() {
    List<RequestContext> all = new ArrayList<>();
    for (String source : List.of("", "a", "b", "c")) {
      for (String tls : List.of("", "true", "false")) {
        for (String team : List.of("", "blue", "Blue", "BLUE", "red", "green", "b*")) {
          RequestContext.Builder context = RequestContext.absentUnlessStated();
          put(context, "aws:SourceArn", source, sourceArn(source));
          put(context, "aws:SecureTransport", tls, tls);
          put(context, "aws:PrincipalTag/team", team, team);
          all.add(context.build());
        }
      }
    }
    return all;
  }

  private static String sourceArn(String name) {
    String account = name.equals("c") ? "444455556666" : "111122223333";
    return "arn:aws:sns:us-east-1:" + account + ":" + name;
  }

  private static void put(RequestContext.Builder context, String key, String marker, String value) {
    if (marker.isEmpty()) {
      context.absent(key);
    } else {
      context.with(key, value);
    }
  }

  private static Request complete(Request request, RequestContext completion) {
    RequestContext.Builder context = request.context().toBuilder();
    request
        .context()
        .stated()
        .forEach(
            (key, value) -> {
              if (value instanceof ContextValue.Unknown) {
                context.with(key, completion.get(key));
              }
            });
    return new Request(request.caller(), request.action(), request.resourceArn(), context.build());
  }

  @Property(tries = 2_000)
  void wideningWitnessesAreTrueAndNoneIsOverlooked(
      @ForAll("plain") PolicyDocument desired,
      @ForAll("plain") PolicyDocument observed,
      @ForAll("known") Request request) {
    List<Widening> found = Permissiveness.widening(desired, observed, PolicyArbitraries.QUEUE);
    found.forEach(widening -> PermissivenessTest.assertWitness(desired, observed, widening));
    boolean more =
        Evaluator.evaluate(request, observed).isAllowed()
            && !Evaluator.evaluate(request, desired).isAllowed();
    assertThat(more && found.isEmpty()).as("overlooked: %s", request).isFalse();
  }

  @Property(tries = 300)
  void aPolicyIsNotWiderThanItself(@ForAll("any") PolicyDocument document) {
    assertThat(Permissiveness.widening(document, document)).isEmpty();
    assertThat(Permissiveness.widening(document, Canonical.document(document))).isEmpty();
  }
}
