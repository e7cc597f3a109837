package dev.keyway.grants;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.policy.PolicyLimits;
import dev.keyway.policy.PolicySyntaxException;
import dev.keyway.policy.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrincipalBoundsTest {
  private static final String QUEUE = "arn:aws:sqs:eu-central-1:111122223333:orders";
  private static final String OURS = "arn:aws:iam::111122223333:role/orders";
  private static final String PARTNER = "arn:aws:iam::444455556666:role/partner";
  private static final String STRANGER = "arn:aws:iam::777788889999:role/stranger";
  private static final PrincipalBounds BOUNDS =
      new PrincipalBounds(
          "payments",
          "111122223333",
          Set.of("444455556666"),
          Set.of("s3.amazonaws.com"),
          Set.of("o-a1b2c3d4e5"));

  @Test
  void onlyListedAccountsAndOnesOwnAreLetIn() {
    var asked = QueueGrants.of(ask(List.of(OURS, PARTNER, STRANGER, "777788889999")));

    assertThat(BOUNDS.refused(asked, Optional.empty()))
        .extracting(Grant::member)
        .containsOnly(STRANGER, "777788889999");
  }

  @Test
  void onlyListedServicesAreLetInAndSnsAlways() {
    var asked =
        QueueGrants.of(
            new QueueAsk(
                "EncryptedQueue orders",
                QUEUE,
                List.of(),
                List.of(),
                List.of(
                    new ServiceAsk("s3.amazonaws.com", List.of("arn:aws:s3:::a"), List.of()),
                    new ServiceAsk(
                        "s3.amazonaws.com", List.of("arn:aws:s3:::b"), List.of("777788889999")),
                    new ServiceAsk(
                        "events.amazonaws.com",
                        List.of("arn:aws:events:eu-central-1:111122223333:rule/r"),
                        List.of())),
                List.of(
                    new QueueAsk.Source(
                        "TopicSubscription a", "arn:aws:sns:eu-central-1:777788889999:t"))));

    assertThat(BOUNDS.refused(asked, Optional.empty()))
        .extracting(Grant::member)
        .containsExactlyInAnyOrder(
            "arn:aws:s3:::b", "arn:aws:events:eu-central-1:111122223333:rule/r");
  }

  @Test
  void emptyListsAdmitAll() {
    var all = new PrincipalBounds("payments", "111122223333", Set.of(), Set.of(), Set.of());

    assertThat(all.refused(QueueGrants.of(ask(List.of(STRANGER))), Optional.empty())).isEmpty();
  }

  @Test
  void whatStandsStays() {
    var before = QueueGrants.of(ask(List.of(STRANGER)));
    var standing =
        new Admission(PolicyLimits.SQS_QUEUE, List.of()).admit(before, Refusals.NONE).document();

    assertThat(BOUNDS.refused(before, Optional.of(standing))).isEmpty();
    assertThat(
            BOUNDS.refused(
                QueueGrants.of(ask(List.of(STRANGER, "777788889999"))), Optional.of(standing)))
        .extracting(Grant::member)
        .containsOnly("777788889999");
  }

  @Test
  void aRefusedGrantIsLeftOutAndToldWithTheBinding() {
    var asked = QueueGrants.of(ask(List.of(OURS, STRANGER)));
    var refusals = Refusals.NONE.guardedBy(BOUNDS, asked, Optional.empty());

    var admitted = new Admission(PolicyLimits.SQS_QUEUE, List.of()).admit(asked, refusals);

    assertThat(OwnedStatements.grants(admitted.document()))
        .extracting(Grant::member)
        .containsOnly(OURS);
    assertThat(admitted.refused())
        .extracting(Admission.Refusal::why)
        .containsOnly("the guardrails of AccountBinding payments do not let " + STRANGER + " in");
    assertThat(refusals.members()).containsExactly(STRANGER);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'Principal':{'AWS':'arn:aws:iam::111122223333:role/a'} | true",
        "'Principal':{'AWS':'444455556666'} | true",
        "'Principal':{'AWS':['444455556666','777788889999']} | false",
        "'Principal':{'Service':'s3.amazonaws.com'} | true",
        "'Principal':{'Service':'events.amazonaws.com'} | false",
        "'Principal':'*' | false",
        "'Principal':'*','Condition':{'StringEquals':{'aws:PrincipalOrgID':'o-a1b2c3d4e5'}} | true",
        "'Principal':'*','Condition':{'StringEquals':{'aws:PrincipalOrgID':'o-zzzzzzzzzz'}} | false",
        "'Principal':'*','Condition':{'StringLike':{'aws:PrincipalOrgID':'o-a1b2c3d4e5'}} | false",
        "'Principal':'*','Condition':{'StringEquals':{'aws:PrincipalAccount':'444455556666'}} | true",
        "'Principal':'*','Condition':{'StringEquals':{'aws:PrincipalAccount':'777788889999'}} | false",
      })
  void aStatementOfASpecIsBoundedToo(String rest, boolean admitted) throws PolicySyntaxException {
    var json =
        "{'Effect':'Allow','Action':'sqs:ReceiveMessage','Resource':'*',%s}"
            .formatted(rest)
            .replace('\'', '"');

    assertThat(BOUNDS.objection(Statement.parse(json)).isEmpty()).isEqualTo(admitted);
    assertThat(BOUNDS.objection(Statement.parse(json.replace("Allow", "Deny")))).isEmpty();
  }

  private static QueueAsk ask(List<String> consumers) {
    return new QueueAsk("EncryptedQueue orders", QUEUE, consumers, List.of(), List.of(), List.of());
  }
}
