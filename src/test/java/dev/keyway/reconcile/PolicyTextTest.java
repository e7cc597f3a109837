package dev.keyway.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.policy.PolicyDocument;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PolicyTextTest {
  private static final String OWN =
      """
      {"Sid":"KeywayConsumers0123456789","Effect":"Allow","Principal":"*","Action":"sqs:%s",
      "Resource":"*"}""";
  private static final String FOREIGN =
      """
      {"Sid":"theirs","Effect":"Deny","Principal":"*","Action":"sqs:PurgeQueue","Resource":"*"}""";

  @Test
  void whatSomebodyElsePutThereDoesNotChangeTheHashOfWhatIsWanted() {
    var without = PolicyText.hash(policy(OWN.formatted("ReceiveMessage")));
    var with = PolicyText.hash(policy(OWN.formatted("ReceiveMessage"), FOREIGN));
    var other = PolicyText.hash(policy(OWN.formatted("SendMessage"), FOREIGN));

    assertThat(with).isEqualTo(without);
    assertThat(other).isNotEqualTo(with);
  }

  private static PolicyDocument policy(String... statements) {
    var text = String.join(",", Stream.of(statements).toList());
    return PolicyText.read("{\"Version\":\"2012-10-17\",\"Statement\":[" + text + "]}")
        .orElseThrow();
  }
}
