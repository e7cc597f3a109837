package dev.keyway.awslocal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyway.awslocal.base.Ids;
import dev.keyway.awslocal.iam.AccessRequest;
import dev.keyway.awslocal.iam.AccessRequest.Rules;
import dev.keyway.awslocal.iam.Accounts;
import dev.keyway.awslocal.iam.Authorizer;
import dev.keyway.awslocal.iam.Caller;
import dev.keyway.awslocal.iam.PolicyBinder;
import dev.keyway.awslocal.iam.PolicyProblem;
import dev.keyway.awslocal.iam.PolicyReader;
import dev.keyway.awslocal.iam.PolicyReader.Grammar;
import dev.keyway.awslocal.iam.RequestContext;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The semantics of IAM that people get wrong (reference/anchors.md A3). */
class AuthorizerTest {

  private static final String TOPIC = "arn:aws:sns:eu-central-1:111111111111:t";
  private static final String QUEUE = "arn:aws:sqs:eu-central-1:111111111111:q";
  private static final Caller SNS = new Caller.Service("sns.amazonaws.com", TOPIC, Aws.A);

  private final Accounts accounts = new Accounts("aws", new Ids());

  @BeforeEach
  void populate() {
    accounts.addAccount(Aws.A);
    accounts.addAccount(Aws.B);
    accounts.putRole(Aws.A, "/", "role", List.of(), null);
  }

  private Caller role() {
    return accounts.session(Aws.A, "role").orElseThrow();
  }

  private boolean allows(Caller caller, String policy) {
    return allows(caller, policy, RequestContext.of(caller, Aws.START, "eu-central-1"));
  }

  private boolean allows(Caller caller, String policy, RequestContext context) {
    return new Authorizer(accounts)
        .decide(
            new AccessRequest(
                caller,
                "sqs:SendMessage",
                QUEUE,
                Aws.A,
                new PolicyBinder(accounts).asGiven(policy, Grammar.RESOURCE),
                Rules.UNION,
                context))
        .isAllowed();
  }

  private static String on(String effect, String condition) {
    return Aws.policy(
        "{\"Effect\":\"%s\",\"Principal\":\"*\",\"Action\":\"sqs:*\",\"Resource\":\"*\","
                .formatted(effect)
            + "\"Condition\":"
            + condition
            + "}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'ArnEquals':{'aws:SourceArn':'" + TOPIC + "'}} | true | false",
        "{'ArnNotEquals':{'aws:SourceArn':'" + TOPIC + "'}} | false | true",
        "{'ArnLike':{'AWS:SOURCEARN':'arn:aws:sns:*:111111111111:*'}} | true | false",
        "{'ArnLike':{'aws:SourceArn':'arn:aws:sns:*'}} | false | false",
        "{'StringLike':{'aws:SourceArn':'arn:aws:sns:*'}} | true | false",
        "{'StringEquals':{'aws:SourceArn':'arn:aws:sns:*'}} | false | false",
        "{'ArnEqualsIfExists':{'aws:SourceArn':'" + TOPIC + "'}} | true | true",
        "{'ForAllValues:ArnEquals':{'aws:SourceArn':'" + TOPIC + "'}} | true | true",
        "{'ForAnyValue:ArnEquals':{'aws:SourceArn':'" + TOPIC + "'}} | true | false",
        "{'Null':{'aws:SourceArn':'false'}} | true | false",
        "{'Null':{'aws:SourceArn':true}} | false | true",
        "{'Bool':{'aws:SecureTransport':false}} | false | false",
        "{'bool':{'aws:securetransport':'TRUE'}} | true | true",
        "{'Bool':{'aws:PrincipalIsAWSService':'true'}} | true | false",
        "{'NumericLessThan':{'aws:EpochTime':'1'}} | false | false",
        "{'DateGreaterThan':{'aws:CurrentTime':'2025-01-01T00:00:00Z'}} | true | true",
        "{'IpAddress':{'aws:SourceIp':'127.0.0.0/8'}} | false | true",
        "{'NotIpAddress':{'aws:SourceIp':'127.0.0.0/8'}} | true | false",
        "{'StringEqualsIgnoreCase':{'aws:PrincipalAccount':['2','111111111111']}} | false | true",
        "{'StringEquals':{'aws:PrincipalArn':'arn:aws:iam::111111111111:role/role'}} | false | true",
        "{'StringNotEquals':{'aws:SourceAccount':'111111111111'}} | false | true"
      })
  void conditionsForTheServiceAndForARole(String condition, boolean service, boolean role) {
    String policy = on("Allow", condition.replace('\'', '"'));
    assertThat(allows(SNS, policy)).as("service").isEqualTo(service);
    assertThat(allows(role(), policy)).as("role").isEqualTo(role);
  }

