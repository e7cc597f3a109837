package dev.keyway.grants;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.policy.PolicyDocument;
import dev.keyway.policy.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SidsTest {
  @Test
  void everyStatementCarriesItsKindAndTenHexDigits() {
    var policies =
        List.of(
            Policies.key(Examples.onKey()),
            Policies.queue(Examples.queue()),
            Policies.topic(Examples.topic()));
    var kinds = Arrays.stream(GrantKind.values()).map(GrantKind::sidName).toList();

    var sids = policies.stream().flatMap(SidsTest::sids).toList();

    assertThat(sids).allMatch(sid -> sid.matches("Keyway[A-Z][A-Za-z]*[0-9a-f]{10}"));
    assertThat(sids.stream().map(sid -> sid.substring(6, sid.length() - 10)).distinct())
        .as("every kind of grant stands in one of the three policies")
        .containsExactlyInAnyOrderElementsOf(kinds);
  }

  @Test
  void theSidOfAGroupIsTheSameForEver() {
    var policy = Policies.queue(Examples.consumers(List.of(Examples.WORKER)));

    assertThat(sids(policy))
        .containsExactly("KeywayTlsOnly8334d8ae3c", "KeywayConsumers676b1cf83b");
  }

  @Test
  void aNewMemberDoesNotChangeTheSid() {
    var one = Policies.queue(Examples.consumers(List.of(Examples.WORKER)));
    var two = Policies.queue(Examples.consumers(List.of(Examples.IMPORT, Examples.WORKER)));

    assertThat(sids(two)).containsExactlyElementsOf(sids(one).toList());
  }

  @Test
  void theOrderOfAskingDoesNotChangeThePolicy() {
    var there = Examples.queue(Examples.QUEUE, List.of(Examples.WORKER, Examples.SHOP), List.of());
    var back = Examples.queue(Examples.QUEUE, List.of(Examples.SHOP, Examples.WORKER), List.of());

    assertThat(Policies.queue(there).toJson()).isEqualTo(Policies.queue(back).toJson());
  }

  @Test
  void twoQueuesShareTheStatementsOfTheirKeyAndNotThoseOfTheirPolicies() {
    var a = Examples.queue();
    var b = Examples.queue(Examples.OTHER_QUEUE, List.of(Examples.SHOP), List.of(Examples.IMPORT));
    var asked = Stream.of(a, b).flatMap(ask -> KeyGrants.ofQueue(ask).stream()).toList();

    assertThat(Policies.key(asked).statements())
        .as("SNS, consumers, producers, who moves back, S3, EventBridge, the account")
        .hasSize(7);
    assertThat(sids(Policies.queue(a)))
        .doesNotContainAnyElementsOf(sids(Policies.queue(b)).toList());
  }

  @Test
  void differentSourceAccountsAreDifferentGroups() {
    var narrow = new ServiceAsk("s3.amazonaws.com", Examples.S3.sourceArns(), List.of("1"));
    var ask =
        new QueueAsk(
            Examples.ASKER,
            Examples.QUEUE,
            List.of(),
            List.of(),
            List.of(Examples.S3, narrow),
            List.of());

    assertThat(Policies.queue(ask).statements()).hasSize(3);
    assertThat(sids(Policies.queue(ask))).doesNotHaveDuplicates();
  }

  private static Stream<String> sids(PolicyDocument policy) {
    return policy.statements().stream().map(Statement::sid);
  }
}
