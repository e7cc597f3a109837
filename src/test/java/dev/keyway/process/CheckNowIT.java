package dev.keyway.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keyway.awslocal.call.Call;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** What people ask of a running operator between two checks. */
class CheckNowIT {
  private static final String QUEUE = "notices";

  @Test
  @SuppressWarnings("SystemOut")
  void whatSomebodyChangedInAwsIsReportedASecondAfterCheckNow() {
    try (var bench = new Bench(Duration.ofSeconds(60))) {
      bench.operator.start();
      bench.apply(Path.of("examples/service-managed.yaml"));
      bench.awaitReady("TopicSubscription", QUEUE);
      change(bench, "5");
      var changed = Instant.now();

      annotate(bench, changed.toString());

      await("the report")
          .atMost(Duration.ofSeconds(20))
          .pollInterval(Duration.ofMillis(20))
          .until(() -> drift(bench).contains("VisibilityTimeout"));
      var taken = Duration.between(changed, Instant.now());
      System.out.printf("from the change in AWS to the report: %d ms%n", taken.toMillis());
      assertThat(drift(bench)).contains("Repaired");

      pausedAndBack(bench);
    }
  }

  private static void pausedAndBack(Bench bench) {
    manage(bench, "\"Paused\"");
    bench.awaitCondition("EncryptedQueue", QUEUE, "Ready", "Unknown/Paused");
    change(bench, "7");
    bench.aws.calls().clear();
    annotate(bench, "while paused");
    manage(bench, "\"Report\"");
    bench.awaitCondition("EncryptedQueue", QUEUE, "Ready", "False/ChangesPlanned");
    assertThat(bench.aws.calls().where(Call::isMutating)).isEmpty();
    manage(bench, "null");
    bench.awaitReady("EncryptedQueue", QUEUE);
    assertThat(drift(bench)).doesNotContain("Reported");
  }

  private static void change(Bench bench, String timeout) {
    var sqs = bench.sqs(Bench.ACCOUNT, "admin");
    var url = sqs.getQueueUrl(r -> r.queueName(bench.namespace + "_" + QUEUE)).queueUrl();
    sqs.setQueueAttributes(
        r -> r.queueUrl(url).attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, timeout)));
  }

  private static String drift(Bench bench) {
    var queue = bench.object("EncryptedQueue", QUEUE).orElseThrow();
    return String.valueOf(queue.<List<?>>get("status", "drift"));
  }

  private static void annotate(Bench bench, String value) {
    bench.merge(
        "EncryptedQueue",
        QUEUE,
        "{\"metadata\":{\"annotations\":{\"keyway.dev/check-now\":\"%s\"}}}".formatted(value));
  }

  private static void manage(Bench bench, String mode) {
    bench.merge("EncryptedQueue", QUEUE, "{\"spec\":{\"management\":%s}}".formatted(mode));
  }
}
