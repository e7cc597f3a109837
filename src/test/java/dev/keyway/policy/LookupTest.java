package dev.keyway.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys that follow from caller and resource: IAM User Guide, global condition context keys. */
class LookupTest {
  private static final String ACCOUNT = "111122223333";
  private static final String QUEUE = "arn:aws:sqs:us-east-1:444455556666:orders";

  private static Caller caller(String name) {
    return switch (name) {
      case "role" -> new Caller.IamRole("arn:aws:iam::" + ACCOUNT + ":role/team/app");
      case "user" -> new Caller.IamUser("arn:aws:iam::" + ACCOUNT + ":user/team/ann");
      case "root" -> new Caller.AccountRoot("aws", ACCOUNT);
      case "service" -> new Caller.Service("sns.amazonaws.com");
      default -> new Caller.Anonymous();
    };
  }

  @ParameterizedTest
  @CsvSource({
    "role, aws:PrincipalArn, arn:aws:iam::111122223333:role/team/app",
    "user, aws:PrincipalArn, arn:aws:iam::111122223333:user/team/ann",
    "root, aws:PrincipalArn, arn:aws:iam::111122223333:root",
    "service, aws:PrincipalArn, absent",
    "anonymous, aws:PrincipalArn, absent",
    "role, aws:PrincipalAccount, 111122223333",
    "user, aws:PrincipalAccount, 111122223333",
    "root, aws:PrincipalAccount, 111122223333",
    "service, aws:PrincipalAccount, absent",
    "anonymous, aws:PrincipalAccount, anonymous",
    "role, aws:PrincipalType, AssumedRole",
    "user, aws:PrincipalType, User",
    "root, aws:PrincipalType, Account",
    "anonymous, aws:PrincipalType, Anonymous",
    "service, aws:PrincipalType, unknown",
    "role, aws:PrincipalIsAWSService, false",
    "service, aws:PrincipalIsAWSService, true",
    "role, aws:PrincipalServiceName, absent",
    "service, aws:PrincipalServiceName, sns.amazonaws.com",
    "user, aws:username, ann",
    "role, aws:username, absent",
    "role, aws:ResourceAccount, 444455556666",
    "role, AWS:RESOURCEACCOUNT, 444455556666",
    "role, aws:SourceVpce, unknown",
  })
  void followsFromCallerAndResource(String caller, String key, String value) {
    Request request =
        new Request(
            caller(caller), "sqs:SendMessage", QUEUE, RequestContext.unknownUnlessStated().build());
    assertThat(new Lookup(request).apply(key))
        .isEqualTo(
            switch (value) {
              case "absent" -> new ContextValue.Absent();
              case "unknown" -> new ContextValue.Unknown();
              default -> new ContextValue.Known(List.of(value));
            });
  }

  @Test
  void whatTheContextStatesGoesBefore() {
    Request request =
        new Request(
            caller("role"),
            "sqs:SendMessage",
            QUEUE,
            RequestContext.absentUnlessStated().with("aws:principalarn", "stated").build());
    assertThat(new Lookup(request).apply("aws:PrincipalArn"))
        .isEqualTo(new ContextValue.Known(List.of("stated")));
  }

  @ParameterizedTest
  @CsvSource({"arn:aws:s3:::bucket", "orders"})
  void aResourceWithoutAccountGivesNone(String resource) {
    Request request =
        new Request(caller("role"), "a:b", resource, RequestContext.unknownUnlessStated().build());
    assertThat(new Lookup(request).apply("aws:ResourceAccount"))
        .isEqualTo(new ContextValue.Unknown());
  }
}
