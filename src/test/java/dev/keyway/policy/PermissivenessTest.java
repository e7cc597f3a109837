package dev.keyway.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class PermissivenessTest {
  private static final String QUEUE = "arn:aws:sqs:us-east-1:111122223333:orders";

  @TestFactory
  Stream<DynamicTest> pairs() {
    return Tables.tests(
        "widening.yaml",
        row -> {
          PolicyDocument desired = Tables.document(row.get("desired"));
          PolicyDocument observed = Tables.document(row.get("observed"));
          assertAnswer(
              row.get("answer").asText(),
              desired,
              observed,
              Permissiveness.widening(desired, observed, QUEUE));
          if (row.has("back")) {
            assertAnswer(
                row.get("back").asText(),
                observed,
                desired,
                Permissiveness.narrowing(desired, observed, QUEUE));
          }
        });
  }

  private static void assertAnswer(
      String answer, PolicyDocument narrow, PolicyDocument wide, List<Widening> found) {
    switch (answer) {
      case "none" -> assertThat(found).isEmpty();
      case "cannot-tell" ->
          assertThat(found).isNotEmpty().allMatch(Widening.CannotTell.class::isInstance);
      case "wider" -> {
        assertThat(found).anyMatch(Widening.Witnessed.class::isInstance);
        found.forEach(widening -> assertWitness(narrow, wide, widening));
      }
      default -> throw new AssertionError(answer);
    }
  }

  /** The witness really is allowed by the one and not by the other. */
  static void assertWitness(PolicyDocument narrow, PolicyDocument wide, Widening widening) {
    if (widening instanceof Widening.Witnessed(Statement statement, Request witness, String text)) {
      assertThat(wide.statements()).contains(statement);
      assertThat(text).contains(witness.caller().display(), witness.action());
      boolean byItself =
          Evaluator.evaluate(witness, wide).isAllowed()
              && !Evaluator.evaluate(witness, narrow).isAllowed();
      assertThat(byItself || withIdentityPolicy(narrow, wide, witness)).as(text).isTrue();
    }
  }

  private static boolean withIdentityPolicy(
      PolicyDocument narrow, PolicyDocument wide, Request witness) {
    List<PolicyDocument> all =
        List.of(
            PolicyDocument.of(List.of(Statement.allow(null).action("*").resource("*").build())));
    return Evaluator.evaluate(witness, wide, ResourceKind.KMS_KEY, all).isAllowed()
        && !Evaluator.evaluate(witness, narrow, ResourceKind.KMS_KEY, all).isAllowed();
  }

  @TestFactory
  Stream<DynamicTest> publicAccess() {
    return Tables.tests(
        "public.yaml",
        row ->
            assertThat(Permissiveness.isPublic(Tables.document(row.get("policy"))))
                .isEqualTo(row.get("public").asBoolean()));
  }

  @Test
  void hundredTopicsAreComparedQuickly() {
    List<String> topics =
        Stream.iterate(0, i -> i + 1)
            .limit(100)
            .map(i -> "arn:aws:sns:us-east-1:111122223333:topic-" + i)
            .toList();
    PolicyDocument desired = PolicyDocument.of(List.of(delivery(topics.subList(0, 99))));
    PolicyDocument observed = PolicyDocument.of(List.of(delivery(topics)));
    assertThat(Permissiveness.widening(desired, observed, QUEUE))
        .singleElement()
        .isInstanceOfSatisfying(
            Widening.Witnessed.class,
            widening ->
                assertThat(widening.witness().context().get("aws:SourceArn"))
                    .isEqualTo(new ContextValue.Known(List.of(topics.getLast()))));
    assertThat(Permissiveness.narrowing(desired, observed, QUEUE)).isEmpty();
  }

  private static Statement delivery(List<String> topics) {
    return Statement.allow("KeywaySnsDelivery")
        .principal(new Principal.Service("sns.amazonaws.com"))
        .action("sqs:SendMessage")
        .resource(QUEUE)
        .condition("ArnEquals", "aws:SourceArn", topics)
        .build();
  }
}
