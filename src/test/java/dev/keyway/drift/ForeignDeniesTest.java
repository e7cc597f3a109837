package dev.keyway.drift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.api.v1alpha1.Impact;
import dev.keyway.policy.CallerContexts;
import dev.keyway.policy.PolicyDocument;
import dev.keyway.policy.PolicySyntaxException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForeignDeniesTest {
  private static final String TOPIC = "arn:aws:sns:eu-central-1:111122223333:t";
  private static final String QUEUE = "arn:aws:sqs:eu-central-1:111122223333:q";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Deny  | *                                     | sqs:SendMessage    | BROKEN
          Deny  | arn:aws:iam::111122223333:role/other  | sqs:SendMessage    | TIGHTENED
          Deny  | *                                     | sqs:PurgeQueue     | TIGHTENED
          Allow | *                                     | sqs:SendMessage    |
          """)
  void aDenyIsToldAndIsBrokenWhereItStopsWhatHasToWork(
      String effect, String principal, String action, Impact impact) throws PolicySyntaxException {
    var policy =
        PolicyDocument.parse(
            """
            {"Version":"2012-10-17","Statement":[
            {"Sid":"ours","Effect":"Allow","Principal":{"Service":"sns.amazonaws.com"},
            "Action":"sqs:SendMessage","Resource":"%s"},
            {"Sid":"theirs","Effect":"%s","Principal":{"AWS":"%s"},"Action":"%s","Resource":"%s"}]}"""
                .formatted(QUEUE, effect, principal, action, QUEUE));
    var foreign = policy.statements().stream().filter(s -> "theirs".equals(s.sid())).toList();

    var found =
        ForeignDenies.judge(
            "Policy", policy, foreign, List.of(CallerContexts.snsDelivery(TOPIC, QUEUE)));

    if (impact == null) {
      assertThat(found).isEmpty();
    } else {
      assertThat(found).extracting(Difference::impact).containsExactly(impact);
      assertThat(found).extracting(Difference::path).containsExactly("Policy[theirs]");
    }
  }
}
