package dev.keyway.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The semantics that people get wrong, one test each, numbered as in the reference (A3). */
class WellKnownTrapsTest {
  private static final String QUEUE = "arn:aws:sqs:us-east-1:111122223333:q";
  private static final String TOPIC = "arn:aws:sns:us-east-1:111122223333:orders";
  private static final Caller ROLE = new Caller.IamRole("arn:aws:iam::111122223333:role/app");

  private static String answer(Statement.Builder statement, RequestContext context) {
    return answer(PolicyDocument.of(List.of(statement.build())), context);
  }

  private static String answer(PolicyDocument policy, RequestContext context) {
    return Tables.answer(
        Evaluator.evaluate(new Request(ROLE, "sqs:SendMessage", QUEUE, context), policy));
  }

  private static Statement.Builder allow() {
    return Statement.allow("S")
        .principal(new Principal.Anyone(false))
        .action("sqs:SendMessage")
        .resource(QUEUE);
  }

  private static Statement.Builder deny() {
    return Statement.deny("D")
        .principal(new Principal.Anyone(false))
        .action("sqs:SendMessage")
        .resource(QUEUE);
  }

  private static RequestContext with(String key, String... values) {
    return RequestContext.absentUnlessStated().with(key, values).build();
  }

  private static RequestContext nothing() {
    return RequestContext.absentUnlessStated().build();
  }

  @Test
  @DisplayName("1 A negated operator is true without the key")
  void negatedOperatorIsTrueWithoutTheKey() {
    assertThat(answer(allow().condition("ArnEquals", "aws:SourceArn", TOPIC), nothing()))
        .isEqualTo("not-allowed");
    assertThat(answer(allow().condition("ArnNotEquals", "aws:SourceArn", TOPIC), nothing()))
        .isEqualTo("allowed");
  }

  @Test
  @DisplayName("2 ForAllValues is true without the key and for an empty value")
  void forAllValuesIsAHoleOnSourceArn() {
    Statement.Builder hole = allow().condition("ForAllValues:ArnEquals", "aws:SourceArn", TOPIC);
    assertThat(answer(hole, nothing())).isEqualTo("allowed");
    assertThat(answer(hole, with("aws:SourceArn", ""))).isEqualTo("allowed");
    assertThat(answer(hole, with("aws:SourceArn", TOPIC + "2"))).isEqualTo("not-allowed");
  }

  @Test
  @DisplayName("3 IfExists acts on the whole only outside set operators")
  void ifExistsInsideSetOperators() {
    assertThat(
            answer(
                allow().condition("ForAllValues:StringEqualsIfExists", "aws:TagKeys", "a"),
                nothing()))
        .isEqualTo("allowed");
    assertThat(
            answer(
                allow().condition("ForAnyValue:StringEqualsIfExists", "aws:TagKeys", "a"),
                nothing()))
        .isEqualTo("unknown");
    assertThat(answer(allow().condition("StringEqualsIfExists", "a:b", "a"), nothing()))
        .isEqualTo("allowed");
  }

  @Test
  @DisplayName("4 Several values without a set operator never match")
  void severalValuesWithoutSetOperator() {
    assertThat(answer(allow().condition("StringEquals", "a:b", "x"), with("a:b", "x", "y")))
        .isEqualTo("not-allowed");
    assertThat(answer(allow().condition("StringNotEquals", "a:b", "z"), with("a:b", "x", "y")))
        .isEqualTo("unknown");
  }

  @Test
  @DisplayName("5 Null needs presence only, takes no variables, and false asks for the key")
  void nullNeedsPresenceOnly() {
    RequestContext present = RequestContext.unknownUnlessStated().presentUnknown("a:b").build();
    assertThat(answer(allow().condition("Null", "a:b", "false"), present)).isEqualTo("allowed");
    assertThat(answer(allow().condition("Null", "a:b", "true"), present)).isEqualTo("not-allowed");
    assertThat(answer(allow().condition("Null", "a:b", "${a:c}"), present)).isEqualTo("unknown");
  }

