package dev.keyway.process;

import dev.keyway.awslocal.iam.Credentials;
import dev.keyway.support.Chart;
import dev.keyway.support.ControlPlane;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The packaged operator as a process of its own: with the rights of the chart's service account,
 * one namespace to look after, and seconds where production has minutes.
 */
final class RunningOperator implements AutoCloseable {
  private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");

  private final Path folder;
  private final String namespace;
  private final URI aws;
  private final Credentials credentials;
  private final Duration checkInterval;
  private @Nullable Process process;

  private RunningOperator(
      Path folder, String namespace, URI aws, Credentials credentials, Duration checkInterval) {
    this.folder = folder;
    this.namespace = namespace;
    this.aws = aws;
    this.credentials = credentials;
    this.checkInterval = checkInterval;
  }

  /** Prepare an operator; it does not run yet. */
  static RunningOperator in(
      String namespace, URI aws, Credentials credentials, Duration checkInterval) {
    try {
      var folder = Files.createTempDirectory("keyway-operator-");
      var set = Map.of("watch.namespaces[0]", namespace);
      var kubeconfig = Chart.kubeconfig(ControlPlane.client(), namespace, set);
      Files.writeString(folder.resolve("kubeconfig"), kubeconfig);
      return new RunningOperator(folder, namespace, aws, credentials, checkInterval);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Start the process; what it prints goes on in the same file as before. */
  void start() {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var builder =
        // What the chart gives the JVM, so that what fits here fits there.
        new ProcessBuilder(java, "-XX:+UseSerialGC", "-Xmx128m", "-jar", JAR.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
    builder.environment().putAll(environment());
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<String, String> environment() {
    return Map.ofEntries(
        Map.entry("KUBECONFIG", folder.resolve("kubeconfig").toString()),
        Map.entry("KEYWAY_CLUSTER_ID", "test"),
        Map.entry("KEYWAY_DEFAULT_REGION", "eu-central-1"),
        Map.entry("KEYWAY_WATCH_NAMESPACES", namespace),
        Map.entry("KEYWAY_LEADER_ELECTION_ENABLED", "false"),
        Map.entry("KEYWAY_CHECK_INTERVAL", checkInterval.toString()),
        Map.entry("KEYWAY_PROPAGATION", "500ms"),
        Map.entry("KEYWAY_WITHDRAW", "1s"),
        Map.entry("KEYWAY_SETTLE", "1s"),
        Map.entry("KEYWAY_KEY_SEARCH", "2s"),
        Map.entry("KEYWAY_AWS_ENDPOINT_URL", aws.toString()),
        Map.entry("AWS_ACCESS_KEY_ID", credentials.accessKeyId()),
        Map.entry("AWS_SECRET_ACCESS_KEY", credentials.secretAccessKey()),
        Map.entry("AWS_EC2_METADATA_DISABLED", "true"),
        Map.entry("QUARKUS_HTTP_HOST", "127.0.0.1"),
        Map.entry("QUARKUS_HTTP_PORT", "0"));
  }

  /** End the process as the kernel does: SIGKILL, at once and from any thread. */
  void kill() {
    var running = process;
    if (running != null) {
      running.destroyForcibly();
    }
  }

  /** Wait until the killed process is gone. */
  void awaitEnd() {
    var running = process;
    if (running != null) {
      running.onExit().orTimeout(20, TimeUnit.SECONDS).join();
    }
  }

  long pid() {
    return Objects.requireNonNull(process).pid();
  }

  boolean isRunning() {
    var running = process;
    return running != null && running.isAlive();
  }

  /** Return all that the process printed, for a failing test to show. */
  String output() {
    try {
      return Files.exists(log()) ? Files.readString(log()) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path log() {
    return folder.resolve("operator.log");
  }

  @Override
  public void close() {
    kill();
    awaitEnd();
  }
}
