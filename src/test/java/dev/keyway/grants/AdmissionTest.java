package dev.keyway.grants;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.policy.PolicyLimits;
import dev.keyway.policy.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdmissionTest {
  private static final Statement TLS = QueueGrants.tlsOnly(Examples.QUEUE);

  @ParameterizedTest
  @CsvSource({"0,1", "1,2", "50,2", "51,3", "100,3", "101,4"})
  void sqsTakesFiftyPrincipalsAStatement(int consumers, int statements) {
    var ask = Examples.consumers(Examples.roles(consumers));

    var admitted = queue().admit(QueueGrants.of(ask), Set.of());

    assertThat(admitted.refused()).isEmpty();
    assertThat(admitted.document().statements())
        .hasSize(statements)
        .allMatch(s -> s.principals().members().size() <= 50);
    assertThat(PolicyLimits.SQS_QUEUE.check(admitted.document())).isEmpty();
  }

  @Test
  void kmsAndSnsTakeAnyNumberOfPrincipalsAStatement() {
    var asked = KeyGrants.ofQueue(Examples.consumers(Examples.roles(120)));

    var admitted = new Admission(PolicyLimits.KMS_KEY, List.of()).admit(asked, Set.of());

    assertThat(admitted.document().statements()).hasSize(1);
  }

  @Test
  void theFirstToAskIsTheFirstToBeAdmitted() {
    var asked = QueueGrants.of(Examples.consumers(longRoles(40)));

    var admitted = queue().admit(asked, Set.of());

    assertThat(admitted.refused()).isNotEmpty();
    var standing = standing(admitted);
    assertThat(standing).containsExactlyElementsOf(members(asked.subList(0, standing.size())));
    assertThat(admitted.refused())
        .extracting(Admission.Refusal::grant)
        .containsExactlyElementsOf(asked.subList(standing.size(), asked.size()));
    assertThat(PolicyLimits.SQS_QUEUE.check(admitted.document())).isEmpty();
  }

  @Test
  void aRefusalTellsTheSizes() {
    var asked = QueueGrants.of(Examples.consumers(longRoles(40)));

    var admitted = queue().admit(asked, Set.of());

    assertThat(admitted.refused().getFirst().why())
        .contains("8192")
        .containsPattern("document has 8[2-4]\\d\\d bytes")
        .contains("SQS Developer Guide");
  }

  @Test
  void whatIsSmallerStillGetsInAfterARefusal() {
    var asked = new ArrayList<>(QueueGrants.of(Examples.consumers(longRoles(40))));
    var late = "arn:aws:iam::444455556666:role/a";
    var last = QueueGrants.of(Examples.consumers(List.of(late))).getFirst();
    asked.add(last);

    var admitted = queue().admit(asked, Set.of());

    assertThat(admitted.refused()).isNotEmpty().noneMatch(r -> r.grant().equals(last));
    assertThat(standing(admitted)).contains(late);
  }

  @Test
  void principalsThatAwsDoesNotKnowAreLeftOutAndNamed() {
    var asked = QueueGrants.of(Examples.queue());

    var admitted = queue().admit(asked, Set.of(Examples.WORKER));

    assertThat(admitted.document().toJson()).doesNotContain(Examples.WORKER);
    assertThat(standing(admitted)).contains(Examples.IMPORT, Examples.TOPIC);
    assertThat(admitted.refused())
        .singleElement()
        .satisfies(
            refusal -> {
              assertThat(refusal.grant().asker()).isEqualTo(Examples.ASKER);
              assertThat(refusal.why()).contains(Examples.WORKER);
            });
  }

  @Test
  void whoseConsumerIsUnknownLosesNothingElse() {
    var asked = QueueGrants.of(Examples.queue());

    var with = queue().admit(asked, Set.of());
    var without = queue().admit(asked, Set.of("arn:aws:iam::444455556666:role/nobody"));

    assertThat(without).isEqualTo(with);
  }

  @Test
  void fixedStatementsStandFirstAndInTheirOrder() {
    var foreign = Statement.deny("Foreign").action("sqs:*").resource("*").build();

    var admitted =
        new Admission(PolicyLimits.SQS_QUEUE, List.of(foreign, TLS))
            .admit(QueueGrants.of(Examples.queue()), Set.of());

    assertThat(admitted.document().statements()).startsWith(foreign, TLS);
  }

  @Test
  void nothingIsAdmittedToAPolicyThatIsFullAlready() {
    var foreign =
        IntStream.range(0, 20)
            .mapToObj(i -> Statement.deny("Foreign" + i).action("sqs:*").resource("*").build())
            .toList();
    var asked = QueueGrants.of(Examples.consumers(List.of(Examples.WORKER)));

    var admitted = new Admission(PolicyLimits.SQS_QUEUE, foreign).admit(asked, Set.of());

    assertThat(admitted.document().statements()).isEqualTo(foreign);
    assertThat(admitted.refused()).singleElement().matches(r -> r.why().contains("statements"));
  }

  @Test
  void askingTwiceIsAskingOnce() {
    var asked = new ArrayList<>(QueueGrants.of(Examples.queue()));
    asked.addAll(QueueGrants.of(Examples.queue()));

    assertThat(queue().admit(asked, Set.of()).document())
        .isEqualTo(queue().admit(QueueGrants.of(Examples.queue()), Set.of()).document());
  }

  @ParameterizedTest
  @CsvSource({"200,1", "201,2"})
  void snsTakesTwoHundredPrincipalsAStatement(int principals, int statements) {
    var asked = QueueGrants.of(Examples.consumers(Examples.roles(principals)));

    var admitted = new Admission(PolicyLimits.SNS_TOPIC, List.of()).admit(asked, Set.of());

    assertThat(admitted.refused()).isEmpty();
    assertThat(admitted.document().statements()).hasSize(statements);
  }

  private static Admission queue() {
    return new Admission(PolicyLimits.SQS_QUEUE, List.of(TLS));
  }

  private static List<String> standing(Admission.Admitted admitted) {
    return OwnedStatements.grants(admitted.document()).stream().map(Grant::member).toList();
  }

  private static List<String> members(List<Grant> grants) {
    return grants.stream().map(Grant::member).toList();
  }

  private static List<String> longRoles(int count) {
    return Examples.roles(count).stream().map(arn -> arn + "-" + "x".repeat(200)).toList();
  }
}
