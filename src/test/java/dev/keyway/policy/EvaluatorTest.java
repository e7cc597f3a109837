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

  private static final List<String> CONDITIONS =
      List.of("conditions.yaml", "presence.yaml", "variables.yaml");

  @TestFactory
  Stream<DynamicTest> conditionsInAnAllow() {
    return Tables.tests(CONDITIONS, row -> condition(row, "Allow", "allowed", "not-allowed"));
  }

  @TestFactory
  Stream<DynamicTest> conditionsInADeny() {
    return Tables.tests(CONDITIONS, row -> condition(row, "Deny", "denied", "allowed"));
  }

  private static void condition(JsonNode row, String effect, String matching, String other)
      throws PolicySyntaxException {
    Decision decision = Evaluator.evaluate(Tables.request(row), policy(row, effect));
    String wanted =
        switch (row.get("matches").asText()) {
          case "yes" -> matching;
          case "no" -> other;
          default -> "unknown";
        };
    assertThat(Tables.answer(decision)).as("%s", decision.trace()).isEqualTo(wanted);
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
        row -> joined(row, ResourceKind.valueOf(row.path("kind").asText("SQS_QUEUE"))));
  }

  @TestFactory
  Stream<DynamicTest> services() {
    return Tables.tests("services.yaml", row -> joined(row, Tables.On.of(row).kind()));
  }

  private static void joined(JsonNode row, ResourceKind kind) throws PolicySyntaxException {
    List<PolicyDocument> identity = null;
    if (row.has("identity")) {
      identity = new ArrayList<>();
      for (JsonNode statements : row.get("identity")) {
        identity.add(identityPolicy(statements));
      }
    }
    PolicyDocument policy = Tables.document(row.get("policy"), Tables.On.of(row));
    Decision decision = Evaluator.evaluate(Tables.request(row), policy, kind, identity);
    assertThat(Tables.answer(decision))
        .as("%s", decision.trace())
        .isEqualTo(row.get("answer").asText());
    if (row.has("missing") && decision instanceof Decision.Unknown(var missing, _)) {
      assertThat(missing).containsExactlyElementsOf(Tables.texts(row.get("missing")));
    }
  }

  private static PolicyDocument identityPolicy(JsonNode statement) throws PolicySyntaxException {
    ObjectNode bare = statement.deepCopy();
    bare.put("bare", true);
    return Tables.document(bare);
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

  @Test
  void traceReadsWellForEveryWayToMiss() throws PolicySyntaxException {
    assertThat(trace("{Condition: {ArnEquals: {aws:SourceArn: 'arn:aws:sns:r:1:t'}}}"))
        .endsWith(
            "matches principal, action, resource;"
                + " ArnEquals aws:SourceArn wants arn:aws:sns:r:1:t, request has none");
    assertThat(trace("{Principal: {Service: s3.amazonaws.com}}"))
        .endsWith("(Allow) principal wants s3.amazonaws.com, request has sns.amazonaws.com");
    assertThat(trace("{Action: 'sqs:ReceiveMessage'}"))
        .endsWith(
            "matches principal; action wants sqs:ReceiveMessage, request has sqs:SendMessage");
    assertThat(trace("{Resource: ['a', 'b', 'c', 'd', 'e']}"))
        .contains("resource wants a or b or c or 2 more, request has arn:aws:sqs:");
    assertThat(trace("{Condition: {StringMatches: {a:b: x}}}"))
        .endsWith(
            "StringMatches a:b is unknown without the meaning of condition operator StringMatches");
    assertThat(trace("{Principal: {AWS: '*'}}")).endsWith("S (Allow) matches");
  }

  /** The line of one statement about a delivery by SNS. */
  private static String trace(String statement) throws PolicySyntaxException {
    ObjectNode node = (ObjectNode) Tables.yaml(statement);
    node.put("Sid", "S");
    ObjectNode request = JsonNodeFactory.instance.objectNode().put("caller", "sns.amazonaws.com");
    return Evaluator.evaluate(Tables.request(request), Tables.document(node)).trace().getFirst();
  }

  @Test
  void nearestMissComesFirst() throws PolicySyntaxException {
    PolicyDocument policy =
        Tables.document(
            Tables.yaml(
                "[{Sid: Far, Principal: {Service: s3.amazonaws.com}},"
                    + " {Sid: Near, Condition: {Bool: {aws:SecureTransport: 'true'}}},"
                    + " {Sid: Forbids, Effect: Deny, Action: 'sqs:PurgeQueue'}]"));
    Decision decision =
        Evaluator.evaluate(Tables.request(JsonNodeFactory.instance.objectNode()), policy);
    assertThat(decision)
        .isInstanceOfSatisfying(
            Decision.NotAllowed.class,
            notAllowed ->
                assertThat(notAllowed.nearestMisses())
                    .hasSize(2)
                    .first()
                    .asString()
                    .startsWith(
                        "resource policy Near (Allow) matches principal, action, resource;"));
    assertThat(decision.trace()).hasSize(3);
  }
}
