package dev.keyway.grants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.keyway.policy.ResourceKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class StatementJudgeTest {
  private static final Path TABLE =
      Path.of("src", "test", "resources", "dev", "keyway", "grants", "statements.yaml");
  private static final Path IAM_POLICY = Path.of("docs", "operating", "iam-policy.json");
  private static final String OPERATOR = "arn:aws:iam::111122223333:role/keyway";

  /** What is called on no queue, topic or key that is there, and what SNS takes in no policy. */
  private static final Set<String> ON_NO_POLICY =
      Set.of(
          "kms:CreateKey",
          "kms:ListAliases",
          "kms:ListKeys",
          "sns:CreateTopic",
          "sns:GetSubscriptionAttributes",
          "sns:ListSubscriptions",
          "sns:SetSubscriptionAttributes",
          "sns:Unsubscribe",
          "sqs:CreateQueue");

  @TestFactory
  Stream<DynamicTest> statementsAreWrittenOrRefusedWithTheFix() throws IOException {
    var rows = new YAMLMapper().readTree(TABLE.toFile());
    return StreamSupport.stream(rows.spliterator(), false)
        .map(row -> dynamicTest(row.path("name").asText(), () -> check(row)));
  }

  private static void check(JsonNode row) {
    var why = judge(row.path("on").asText(), row.path("statement").toString(), OPERATOR, false);
    if (row.has("refused")) {
      assertThat(why).get().asString().contains(row.path("refused").asText());
    } else {
      assertThat(why).isEmpty();
    }
  }

  @Test
  void nothingThatTheOperatorCallsMayBeDenied() throws IOException {
    var called = new TreeSet<String>();
    for (var statement : new JsonMapper().readTree(IAM_POLICY.toFile()).path("Statement")) {
      statement.path("Action").forEach(action -> called.add(action.asText()));
      if (statement.path("Action").isTextual()) {
        called.add(statement.path("Action").asText());
      }
    }
    called.removeAll(ON_NO_POLICY);
    assertThat(called).hasSizeGreaterThan(20).allSatisfy(StatementJudgeTest::isGuarded);
  }

  private static void isGuarded(String action) {
    var on = action.startsWith("sqs") ? "queue" : action.startsWith("sns") ? "topic" : "key";
    var deny = "{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"%s\"}".formatted(action);
    assertThat(judge(on, deny, OPERATOR, true))
        .as(action)
        .get()
        .asString()
        .satisfiesAnyOf(
            why -> assertThat(why).contains("to Keyway itself"),
            why -> assertThat(why).contains("beyond what SNS takes in a topic policy"));
  }

  @Test
  void withoutIdentityOnlyWhatDeniesTheAccountAltogetherIsRefusedForTheOperator() {
    var all = "{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"sqs:SetQueueAttributes\"";
    var spared = ",\"Condition\":{\"ArnNotEquals\":{\"aws:PrincipalArn\":\"" + OPERATOR + "\"}}}";

    assertThat(judge("queue", all + "}", "", false)).get().asString().contains("Keyway itself");
    assertThat(judge("queue", all + spared, "", false)).isEmpty();
  }

  private static Optional<String> judge(String on, String json, String operator, boolean deletes) {
    var policy = policy(on);
    var needed = new ArrayList<NeededCall>();
    if (on.endsWith("key")) {
      needed.addAll(GrantedCalls.ofAccount("aws", "111122223333", policy.arn()));
    }
    needed.addAll(GrantedCalls.of(asked(on), policy.arn()));
    needed.addAll(GrantedCalls.ofAnyChannel(policy.kind(), policy.arn()));
    var judge = new StatementJudge(new OperatorCalls(operator, deletes), needed);
    var empty = new Admission(policy.kind().limits(), List.of()).admit(List.of(), Set.of());
    var asks = List.of(new StatementAsk("it", json));
    var admitted =
        AdditionalStatements.of(policy, asks, Optional.empty(), Set.of()).admit(empty, judge);
    assertThat(admitted.document().statements())
        .hasSize(admitted.refusedStatements().isEmpty() ? 1 : 0)
        .allMatch(AdditionalStatements::isAdditional);
    return admitted.refusedStatements().stream().map(AdditionalStatements.Refusal::why).findFirst();
  }

  private static AttachedPolicy policy(String on) {
    return switch (on.replace("unused ", "")) {
      case "queue" -> new AttachedPolicy(ResourceKind.SQS_QUEUE, Examples.QUEUE, "2012-10-17");
      case "topic" -> new AttachedPolicy(ResourceKind.SNS_TOPIC, Examples.TOPIC, "2012-10-17");
      default -> new AttachedPolicy(ResourceKind.KMS_KEY, Examples.KEY, "2012-10-17");
    };
  }

  private static List<Grant> asked(String on) {
    return switch (on) {
      case "unused queue", "unused key" -> List.of();
      case "queue" -> QueueGrants.of(Examples.queue());
      case "topic" -> TopicGrants.of(Examples.topic());
      default -> Examples.onKey();
    };
  }
}
