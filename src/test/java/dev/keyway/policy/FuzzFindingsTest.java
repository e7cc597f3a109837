package dev.keyway.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link PolicyFuzz} has found, one test each. */
class FuzzFindingsTest {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** Much more than it takes, much less than it took. */
  private static final Duration BOUND = Duration.ofSeconds(6);

  /** Seed 4, input 2356: an exception for each of a thousand times two thousand comparisons. */
  @ParameterizedTest
  @ValueSource(strings = {"IpAddress", "DateEquals", "BinaryEquals", "NumericEquals"})
  void aThousandValuesOfAWrongTypeDoNotTakeLong(String operator) {
    String values =
        IntStream.range(0, 1_000)
            .mapToObj(i -> "\"arn:aws:sns:us-east-1:111122223333:t" + i + "\"")
            .collect(Collectors.joining(","));
    assertQuick(
        """
        {"Statement":{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*",
        "Condition":{"%s":{"aws:SourceArn":[%s]}}}}"""
            .formatted(operator, values));
  }

  /** Thought of while fuzzing: each statement was compared with each. */
  @Test
  void aMegabyteOfSmallStatementsDoesNotTakeLong() {
    assertQuick(
        IntStream.range(0, 15_000)
            .mapToObj("{\"Effect\":\"Deny\",\"NotAction\":\"a:%s\"}"::formatted)
            .collect(Collectors.joining(",", "{\"Statement\":[", "]}")));
  }

  /** Seed 5, inputs 3469 and 54777: 4,000 values in one document. */
  @Test
  void moreConditionValuesThanAwsTakesAreNotCompared() throws PolicySyntaxException {
    Statement.Builder many = Statement.allow("A").principal(new Principal.Anyone(false));
    many.action("*").resource("*");
    many.condition(
        "ArnEquals",
        "aws:SourceArn",
        IntStream.range(0, 4_000)
            .mapToObj(i -> "arn:aws:sns:us-east-1:111122223333:t*" + i)
            .toList());
    assertThat(
            Permissiveness.widening(
                PolicyDocument.of(List.of()), PolicyDocument.of(List.of(many.build()))))
        .singleElement()
        .isInstanceOf(Widening.CannotTell.class);
  }

  /** Seed 5, input 1339. */
  @Test
  void anEmptyMemberNameIsAPlace() {
    assertThatThrownBy(() -> PolicyDocument.parse("{\"\":1,\"Statement\":[]}"))
        .isInstanceOfSatisfying(
            PolicySyntaxException.class, e -> assertThat(e.place()).isEqualTo("\"\""));
  }

  /** Seed 5, input 33252: the account was looked for in another partition than the resource's. */
  @Test
  void aBareAccountIdIsInThePartitionOfTheResourceThatIsAskedAbout() {
    String queue = "arn:aws:sqs:us-east-1:111122223333:orders";
    PolicyDocument observed =
        PolicyDocument.of(
            List.of(
                Statement.allow("A")
                    .principal(new Principal.Account("", "444455556666"))
                    .action("sqs:ReceiveMessage")
                    .notResource("arn:aws-cn:sqs:cn-north-1:111122223333:orders")
                    .build()));
    PolicyDocument desired = PolicyDocument.of(List.of());
    assertThat(Permissiveness.widening(desired, observed, queue))
        .isNotEmpty()
        .allSatisfy(found -> PermissivenessTest.assertWitness(desired, observed, found));
  }

  private static void assertQuick(String text) {
    long before = THREADS.getCurrentThreadCpuTime();
    assertThat(new FuzzSubject().examine(text)).isNotNull();
    assertThat(Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - before)).isLessThan(BOUND);
  }
}
