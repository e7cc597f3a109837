package dev.keyway.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PolicyLimitsTest {

  @Test
  void numbersAreThoseOfAws() {
    assertThat(PolicyLimits.SQS_QUEUE.bytes()).isEqualTo(8_192);
    assertThat(PolicyLimits.SQS_QUEUE.statements()).isEqualTo(20);
    assertThat(PolicyLimits.SQS_QUEUE.principals()).isEqualTo(50);
    assertThat(PolicyLimits.SQS_QUEUE.conditions()).isEqualTo(10);
    assertThat(PolicyLimits.SQS_QUEUE.actions()).isEqualTo(7);
    assertThat(PolicyLimits.SNS_TOPIC.bytes()).isEqualTo(30_720);
    assertThat(PolicyLimits.SNS_TOPIC.statements()).isEqualTo(100);
    assertThat(PolicyLimits.SNS_TOPIC.principals()).isEqualTo(200);
    assertThat(PolicyLimits.KMS_KEY.bytes()).isEqualTo(32_768);
    assertThat(PolicyLimits.values())
        .allSatisfy(limits -> assertThat(limits.source()).isNotBlank());
  }

  @Test
  void bytesAtAndBeyondTheLimit() {
    for (PolicyLimits limits : PolicyLimits.values()) {
      PolicyDocument exact = ofSize(limits.bytes());
      assertThat(exact.sizeInBytes()).isEqualTo(limits.bytes());
      assertThat(limits.check(exact)).isEmpty();
      assertThat(limits.check(ofSize(limits.bytes() + 1)))
          .singleElement()
          .satisfies(
              violation -> {
                assertThat(violation.what()).isEqualTo("bytes");
                assertThat(violation.actual()).isEqualTo(limits.bytes() + 1);
                assertThat(violation.message()).contains(String.valueOf(limits.bytes()));
              });
    }
  }

  private static PolicyDocument ofSize(int bytes) {
    int empty =
        new PolicyDocument(PolicyDocument.VERSION_2012, "", List.of(statement(1, 1, 1)))
            .sizeInBytes();
    return new PolicyDocument(
        PolicyDocument.VERSION_2012, "x".repeat(bytes - empty), List.of(statement(1, 1, 1)));
  }

  private static Statement statement(int principals, int actions, int conditions) {
    Statement.Builder builder = Statement.allow(null).resource("*");
    IntStream.range(0, principals)
        .forEach(i -> builder.principal(new Principal.Service("s" + i + ".amazonaws.com")));
    IntStream.range(0, actions).forEach(i -> builder.action("sqs:A" + i));
    IntStream.range(0, conditions).forEach(i -> builder.condition("StringEquals", "a:k" + i, "v"));
    return builder.build();
  }

  @Test
  void countsOfAQueuePolicy() {
    PolicyDocument full = PolicyDocument.of(Collections.nCopies(20, statement(1, 1, 1)));
    assertThat(PolicyLimits.SQS_QUEUE.check(full)).isEmpty();
    assertThat(
            PolicyLimits.SQS_QUEUE.check(
                PolicyDocument.of(Collections.nCopies(21, statement(1, 1, 1)))))
        .extracting(LimitViolation::what)
        .containsExactly("statements");
    assertThat(PolicyLimits.SQS_QUEUE.check(PolicyDocument.of(List.of(statement(50, 7, 10)))))
        .isEmpty();
    assertThat(
            PolicyLimits.SQS_QUEUE.check(
                PolicyDocument.of(List.of(statement(1, 1, 1), statement(51, 8, 11)))))
        .extracting(LimitViolation::place, LimitViolation::what)
        .containsExactly(
            tuple("Statement[1]", "principals"),
            tuple("Statement[1]", "conditions"),
            tuple("Statement[1]", "actions"));
  }

  @Test
  void keyPolicyTakesLatin1Only() {
    PolicyDocument latin = PolicyDocument.of(List.of(statement(1, 1, 1).withSid("Schlüssel")));
    PolicyDocument other = PolicyDocument.of(List.of(statement(1, 1, 1).withSid("键")));
    assertThat(PolicyLimits.KMS_KEY.check(latin)).isEmpty();
    assertThat(PolicyLimits.SQS_QUEUE.check(other)).isEmpty();
    assertThat(PolicyLimits.KMS_KEY.check(other))
        .extracting(LimitViolation::what)
        .containsExactly("characters beyond U+00FF");
  }
}