  @Test
  @DisplayName("6 ARN operators compare six segments; string operators one text")
  void arnOperatorsCompareSegments() {
    RequestContext topic = with("aws:SourceArn", TOPIC);
    assertThat(answer(allow().condition("ArnLike", "aws:SourceArn", "arn:aws:sns:*"), topic))
        .isEqualTo("not-allowed");
    assertThat(answer(allow().condition("StringLike", "aws:SourceArn", "arn:aws:sns:*"), topic))
        .isEqualTo("allowed");
    assertThat(answer(allow().condition("ArnEquals", "aws:SourceArn", "arn:aws:sns:*:*:*"), topic))
        .isEqualTo("allowed");
    assertThat(answer(allow().condition("ArnLike", "aws:SourceArn", "*"), topic))
        .isEqualTo("unknown");
  }

  @Test
  @DisplayName("7 Actions, operators and keys fold case; resources and values do not")
  void caseRules() {
    Statement.Builder folded =
        Statement.allow("S")
            .principal(new Principal.Anyone(false))
            .action("SQS:SENDMESSAGE")
            .resource(QUEUE)
            .condition("arnequals", "AWS:SourceArn", TOPIC);
    assertThat(answer(folded, with("aws:sourcearn", TOPIC))).isEqualTo("allowed");
    assertThat(answer(folded, with("aws:sourcearn", TOPIC.replace("orders", "Orders"))))
        .isEqualTo("not-allowed");
    assertThat(
            answer(
                Statement.allow("S")
                    .principal(new Principal.Anyone(false))
                    .action("sqs:SendMessage")
                    .resource(QUEUE.replace(":q", ":Q")),
                nothing()))
        .isEqualTo("not-allowed");
  }

  @Test
  @DisplayName("8 Variables only in version 2012; without value the statement does not match")
  void variablesByVersion() {
    Statement statement = allow().condition("StringEquals", "a:b", "${a:c}").build();
    RequestContext both =
        RequestContext.absentUnlessStated().with("a:b", "x").with("a:c", "x").build();
    assertThat(answer(PolicyDocument.of(List.of(statement)), both)).isEqualTo("allowed");
    for (String version : List.of(PolicyDocument.VERSION_2008, PolicyDocument.NO_VERSION)) {
      assertThat(answer(new PolicyDocument(version, null, List.of(statement)), both))
          .isEqualTo("not-allowed");
    }
    assertThat(answer(allow().condition("StringNotEquals", "a:b", "${a:c}"), with("a:b", "x")))
        .isEqualTo("not-allowed");
    assertThat(answer(allow().condition("StringEquals", "a:b", "${a:c, 'x'}"), with("a:b", "x")))
        .isEqualTo("allowed");
    RequestContext several =
        RequestContext.absentUnlessStated().with("a:b", "x").with("a:c", "x", "y").build();
    assertThat(answer(PolicyDocument.of(List.of(statement)), several)).isEqualTo("not-allowed");
    Statement.Builder escaped = allow().condition("StringLike", "a:b", "${*}${?}${$}");
    assertThat(answer(escaped, with("a:b", "*?$"))).isEqualTo("allowed");
    assertThat(answer(escaped, with("a:b", "xy$"))).isEqualTo("not-allowed");
  }

  @Test
  @DisplayName("9 An operator nobody knows in a Deny is unknown, never no match")
  void unknownOperatorInADeny() {
    Statement odd = deny().condition("StringMatches", "a:b", "x").build();
    assertThat(answer(PolicyDocument.of(List.of(allow().build(), odd)), with("a:b", "y")))
        .isEqualTo("unknown");
  }

  @Test
  @DisplayName("10 The two forms of everyone are kept apart, and evaluate alike")
  void twoFormsOfEveryone() throws PolicySyntaxException {
    PolicyDocument plain =
        PolicyDocument.parse(
            "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"*\",\"Resource\":\"*\"}}");
    PolicyDocument aws =
        PolicyDocument.parse(
            "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"*\"},\"Action\":\"*\",\"Resource\":\"*\"}}");
    assertThat(Canonical.document(plain)).isNotEqualTo(Canonical.document(aws));
    assertThat(answer(plain, nothing())).isEqualTo(answer(aws, nothing())).isEqualTo("allowed");
  }

