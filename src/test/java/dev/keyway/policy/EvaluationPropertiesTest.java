package dev.keyway.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
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
    return PolicyArbitraries.anyStatement();
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

  @Property
  void evaluationIsInvariantUnderWhatAwsRewrites(
      @ForAll("any") PolicyDocument document, @ForAll("partly") Request request, @ForAll long seed)
      throws PolicySyntaxException {
    assertThat(Tables.answer(Evaluator.evaluate(request, Rewriting.of(document, seed))))
        .isEqualTo(Tables.answer(Evaluator.evaluate(request, document)));
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
  void wideningWitnessesOfAnyDocumentAreTrue(
      @ForAll("any") PolicyDocument desired, @ForAll("any") PolicyDocument observed) {
    Permissiveness.widening(desired, observed, PolicyArbitraries.QUEUE)
        .forEach(widening -> PermissivenessTest.assertWitness(desired, observed, widening));
  }

  @Property(tries = 300)
  void aPolicyIsNotWiderThanItself(@ForAll("any") PolicyDocument document) {
    assertThat(Permissiveness.widening(document, document)).isEmpty();
    assertThat(Permissiveness.widening(document, Canonical.document(document))).isEmpty();
  }
}
