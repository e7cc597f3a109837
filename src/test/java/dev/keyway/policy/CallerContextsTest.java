package dev.keyway.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallerContextsTest {
  private static final String TOPIC = "arn:aws:sns:us-east-1:111122223333:orders";
  private static final String QUEUE = "arn:aws:sqs:us-east-1:444455556666:orders";
  private static final String KEY = "arn:aws:kms:us-east-1:444455556666:key/k";
  private static final Caller ROLE = new Caller.IamRole("arn:aws:iam::111122223333:role/app");

  @Test
  void snsDeliverySendsItsTopicOverTls() {
    Request request = CallerContexts.snsDelivery(TOPIC, QUEUE);
    assertThat(request.caller()).isEqualTo(new Caller.Service("sns.amazonaws.com"));
    assertThat(request.action()).isEqualTo("sqs:SendMessage");
    assertThat(request.resourceArn()).isEqualTo(QUEUE);
    assertThat(request.context().get("AWS:SOURCEARN")).isEqualTo(known(TOPIC));
    assertThat(request.context().get("aws:SourceAccount")).isEqualTo(known("111122223333"));
    assertThat(request.context().get("aws:SecureTransport")).isEqualTo(known("true"));
    assertThat(request.context().get("aws:SourceVpce")).isEqualTo(new ContextValue.Unknown());
  }

  @Test
  void snsKeyUseNeedsTheStatementAndPassesItsCondition() {
    Statement grant =
        Statement.allow("Key")
            .principal(new Principal.Service("sns.amazonaws.com"))
            .action("kms:Decrypt")
            .action("kms:GenerateDataKey*")
            .resource("*")
            .condition("ArnEquals", "aws:SourceArn", TOPIC)
            .build();
    PolicyDocument policy = PolicyDocument.of(List.of(grant));
    assertThat(allows(policy, CallerContexts.snsKeyUse("kms:GenerateDataKey", TOPIC, KEY)))
        .isTrue();
    assertThat(allows(policy, CallerContexts.snsKeyUse("kms:Decrypt", TOPIC, KEY))).isTrue();
    assertThat(allows(policy, CallerContexts.snsKeyUse("kms:Decrypt", TOPIC + "x", KEY))).isFalse();
  }

  @Test
  void signedCallHasNoSourceKeys() {
    Request request = CallerContexts.iam(ROLE, "sqs:SendMessage", QUEUE);
    assertThat(request.context().get("aws:SourceArn")).isEqualTo(new ContextValue.Absent());
    assertThat(request.context().get("aws:SourceAccount")).isEqualTo(new ContextValue.Absent());
    assertThat(request.context().get("aws:PrincipalIsAWSService")).isEqualTo(known("false"));
    assertThat(request.context().get("aws:SecureTransport")).isEqualTo(known("true"));
    assertThat(request.context().get("aws:PrincipalOrgID")).isEqualTo(new ContextValue.Unknown());
  }

  @Test
  void consumerDecryptsViaSqsOnly() {
    Statement grant =
        Statement.allow("Consumer")
            .principal(new Principal.Arn("arn:aws:iam::111122223333:role/app"))
            .action("kms:Decrypt")
            .resource("*")
            .condition("StringEquals", "kms:ViaService", "sqs.us-east-1.amazonaws.com")
            .build();
    PolicyDocument policy = PolicyDocument.of(List.of(grant));
    assertThat(allows(policy, CallerContexts.viaSqs(ROLE, "kms:Decrypt", KEY, "us-east-1")))
        .isTrue();
    assertThat(allows(policy, CallerContexts.viaSns(ROLE, "kms:Decrypt", KEY, "us-east-1")))
        .isFalse();
    assertThat(allows(policy, CallerContexts.viaSqs(ROLE, "kms:Decrypt", KEY, "eu-west-1")))
        .isFalse();
    assertThat(Evaluator.evaluate(CallerContexts.iam(ROLE, "kms:Decrypt", KEY), policy))
        .isInstanceOf(Decision.NotAllowed.class);
  }

  @ParameterizedTest
  @CsvSource({
    "us-east-1, us-east-1, sns.amazonaws.com",
    "us-east-1, eu-west-1, sns.amazonaws.com",
    "af-south-1, af-south-1, sns.amazonaws.com",
    "us-east-1, af-south-1, sns.af-south-1.amazonaws.com",
    "af-south-1, us-east-1, sns.af-south-1.amazonaws.com",
  })
  void snsPrincipalFollowsTheOptInSide(String topic, String queue, String principal) {
    assertThat(
            CallerContexts.snsPrincipal(
                "arn:aws:sns:" + topic + ":111122223333:t",
                "arn:aws:sqs:" + queue + ":111122223333:q"))
        .isEqualTo(principal);
  }

  @Test
  void twoOptInRegionsAreRefused() {
    assertThatThrownBy(
            () ->
                CallerContexts.snsDelivery(
                    "arn:aws:sns:af-south-1:111122223333:t",
                    "arn:aws:sqs:ap-east-1:111122223333:q"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("af-south-1")
        .hasMessageContaining("ap-east-1");
  }

  private static boolean allows(PolicyDocument policy, Request request) {
    return Evaluator.evaluate(request, policy).isAllowed();
  }

  private static ContextValue known(String value) {
    return new ContextValue.Known(List.of(value));
  }
}