  private boolean allowsWith(String condition, String key, String... values) {
    RequestContext context =
        RequestContext.of(SNS, Aws.START, "eu-central-1").with(key, List.of(values));
    return allows(SNS, on("Allow", condition.replace('\'', '"')), context);
  }

  @Test
  void emptyValuesSatisfyForAllValues() {
    String condition = "{'ForAllValues:StringEquals':{'aws:TagKeys':'a'}}";
    assertThat(allowsWith(condition, "aws:TagKeys", "")).isTrue();
    assertThat(allowsWith(condition, "aws:TagKeys", "", "b")).isFalse();
  }

  @Test
  void aVariableWithoutValueMatchesNothingNotEvenNegated() {
    assertThat(allowsWith("{'StringNotEquals':{'x:Key':'${no:Key}'}}", "x:Key", "a")).isFalse();
    String but =
        Aws.policy(
            "{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"sqs:*\","
                + "\"NotResource\":\"arn:aws:sqs:*:*:${no:Key}\"}");
    assertThat(allows(SNS, but)).isFalse();
  }

  @Test
  void variablesInArnsAreReplacedBeforeTheyAreCutIntoParts() {
    assertThat(
            allowsWith(
                "{'ArnLike':{'aws:SourceArn':'arn:aws:sns:*:${aws:SourceAccount}:*'}}", "k", "v"))
        .isTrue();
    assertThat(allowsWith("{'ArnEquals':{'aws:SourceArn':'${x:Key}'}}", "x:Key", TOPIC)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.0/x", "10.0.0.0/33", "face", "localhost"})
  void whatIsNoAddressContainsNone(String range) {
    String condition = "{'IpAddress':{'aws:SourceIp':'" + range + "'}}";
    assertThat(allowsWith(condition, "aws:SourceIp", "10.0.0.0")).isFalse();
    assertThat(allowsWith(condition, "aws:SourceIp", range)).isFalse();
  }

  @Test
  void binariesAreComparedByTheirBytes() {
    assertThat(allowsWith("{'BinaryEquals':{'x:Key':'QQ'}}", "x:Key", "QQ==")).isTrue();
    assertThat(allowsWith("{'BinaryEquals':{'x:Key':'Qg=='}}", "x:Key", "QQ==")).isFalse();
    assertThat(allowsWith("{'BinaryEquals':{'x:Key':'%%'}}", "x:Key", "%%")).isFalse();
  }

  @Test
  void onlyPrincipalsReadBackAsUniqueIds() {
    String arn = "arn:aws:iam::111111111111:role/role";
    String policy =
        on("Deny", "{\"ArnEquals\":{\"aws:PrincipalArn\":\"" + arn + "\"}}")
            .replace("\"Principal\":\"*\"", "\"Principal\":{\"AWS\":\"" + arn + "\"}");
    var stored = new PolicyBinder(accounts).asGiven(policy, Grammar.RESOURCE);
    assertThat(stored.textAsRead(accounts)).isEqualTo(policy);
    accounts.deleteRole(Aws.A, "role");
    assertThat(stored.textAsRead(accounts))
        .contains("\"aws:PrincipalArn\":\"" + arn + "\"")
        .containsPattern("\"AWS\":\"AROA[A-Z0-9]{17}\"");
  }

  @Test
  void severalValuesWithoutSetOperatorNeverMatch() {
    RequestContext context =
        RequestContext.of(SNS, Aws.START, "eu-central-1").with("aws:TagKeys", List.of("a", "b"));
    assertThat(allows(SNS, on("Allow", "{\"StringEquals\":{\"aws:TagKeys\":\"a\"}}"), context))
        .isFalse();
    assertThat(
            allows(
                SNS,
                on("Allow", "{\"ForAnyValue:StringEquals\":{\"aws:TagKeys\":\"a\"}}"),
                context))
        .isTrue();
    assertThat(
            allows(
                SNS,
                on("Allow", "{\"ForAllValues:StringEquals\":{\"aws:TagKeys\":\"a\"}}"),
                context))
        .isFalse();
  }

  @Test
  void variablesAreReplacedInVersion2012OnlyAndTheirTextIsNoPattern() {
    String policy =
        on("Allow", "{\"StringLike\":{\"aws:SourceArn\":\"${aws:PrincipalServiceName}*\"}}");
    RequestContext same =
        RequestContext.of(SNS, Aws.START, "eu-central-1")
            .with("aws:PrincipalServiceName", "arn:aws:sns:");
    RequestContext star =
        RequestContext.of(SNS, Aws.START, "eu-central-1").with("aws:PrincipalServiceName", "a*");
    assertThat(allows(SNS, policy, same)).isTrue();
    assertThat(allows(SNS, policy.replace("2012-10-17", "2008-10-17"), same)).isFalse();
    assertThat(allows(SNS, policy, star)).isFalse();
    assertThat(allows(SNS, on("Allow", "{\"StringLike\":{\"aws:SourceArn\":\"${no:Key}*\"}}")))
        .isFalse();
    assertThat(
            allows(SNS, on("Allow", "{\"StringLike\":{\"aws:SourceArn\":\"${no:Key, 'arn:'}*\"}}")))
        .isTrue();
  }

  @Test
  void anExplicitDenyBeatsEveryAllow() {
    String both =
        Aws.policy(
            Aws.allow("\"*\"", "\"sqs:*\"", "*"),
            "{\"Effect\":\"Deny\",\"NotPrincipal\":{\"Service\":\"sns.amazonaws.com\"},"
                + "\"Action\":\"sqs:SendMessage\",\"Resource\":\"*\"}");
    assertThat(allows(SNS, both)).isTrue();
    assertThat(allows(role(), both)).isFalse();
  }

  @Test
  void accountAndRootDelegateWhileTheRoleItselfIsLetIn() {
    String root =
        Aws.policy(Aws.allow("{\"AWS\":\"" + Aws.rootArn(Aws.A) + "\"}", "\"sqs:*\"", "*"));
    assertThat(allows(role(), root)).isFalse();
    assertThat(allows(role(), root.replace(Aws.rootArn(Aws.A), Aws.A))).isFalse();
    assertThat(allows(role(), root.replace(Aws.rootArn(Aws.A), Aws.roleArn(Aws.A, "role"))))
        .isTrue();
    assertThat(
            allows(
                role(),
                root.replace(
                    Aws.rootArn(Aws.A), "arn:aws:sts::111111111111:assumed-role/role/local")))
        .isTrue();
    assertThat(
            allows(
                role(),
                root.replace(
                    Aws.rootArn(Aws.A), "arn:aws:sts::111111111111:assumed-role/role/other")))
        .isFalse();
  }

  @Test
  void actionsAreCaseInsensitiveAndResourcesAreNot() {
    assertThat(allows(SNS, Aws.policy(Aws.allow("\"*\"", "\"SQS:sendmessage\"", QUEUE)))).isTrue();
    assertThat(
            allows(SNS, Aws.policy(Aws.allow("\"*\"", "\"sqs:Send*\"", QUEUE.replace(":q", ":Q")))))
        .isFalse();
    assertThat(
            allows(
                SNS, Aws.policy(Aws.allow("{\"Service\":\"s3.amazonaws.com\"}", "\"sqs:*\"", "*"))))
        .isFalse();
  }

  @Test
  void notActionAndNotResourceAreEverythingElse() {
    String policy =
        Aws.policy(
            "{\"Effect\":\"Allow\",\"Principal\":\"*\",\"NotAction\":\"sqs:Receive*\","
                + "\"NotResource\":\"arn:aws:sqs:*:*:other\"}");
    assertThat(allows(SNS, policy)).isTrue();
    assertThat(allows(SNS, policy.replace("sqs:Receive*", "sqs:Send*"))).isFalse();
    assertThat(allows(SNS, policy.replace(":other", ":q"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":[],\"Resource\":\"*\"}}",
        "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"sqs:*\",\"Resource\":\"*\"}}",
        "{\"Statement\":{\"Effect\":\"Allow\",\"Effect\":\"Deny\",\"Principal\":\"*\","
            + "\"Action\":\"sqs:*\",\"Resource\":\"*\"}}",
        "{\"Version\":\"2020-01-01\",\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\","
            + "\"Action\":\"sqs:*\",\"Resource\":\"*\"}}",
        "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"x\",\"Action\":\"sqs:*\","
            + "\"Resource\":\"*\"}}",
        "{\"Extra\":1,\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\","
            + "\"Action\":\"sqs:*\",\"Resource\":\"*\"}}",
        "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"sqs:*\","
            + "\"Resource\":\"*\"}} trailing"
      })
  void malformedPoliciesAreRefused(String text) {
    assertThatThrownBy(() -> PolicyReader.read(text, Grammar.RESOURCE))
        .isInstanceOf(PolicyProblem.class);
  }
}