  @Test
  @DisplayName("11 Every service as a principal matches nothing useful")
  void everyServiceMatchesNothingUseful() {
    Statement.Builder statement =
        Statement.allow("S")
            .principal(new Principal.Service("*"))
            .action("sqs:SendMessage")
            .resource(QUEUE);
    assertThat(answer(statement, nothing())).isEqualTo("not-allowed");
    assertThat(
            Evaluator.evaluate(
                    CallerContexts.snsDelivery(TOPIC, QUEUE),
                    PolicyDocument.of(List.of(statement.build())))
                .isAllowed())
        .isFalse();
  }

  @Test
  @DisplayName("12 An account is delegation, not its principals; id and root ARN are one")
  void accountDelegates() {
    for (String partition : List.of("", "aws")) {
      Statement.Builder statement =
          Statement.allow("S")
              .principal(new Principal.Account(partition, "111122223333"))
              .action("sqs:SendMessage")
              .resource(QUEUE);
      assertThat(answer(statement, nothing())).isEqualTo("unknown");
      PolicyDocument policy = PolicyDocument.of(List.of(statement.build()));
      Request request = new Request(ROLE, "sqs:SendMessage", QUEUE, nothing());
      assertThat(Evaluator.evaluate(request, policy, ResourceKind.SQS_QUEUE, List.of()).isAllowed())
          .isFalse();
      assertThat(
              Evaluator.evaluate(
                      new Request(
                          new Caller.AccountRoot("aws", "111122223333"),
                          "sqs:SendMessage",
                          QUEUE,
                          nothing()),
                      policy)
                  .isAllowed())
          .isTrue();
    }
  }

  @Test
  @DisplayName("13 The id of a deleted role never names the role created anew")
  void deletedRoleIsNotTheNewOne() {
    Statement.Builder statement =
        Statement.allow("S")
            .principal(new Principal.UniqueId("AROAEXAMPLEID12345678"))
            .action("sqs:SendMessage")
            .resource(QUEUE);
    assertThat(answer(statement, nothing())).isEqualTo("not-allowed");
    Statement asked =
        Statement.allow("S")
            .principal(new Principal.Arn("arn:aws:iam::111122223333:role/app"))
            .action("sqs:SendMessage")
            .resource(QUEUE)
            .build();
    assertThat(
            Equivalence.differences(
                PolicyDocument.of(List.of(asked)), PolicyDocument.of(List.of(statement.build()))))
        .extracting(Difference::part)
        .containsExactly(Difference.Part.DANGLING_PRINCIPAL);
  }

  @Test
  @DisplayName("14 A key policy must trust its account; services need it alone; others need both")
  void keysHaveTheirOwnRule() {
    String key = "arn:aws:kms:us-east-1:111122223333:key/k";
    PolicyDocument empty = PolicyDocument.of(List.of());
    PolicyDocument all =
        PolicyDocument.of(List.of(Statement.allow(null).action("*").resource("*").build()));
    Request request = new Request(ROLE, "kms:Decrypt", key, nothing());
    assertThat(Evaluator.evaluate(request, empty, ResourceKind.KMS_KEY, List.of(all)).isAllowed())
        .isFalse();
    Statement root =
        Statement.allow("Root")
            .principal(new Principal.Account("aws", "111122223333"))
            .action("kms:*")
            .resource("*")
            .build();
    PolicyDocument delegating = PolicyDocument.of(List.of(root));
    assertThat(
            Evaluator.evaluate(request, delegating, ResourceKind.KMS_KEY, List.of(all)).isAllowed())
        .isTrue();
    assertThat(Evaluator.evaluate(request, delegating, ResourceKind.KMS_KEY, List.of()).isAllowed())
        .isFalse();
    Request foreign =
        new Request(
            new Caller.IamRole("arn:aws:iam::444455556666:role/app"),
            "kms:Decrypt",
            key,
            nothing());
    PolicyDocument naming =
        PolicyDocument.of(
            List.of(
                Statement.allow("Others")
                    .principal(new Principal.Account("", "444455556666"))
                    .principal(new Principal.Service("sns.amazonaws.com"))
                    .action("kms:Decrypt")
                    .resource("*")
                    .build()));
    assertThat(Evaluator.evaluate(foreign, naming, ResourceKind.KMS_KEY, List.of(all)).isAllowed())
        .isTrue();
    assertThat(Evaluator.evaluate(foreign, naming, ResourceKind.KMS_KEY, List.of()).isAllowed())
        .isFalse();
    Request service = CallerContexts.snsKeyUse("kms:Decrypt", TOPIC, key);
    assertThat(Evaluator.evaluate(service, naming, ResourceKind.KMS_KEY, List.of()).isAllowed())
        .isTrue();
    assertThat(
            Evaluator.evaluate(service, delegating, ResourceKind.KMS_KEY, List.of(all)).isAllowed())
        .isFalse();
  }

