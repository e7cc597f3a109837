package dev.keyway.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.api.v1alpha1.EncryptedQueue;
import dev.keyway.api.v1alpha1.EncryptedQueueSpec;
import dev.keyway.api.v1alpha1.EncryptedQueueStatus;
import dev.keyway.api.v1alpha1.Impact;
import dev.keyway.aws.AwsCall;
import dev.keyway.aws.AwsFailure;
import dev.keyway.reconcile.Kind;
import dev.keyway.reconcile.Outcome;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The page of metrics names every meter with its labels, and the meters count what it says. */
class MetricsPageTest {
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `(keyway_[a-z_]+)(?:\\{([a-z,]+)})?` \\|");
  private static final Pattern SAMPLE =
      Pattern.compile("(?m)^(keyway_[a-z_]+?)(?:_count|_sum|_max)?(?:\\{(.*)})? \\S+$");
  private static final Pattern NAME = Pattern.compile("([a-z]+)");
  private static final Pattern LABEL = Pattern.compile("([a-z]+)=\"");
  private static final ResourceType<EncryptedQueueSpec, EncryptedQueueStatus, EncryptedQueue>
      QUEUE = ResourceTypes.QUEUE;
  private static final Instant NOW = Instant.parse("2026-01-01T00:10:00Z");

  private static EncryptedQueue queue(String status) {
    return Serialization.unmarshal(
        """
        apiVersion: keyway.dev/v1alpha1
        kind: EncryptedQueue
        metadata:
          name: q
          namespace: n
          uid: u
          generation: 1
          creationTimestamp: "2026-01-01T00:00:00Z"
        spec: {encryption: {mode: OwnKey}}
        status: %s
        """
            .formatted(status),
        EncryptedQueue.class);
  }

  private static String status(String ready, String drift) {
    return """
        {observedGeneration: 1, conditions: [{type: Ready, status: "%s", reason: R, message: m,
          lastTransitionTime: "2026-01-01T00:08:00Z", observedGeneration: 1}], drift: [%s]}"""
        .formatted(ready, drift);
  }

  private static String drift(String impact, String action) {
    return """
        {path: Policy, impact: %s, action: %s, firstSeen: "2026-01-01T00:09:00Z"}"""
        .formatted(impact, action);
  }

  private static EncryptedQueueStatus status(EncryptedQueue queue) {
    return Objects.requireNonNull(queue.getStatus());
  }

  @Test
  @SuppressWarnings("deprecation") // the registry that Quarkus brings
  void pageHasEveryMeterWithItsLabels() throws IOException {
    var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    var caches = new Caches();
    var schedule = new Schedule(Duration.ofMinutes(10), () -> 0);
    var passes = new PassMetrics(registry);
    passes.watch(caches);
    new CheckMetrics(caches, new Agendas(), schedule, Clock.systemUTC()).register(registry);
    new AwsMetrics(registry)
        .called(
            new AwsCall("sqs", "CreateQueue", "r", "q", true, Duration.ofMillis(1), null, null));
    passes.passed(QUEUE, new Outcome.Done());
    var after = queue(status("True", drift("Broken", "Repaired")));
    passes.drifted(QUEUE, queue("{}"), status(after));
    passes.ready(QUEUE, queue("{}"), status(after), NOW);

    assertThat(onThePage()).isEqualTo(inUse(registry.scrape()));
  }

  private static Map<String, Set<String>> onThePage() throws IOException {
    var meters = new TreeMap<String, Set<String>>();
    ROW.matcher(Files.readString(Path.of("docs", "metrics.md")))
        .results()
        .forEach(row -> meters.put(row.group(1), labels(row.group(2), NAME)));
    return meters;
  }

  private static Map<String, Set<String>> inUse(String scrape) {
    var meters = new TreeMap<String, Set<String>>();
    SAMPLE
        .matcher(scrape)
        .results()
        .forEach(sample -> meters.put(sample.group(1), labels(sample.group(2), LABEL)));
    return meters;
  }

  private static Set<String> labels(@Nullable String text, Pattern label) {
    return label
        .matcher(text == null ? "" : text)
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toSet());
  }

  @Test
  void timeToReadyIsSinceItStoppedBeingReadyOrSinceCreation() {
    var registry = new SimpleMeterRegistry();
    var metrics = new PassMetrics(registry);
    var ready = status(queue(status("True", "")));
    Timer timer = registry.timer(PassMetrics.TO_READY, "kind", "EncryptedQueue");

    metrics.ready(QUEUE, queue("{observedGeneration: -1}"), ready, NOW);
    assertThat(timer.totalTime(TimeUnit.SECONDS)).isEqualTo(600);

    metrics.ready(QUEUE, queue(status("False", "")), ready, NOW);
    assertThat(timer.totalTime(TimeUnit.SECONDS)).isEqualTo(600 + 120);

    metrics.ready(QUEUE, queue(status("True", "")), ready, NOW);
    metrics.ready(QUEUE, queue(status("False", "")), status(queue(status("False", ""))), NOW);
    assertThat(timer.count()).isEqualTo(2);
  }

  @Test
  void driftIsCountedWhenItIsFoundAndOnceMoreWhenItIsRepaired() {
    var registry = new SimpleMeterRegistry();
    var metrics = new PassMetrics(registry);
    var clean = queue(status("True", ""));
    var found = queue(status("True", drift("Broken", "Blocked")));
    var repaired = queue(status("True", drift("Broken", "Repaired")));
    String[] labels = {"kind", "EncryptedQueue", "impact", "Broken"};

    metrics.drifted(QUEUE, clean, status(found));
    assertThat(registry.counter(PassMetrics.DRIFT, labels).count()).isEqualTo(1);
    assertThat(registry.counter(PassMetrics.REPAIRED, labels).count()).isZero();

    metrics.drifted(QUEUE, found, status(repaired));
    metrics.drifted(QUEUE, repaired, status(repaired));
    assertThat(registry.counter(PassMetrics.DRIFT, labels).count()).isEqualTo(1);
    assertThat(registry.counter(PassMetrics.REPAIRED, labels).count()).isEqualTo(1);
  }

  @Test
  void countersBeginAtZeroSoThatTheFirstDriftIsAnIncrease() {
    var registry = new SimpleMeterRegistry();
    new PassMetrics(registry).watch(new Caches());

    for (var kind : Kind.values()) {
      var name = kind.kubernetesName();
      for (var impact : Impact.values()) {
        var tags = Tags.of("kind", name, "impact", Spelling.of(impact));
        assertThat(registry.get(PassMetrics.DRIFT).tags(tags).counter().count()).isZero();
        assertThat(registry.get(PassMetrics.REPAIRED).tags(tags).counter().count()).isZero();
      }
      assertThat(registry.get(PassMetrics.PASSES).tag("kind", name).counters())
          .extracting(counter -> counter.getId().getTag("outcome"))
          .containsExactlyInAnyOrder(
              "Done",
              "InProgress",
              "Blocked",
              "Invalid",
              "Reported",
              "Refused",
              "Paused",
              "Failed",
              "Unexpected");
    }
  }

  @Test
  void pageNamesEveryOutcomeOfACall() throws IOException {
    var row =
        Files.readAllLines(Path.of("docs", "metrics.md")).stream()
            .filter(line -> line.startsWith("| `keyway_aws_calls_total"))
            .findFirst()
            .orElseThrow();

    assertThat(row)
        .contains("`" + AwsMetrics.SUCCESS + "`")
        .contains(
            Arrays.stream(AwsFailure.Cause.values())
                .map(cause -> "`" + Spelling.of(cause) + "`")
                .toList());
  }
}
