package dev.keyway.process;

import dev.keyway.awslocal.call.Call;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/**
 * Measures the packaged operator with many channels: {@code make measure}. Figures, not a test:
 * they depend on the machine.
 */
final class Measure {
  private static final Duration INTERVAL = Duration.ofSeconds(60);

  private Measure() {}

  /**
   * Run with the number of channels; each is a topic, a queue and a subscription under one key, or
   * with {@code own} as the second argument under a key each.
   */
  @SuppressWarnings("SystemOut")
  public static void main(String[] args) throws IOException {
    int channels = args.length == 0 ? 100 : Integer.parseInt(args[0]);
    boolean own = args.length > 1 && args[1].equals("own");
    try (var bench = new Bench(INTERVAL)) {
      bench.operator.start();
      bench.apply(key("shared"));
      apply(bench, 0, own);
      bench.awaitReady("TopicSubscription", "c0");
      System.out.println("AWS calls for the first channel: " + calls(bench));
      var start = Instant.now();
      for (int i = 1; i < channels; i++) {
        apply(bench, i, own);
      }
      Awaitility.await("all channels are ready")
          .atMost(Duration.ofMinutes(10))
          .pollInterval(Duration.ofSeconds(1))
          .until(() -> ready(bench, channels));
      System.out.printf(
          "%d channels ready after %d s%n",
          channels, Duration.between(start, Instant.now()).toSeconds());
      idle(bench, channels);
      restart(bench, channels);
    }
  }

  private static void apply(Bench bench, int number, boolean own) {
    var key = own ? "c" + number : "shared";
    bench.apply((own ? key(key) + "---\n" : "") + channel(number, key));
  }

  @SuppressWarnings("SystemOut")
  private static void restart(Bench bench, int channels) throws IOException {
    bench.operator.kill();
    bench.operator.awaitEnd();
    bench.aws.calls().clear();
    var from = Instant.now();
    bench.operator.start();
    Awaitility.await("the first check of every queue")
        .atMost(Duration.ofMinutes(5))
        .pollInterval(Duration.ofMillis(200))
        .until(() -> bench.aws.calls().count("ListQueueTags") >= channels);
    System.out.printf(
        "restart: first call to AWS after %.1f s, every queue checked after %.0f s: %s, %d writes%n",
        since(from, bench.aws.calls().all().getFirst().time()),
        since(from, Instant.now()),
        calls(bench),
        bench.aws.calls().where(Call::isMutating).size());
    System.out.println("heap in use after a collection: " + heap(bench.operator));
    System.out.println("resident memory, restarted: " + resident(bench.operator));
  }

  private static double since(Instant from, Instant to) {
    return Duration.between(from, to).toMillis() / 1000.0;
  }

  /** Ask the process for its live objects, which has them collected first. */
  private static String heap(RunningOperator operator) throws IOException {
    var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    var process =
        new ProcessBuilder(jcmd, Long.toString(operator.pid()), "GC.class_histogram").start();
    try (var lines = process.inputReader().lines()) {
      return lines.filter(line -> line.startsWith("Total")).findFirst().orElse("unknown");
    }
  }

  private static boolean ready(Bench bench, int channels) {
    for (int i = channels - 1; i >= 0; i--) {
      if (!bench.condition("TopicSubscription", "c" + i, "Ready").equals("True/Proven")) {
        return false;
      }
    }
    return true;
  }

  private static void idle(Bench bench, int channels) throws IOException {
    System.out.println("resident memory, just ready: " + resident(bench.operator));
    bench.aws.calls().clear();
    var from = Instant.now();
    Awaitility.await("two checks of every queue have gone by")
        .atMost(Duration.ofMinutes(5))
        .pollInterval(Duration.ofMillis(500))
        .until(() -> bench.aws.calls().count("GetQueueAttributes") >= 2 * channels);
    double seconds = Duration.between(from, Instant.now()).toMillis() / 1000.0;
    var writes = bench.aws.calls().where(Call::isMutating).size();
    System.out.printf(
        "idle for %.0f s at a check interval of 60 s: %s, %d writes%n",
        seconds, calls(bench), writes);
    System.out.println("resident memory, idle: " + resident(bench.operator));
  }

  private static Map<String, Integer> calls(Bench bench) {
    return bench.aws.calls().countByOperation();
  }

  private static String resident(RunningOperator operator) throws IOException {
    var status = Path.of("/proc", Long.toString(operator.pid()), "status");
    try (var lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith("VmRSS") || line.startsWith("VmHWM"))
          .map(line -> line.replaceAll("\\s+", " "))
          .collect(Collectors.joining(", "));
    }
  }

  private static String key(String name) {
    return """
        apiVersion: keyway.dev/v1alpha1
        kind: EncryptionKey
        metadata: {name: %s}
        spec: {}
        """
        .formatted(name);
  }

  private static String channel(int number, String key) {
    return """
        apiVersion: keyway.dev/v1alpha1
        kind: EncryptedTopic
        metadata: {name: c%1$d}
        spec:
          encryption: {mode: SharedKey, keyRef: {name: %2$s}}
        ---
        apiVersion: keyway.dev/v1alpha1
        kind: EncryptedQueue
        metadata: {name: c%1$d}
        spec:
          encryption: {mode: SharedKey, keyRef: {name: %2$s}}
        ---
        apiVersion: keyway.dev/v1alpha1
        kind: TopicSubscription
        metadata: {name: c%1$d}
        spec:
          topicRef: {name: c%1$d}
          queueRef: {name: c%1$d}
        """
        .formatted(number, key);
  }
}