  @Test
  @DisplayName("15 NotPrincipal against a role, its account or session is unknown; else it lets in")
  void notPrincipalAgainstRole() {
    for (Principal exempt :
        List.of(
            new Principal.Arn("arn:aws:iam::111122223333:role/app"),
            new Principal.Arn("arn:aws:sts::111122223333:assumed-role/app/s"),
            new Principal.Account("", "111122223333"))) {
      Statement deny = Statement.deny("D").notPrincipal(exempt).action("*").resource("*").build();
      assertThat(answer(PolicyDocument.of(List.of(allow().build(), deny)), nothing()))
          .isEqualTo("unknown");
    }
    Statement.Builder open =
        Statement.allow("S")
            .notPrincipal(new Principal.Account("", "444455556666"))
            .action("sqs:SendMessage")
            .resource("*");
    assertThat(answer(open, nothing())).isEqualTo("allowed");
  }

  @Test
  @DisplayName("16 Empty lists and repeated members are refused")
  void emptyListsAndRepeatedMembers() {
    for (String json :
        List.of(
            "{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":[]}]}",
            "{\"Statement\":[{\"Effect\":\"Deny\",\"Effect\":\"Allow\"}]}")) {
      assertThatThrownBy(() -> PolicyDocument.parse(json))
          .isInstanceOf(PolicySyntaxException.class);
    }
    assertThatThrownBy(() -> allow().condition("ArnEquals", "aws:SourceArn", List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @DisplayName("17 What a caller sends is a table; what no source says is unknown")
  void callerContextIsATable() {
    assertThat(CallerContexts.snsKeyUse("kms:Decrypt", TOPIC, QUEUE).context().get("aws:SourceArn"))
        .isEqualTo(new ContextValue.Known(List.of(TOPIC)));
    assertThat(
            CallerContexts.snsKeyUse("kms:Decrypt", TOPIC, QUEUE)
                .context()
                .get("kms:EncryptionContext:aws:sqs:arn"))
        .isEqualTo(new ContextValue.Unknown());
  }

  @Test
  @DisplayName("18 A wildcard in a variable's value is unknown where it decides")
  void wildcardInAVariablesValue() {
    Statement.Builder statement = allow().condition("StringLike", "a:b", "${a:c}");
    RequestContext.Builder star = RequestContext.absentUnlessStated().with("a:c", "x*");
    assertThat(answer(statement, star.with("a:b", "xyz").build())).isEqualTo("unknown");
    assertThat(answer(statement, star.with("a:b", "x*").build())).isEqualTo("allowed");
    assertThat(answer(statement, star.with("a:b", "abc").build())).isEqualTo("not-allowed");
  }

  @Test
  @DisplayName("19 Queue policies: 20 statements, 50 principals, 10 conditions, 7 actions")
  void queuePolicyLimits() {
    assertThat(
            PolicyLimits.SQS_QUEUE.check(
                PolicyDocument.of(Collections.nCopies(21, allow().build()))))
        .extracting(LimitViolation::what, LimitViolation::maximum)
        .containsExactly(tuple("statements", 20));
    Statement.Builder beyond = Statement.allow("S").resource(QUEUE);
    IntStream.rangeClosed(1, 51)
        .forEach(i -> beyond.principal(new Principal.Service(i + ".amazonaws.com")));
    IntStream.rangeClosed(1, 11).forEach(i -> beyond.condition("StringEquals", "a:" + i, "x"));
    IntStream.rangeClosed(1, 8).forEach(i -> beyond.action("sqs:A" + i));
    assertThat(PolicyLimits.SQS_QUEUE.check(PolicyDocument.of(List.of(beyond.build()))))
        .extracting(LimitViolation::what, LimitViolation::maximum)
        .containsExactly(tuple("principals", 50), tuple("conditions", 10), tuple("actions", 7));
  }
}
