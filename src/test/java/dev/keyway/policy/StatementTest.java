package dev.keyway.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatementTest {
  private static final Statement FULL =
      Statement.deny("Full")
          .notPrincipal(new Principal.Arn("arn:aws:iam::111122223333:role/app"))
          .notPrincipal(new Principal.Account("aws", "111122223333"))
          .notAction("sqs:Get*")
          .notResource("arn:aws:sqs:us-east-1:111122223333:orders")
          .condition("StringEquals", "a:k", List.of("v", "w"))
          .condition("Null", "a:l", "true")
          .build();

  @Test
  void aStatementIsReadBackFromItsOwnText() throws PolicySyntaxException {
    assertThat(FULL.toJson()).startsWith("{").endsWith("}").contains("\"NotAction\"");
    assertThat(Statement.parse(FULL.toJson())).isEqualTo(FULL);
    assertThat(PolicyDocument.parse(PolicyDocument.of(List.of(FULL)).toJson()).statements())
        .containsExactly(FULL);
  }

  @Test
  void conditionsComeInOrderOfOperatorAndKey() {
    Statement statement =
        Statement.allow(null)
            .condition("StringLike", "a:b", "1")
            .condition("Bool", "a:z", "true")
            .condition("Bool", "a:a", "true")
            .build();
    assertThat(statement.conditions())
        .extracting(Condition::operator, Condition::key)
        .containsExactly(tuple("Bool", "a:a"), tuple("Bool", "a:z"), tuple("StringLike", "a:b"));
  }

  @Test
  void anotherSidChangesNothingElse() {
    Statement renamed = FULL.withSid("Other");
    assertThat(renamed.sid()).isEqualTo("Other");
    assertThat(renamed.withSid("Full")).isEqualTo(FULL);
  }

  @Test
  void oneConditionTwiceIsRefusedWhateverItsCase() {
    Statement.Builder twice =
        Statement.allow(null).condition("Bool", "a:b", "true").condition("Bool", "A:B", "false");
    assertThatThrownBy(twice::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("condition Bool A:B is given twice");
  }

  @Test
  void negatedElementsNeedAValueAndEveryoneStandsAlone() {
    assertThatThrownBy(() -> Principals.not(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Actions.not(List.of())).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Resources.not(List.of())).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Actions.of(" ")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Resources.of(" ")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () ->
                Principals.of(
                    new Principal.Anyone(false), new Principal.Service("sns.amazonaws.com")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"11112222333", "1111222233334", "11112222333x", "/11122223333"})
  void anAccountHasTwelveDigits(String text) {
    assertThatThrownBy(() -> new Principal.Account("aws", text))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Caller.AccountRoot("aws", text))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void principalsAreWhatTheirTextSays() {
    assertThat(Principal.aws("*")).isEqualTo(new Principal.Anyone(true));
    assertThat(Principal.aws("111122223333")).isEqualTo(new Principal.Account("", "111122223333"));
    assertThat(Principal.aws("arn:aws-cn:iam::111122223333:root"))
        .isEqualTo(new Principal.Account("aws-cn", "111122223333"));
    assertThat(new Principal.Account("aws-cn", "111122223333").value())
        .isEqualTo("arn:aws-cn:iam::111122223333:root");
    assertThat(Principal.aws("AROAEXAMPLEID123").value()).isEqualTo("AROAEXAMPLEID123");
    assertThatThrownBy(() -> Principal.aws("arn:aws:iam::111122223333:role/*"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Principal.aws("app")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Principal.Service(" "))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Principal.Federated(""))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Principal.CanonicalUser(""))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void callersAreOfTheirKind() {
    assertThatThrownBy(() -> new Caller.IamRole("arn:aws:iam::111122223333:user/app"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Caller.IamUser("arn:aws:sts::111122223333:user/app"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(new Caller.Anonymous().display()).isEqualTo("anonymous");
    assertThat(new Caller.AccountRoot("aws", "111122223333").display())
        .isEqualTo("arn:aws:iam::111122223333:root");
  }
}
