package dev.keyway.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class EquivalenceTest {

  @TestFactory
  Stream<DynamicTest> pairs() {
    return Tables.tests(
        "equivalence.yaml",
        row -> {
          PolicyDocument a = Tables.document(row.get("a"));
          PolicyDocument b = Tables.document(row.get("b"));
          boolean same = row.get("same").asBoolean();
          assertThat(Equivalence.equivalent(a, b))
              .as("%s", Equivalence.differences(a, b))
              .isEqualTo(same);
          assertThat(Equivalence.equivalent(b, a)).isEqualTo(same);
          if (row.has("parts")) {
            assertThat(Equivalence.differences(a, b))
                .extracting(difference -> difference.part().name())
                .containsExactlyElementsOf(Tables.texts(row.get("parts")));
          }
          if (a.statements().size() == 1
              && b.statements().size() == 1
              && a.hasVariables() == b.hasVariables()) {
            assertThat(Equivalence.equivalent(a.statements().getFirst(), b.statements().getFirst()))
                .isEqualTo(same);
          }
        });
  }

  @Test
  void differenceNamesStatementPartAndBothValues() {
    Statement.Builder base =
        Statement.allow("Keyway1").principal(new Principal.Service("sns.amazonaws.com"));
    Statement desired = base.action("sqs:SendMessage").resource("*").build();
    Statement observed =
        Statement.allow("Keyway1")
            .principal(new Principal.Service("sns.amazonaws.com"))
            .action("sqs:*")
            .resource("*")
            .build();
    assertThat(
            Equivalence.differences(
                PolicyDocument.of(List.of(desired)), PolicyDocument.of(List.of(observed))))
        .containsExactly(
            new Difference(
                "Keyway1", Difference.Part.ACTION, "Action [sqs:sendmessage]", "Action [sqs:*]"))
        .first()
        .extracting(Difference::message)
        .isEqualTo("Keyway1: action is Action [sqs:*], should be Action [sqs:sendmessage]");
  }

  @Test
  void twoFormsOfEveryoneAreNoted() throws PolicySyntaxException {
    JsonNode row =
        Tables.cases("equivalence.yaml").stream()
            .filter(each -> each.get("name").asText().equals("two forms of everyone in an Allow"))
            .findFirst()
            .orElseThrow();
    assertThat(Equivalence.notes(Tables.document(row.get("a")), Tables.document(row.get("b"))))
        .containsExactly(
            new Difference(null, Difference.Part.PRINCIPAL, "\"*\"", "{\"AWS\":\"*\"}"));
  }

  @Test
  void reportNamesEachStatementAndPartWithBothValues() throws PolicySyntaxException {
    PolicyDocument desired =
        Tables.document(
            Tables.yaml(
                "[{Sid: Delivery, Condition: {ArnEquals: {aws:SourceArn: 'arn:aws:sns:r:1:a'}}},"
                    + " {Sid: Gone, Action: 'sqs:PurgeQueue'}]"));
    PolicyDocument observed =
        Tables.document(
            Tables.yaml(
                "[{Sid: Delivery, Principal: {AWS: '111122223333'},"
                    + " Condition: {ArnEquals: {aws:SourceArn: 'arn:aws:sns:r:1:b'}}},"
                    + " {Sid: Strange, Effect: Deny, Action: 'sqs:*'}]"));
    assertThat(Equivalence.differences(desired, observed))
        .extracting(Difference::message)
        .satisfiesExactly(
            message ->
                assertThat(message)
                    .isEqualTo(
                        "Delivery: principal is Principal [AWS arn:aws:iam::111122223333:root],"
                            + " should be Principal [*]"),
            message ->
                assertThat(message)
                    .isEqualTo(
                        "Delivery: condition is ArnEquals aws:sourcearn [arn:aws:sns:r:1:b],"
                            + " should be ArnEquals aws:sourcearn [arn:aws:sns:r:1:a]"),
            message ->
                assertThat(message)
                    .startsWith("Gone: the statement is missing, should be {\"Sid\":\"Gone\""),
            message ->
                assertThat(message)
                    .startsWith(
                        "Strange: the statement should not be there, is {\"Sid\":\"Strange\""));
  }
}
