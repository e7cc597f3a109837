package dev.keyway.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Which requests the search for a widening tries, and how it tells of what it found. */
class WideningChoicesTest {
  private static final String QUEUE = "arn:aws:sqs:us-east-1:111122223333:orders";
  private static final PolicyDocument NOTHING = PolicyDocument.of(List.of());

  private static Statement.Builder everyone(String sid) {
    return Statement.allow(sid).principal(new Principal.Anyone(true)).action("sqs:SendMessage");
  }

  private static Widening.Witnessed witnessed(Statement added) {
    List<Widening> found =
        Permissiveness.widening(NOTHING, PolicyDocument.of(List.of(added)), QUEUE);
    assertThat(found).singleElement().isInstanceOf(Widening.Witnessed.class);
    return (Widening.Witnessed) found.getFirst();
  }

  @Test
  void callersThatOnlyAConditionNamesAreTried() {
    String role = "arn:aws:iam::444455556666:role/app";
    String user = "arn:aws:iam::444455556666:user/ann";
    Statement.Builder byArn = everyone("ByArn").resource(QUEUE);
    assertThat(witnessed(byArn.condition("ArnEquals", "aws:PrincipalArn", role).build()).witness())
        .extracting(Request::caller)
        .isEqualTo(new Caller.IamRole(role));
    assertThat(
            witnessed(
                    everyone("ByUser")
                        .resource(QUEUE)
                        .condition("ArnEquals", "aws:PrincipalArn", user)
                        .build())
                .witness()
                .caller())
        .isEqualTo(new Caller.IamUser(user));
    assertThat(
            witnessed(
                    everyone("ByAccount")
                        .resource(QUEUE)
                        .condition("StringEquals", "aws:PrincipalAccount", "444455556666")
                        .build())
                .witness()
                .caller()
                .display())
        .startsWith("arn:aws:iam::444455556666:");
  }

  @Test
  void bareAccountsAreInThePartitionOfTheResource() {
    Statement statement =
        Statement.allow("China")
            .principal(new Principal.Account("", "111122223333"))
            .action("sqs:SendMessage")
            .resource("arn:aws-cn:sqs:cn-north-1:111122223333:orders")
            .build();
    assertThat(Permissiveness.widening(NOTHING, PolicyDocument.of(List.of(statement))))
        .singleElement()
        .isInstanceOfSatisfying(
            Widening.Witnessed.class,
            found -> {
              assertThat(found.witness().caller().display()).startsWith("arn:aws-cn:iam::");
              assertThat(found.witness().resourceArn())
                  .isEqualTo("arn:aws-cn:sqs:cn-north-1:111122223333:orders");
            });
  }

  @Test
  void aResourcePatternIsTriedByAnInstanceOfIt() {
    PolicyDocument desired = PolicyDocument.of(List.of(everyone("One").resource(QUEUE).build()));
    PolicyDocument observed =
        PolicyDocument.of(List.of(everyone("All").resource(QUEUE + "*").build()));
    assertThat(Permissiveness.widening(desired, observed))
        .singleElement()
        .isInstanceOfSatisfying(
            Widening.Witnessed.class,
            found ->
                assertThat(found.witness().resourceArn()).startsWith(QUEUE).isNotEqualTo(QUEUE));
    assertThat(Permissiveness.narrowing(observed, desired))
        .isEqualTo(Permissiveness.widening(desired, observed));
    assertThat(Permissiveness.narrowing(desired, observed)).isEmpty();
  }

  @Test
  void theKeysOfTheWitnessAreTold() {
    Widening.Witnessed found =
        witnessed(
            everyone("Told")
                .resource(QUEUE)
                .condition("StringEquals", "aws:SourceVpce", "vpce-1")
                .condition("Null", "aws:SourceIp", "true")
                .build());
    assertThat(found.description())
        .startsWith("Told also allows ")
        .contains(" to call sqs:SendMessage on " + QUEUE)
        .contains(", aws:sourcevpce = vpce-1")
        .contains(", without aws:sourceip");
  }
}
