package dev.keyway.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class EvaluatorTest {

  @TestFactory
  Stream<DynamicTest> conditionsInAnAllow() {
    return Tables.tests(
        "conditions.yaml",
        row -> {
          Decision decision = Evaluator.evaluate(Tables.request(row), policy(row, "Allow"));
          String wanted =
              switch (row.get("matches").asText()) {
                case "yes" -> "allowed";
                case "no" -> "not-allowed";
                default -> "unknown";
              };
          assertThat(Tables.answer(decision)).as("%s", decision.trace()).isEqualTo(wanted);
        });
  }

  @TestFactory
  Stream<DynamicTest> conditionsInADeny() {
    return Tables.tests(
        "conditions.yaml",
        row -> {
          Decision decision = Evaluator.evaluate(Tables.request(row), policy(row, "Deny"));
          String wanted =
              switch (row.get("matches").asText()) {
                case "yes" -> "denied";
                case "no" -> "allowed";
                default -> "unknown";
              };
          assertThat(Tables.answer(decision)).as("%s", decision.trace()).isEqualTo(wanted);
        });
  }

  /** The statement of the row; a Deny stands beside an Allow for everyone. */
  private static PolicyDocument policy(JsonNode row, String effect) throws PolicySyntaxException {
    ObjectNode statement = JsonNodeFactory.instance.objectNode();
    statement.put("Effect", effect);
    statement.set("Condition", row.get("if"));
    List<JsonNode> statements = new ArrayList<>(List.of(statement));
    if (effect.equals("Deny")) {
      statements.add(JsonNodeFactory.instance.objectNode());
    }
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    String version = row.path("version").asText(PolicyDocument.VERSION_2012);
    if (!version.equals("none")) {
      document.put("Version", version);
    }
    document.set("Statement", JsonNodeFactory.instance.arrayNode().addAll(statements));
    return Tables.document(document);
  }

  @TestFactory
  Stream<DynamicTest> elements() {
    return Tables.tests(
        "elements.yaml",
        row -> {
          PolicyDocument policy = Tables.document(row.get("policy"));
          Decision decision = Evaluator.evaluate(Tables.request(row), policy);
          assertThat(Tables.answer(decision))
              .as("%s", decision.trace())
              .isEqualTo(row.get("answer").asText());
        });
  }

  @TestFactory
  Stream<DynamicTest> accounts() {
    return Tables.tests(
        "accounts.yaml",
        row -> {
          List<PolicyDocument> identity = null;
          if (row.has("identity")) {
            identity = new ArrayList<>();
            for (JsonNode statements : row.get("identity")) {
              identity.add(identityPolicy(statements));
            }
          }
          Decision decision =
              Evaluator.evaluate(
                  Tables.request(row),
                  Tables.document(row.get("policy")),
                  ResourceKind.valueOf(row.path("kind").asText("SQS_QUEUE")),
                  identity);
          assertThat(Tables.answer(decision))
              .as("%s", decision.trace())
              .isEqualTo(row.get("answer").asText());
          if (row.has("missing") && decision instanceof Decision.Unknown(var missing, _)) {
            assertThat(missing).containsExactlyElementsOf(Tables.texts(row.get("missing")));
          }
        });
  }

  private static PolicyDocument identityPolicy(JsonNode statement) throws PolicySyntaxException {
    ObjectNode bare = statement.deepCopy();
    bare.put("bare", true);
    return Tables.document(bare);
  }

  @Test
  void everyCaseNamesItsSource() {
    for (String table : List.of("conditions.yaml", "elements.yaml", "accounts.yaml")) {
      assertThat(Tables.cases(table))
          .allSatisfy(row -> assertThat(row.path("source").asText()).as("%s", row).isNotBlank());
    }
  }

  @Test
  void namesAreUnique() {
    for (String table : List.of("conditions.yaml", "elements.yaml", "accounts.yaml")) {
      assertThat(Tables.cases(table).stream().map(row -> row.path("name").asText()))
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void traceSaysWhichPartDidNotMatch() {
    Statement delivery =
        Statement.allow("KeywaySnsDelivery")
            .principal(new Principal.Service("sns.amazonaws.com"))
            .action("sqs:SendMessage")
            .resource("arn:aws:sqs:us-east-1:111122223333:q")
            .condition("ArnEquals", "aws:SourceArn", "arn:aws:sns:us-east-1:111122223333:orders")
            .build();
    Decision decision =
        Evaluator.evaluate(
            CallerContexts.snsDelivery(
                "arn:aws:sns:us-east-1:111122223333:other", "arn:aws:sqs:us-east-1:111122223333:q"),
            PolicyDocument.of(List.of(delivery)));
    assertThat(decision).isInstanceOf(Decision.NotAllowed.class);
    assertThat(decision.trace())
        .containsExactly(
            "resource policy KeywaySnsDelivery (Allow) matches principal, action, resource;"
                + " ArnEquals aws:SourceArn wants arn:aws:sns:us-east-1:111122223333:orders,"
                + " request has arn:aws:sns:us-east-1:111122223333:other");
  }
}
