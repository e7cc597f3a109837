package dev.keyway.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.api.v1alpha1.EncryptionKey;
import dev.keyway.support.ControlPlane;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar as it is shipped, as a process of its own. */
class OperatorJarIT {
  private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");
  private static final int MISCONFIGURED = 2;
  private static final int TERMINATED = 143;

  private final HttpClient http = HttpClient.newHttpClient();
  private final PortProxy proxy = new PortProxy(ControlPlane.client().getMasterUrl().getPort());
  private final int port = freePort();
  private String namespace = "";

  @SuppressWarnings("NullAway.Init") // set by JUnit
  @TempDir
  Path folder;

  @BeforeEach
  void namespace() {
    ControlPlane.installCrds();
    namespace = ControlPlane.namespace();
  }

  @AfterEach
  void release() {
    proxy.close();
    ControlPlane.release(namespace);
  }

  @Test
  void probesAnswerWithoutApiServerAndAws() throws IOException, InterruptedException {
    var cluster = new Cluster(namespace);
    cluster.createKey("k");
    Process process = start(settings());
    try {
      Waiting.until("the startup probe", () -> status("/q/health/started") == 200);
      assertThat(status("/q/health/live")).isEqualTo(200);
      Waiting.until(
          "standing by, as nobody leads without an API server",
          () -> body("/q/health/ready").contains("Standby"));

      proxy.open();

      Waiting.until("readiness", () -> body("/q/health/ready").contains("Running"));
      Waiting.until(
          "a status that says that AWS is away",
          () -> cluster.get(EncryptionKey.class, "k").toString().contains("AwsUnreachable"));
      assertThat(status("/q/health/live")).isEqualTo(200);
      assertThat(body("/q/metrics"))
          .contains("keyway_objects{kind=\"EncryptionKey\",ready=\"False\"} 1.0")
          .contains("keyway_passes_total{kind=\"EncryptionKey\",outcome=\"Failed\"}")
          .contains("keyway_aws_calls_total{operation=\"GetCallerIdentity\"")
          .contains("keyway_running 1.0")
          .contains("keyway_passes_waiting{kind=\"EncryptionKey\"} 0.0")
          .contains("keyway_checks_overdue{kind=\"EncryptionKey\"} 0.0");
      assertThat(holder()).isEqualTo("jar");

      process.destroy();

      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(TERMINATED);
      assertThat(holder()).isEqualTo("nobody");
    } finally {
      process.destroyForcibly();
      cluster.force(EncryptionKey.class, "k");
    }
  }

  @Test
  void missingSettingsEndTheProcessWithWhatToSet() throws IOException, InterruptedException {
    Process process = start(Map.of("POD_NAME", "jar", "POD_NAMESPACE", namespace));

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(MISCONFIGURED);
    assertThat(Files.readString(log()))
        .contains("keyway.cluster-id is not set")
        .contains("keyway.default-region is not set");
  }

  private Map<String, String> settings() {
    return Map.of(
        "POD_NAME", "jar",
        "POD_NAMESPACE", namespace,
        "KEYWAY_CLUSTER_ID", "test",
        "KEYWAY_DEFAULT_REGION", "eu-central-1",
        "KEYWAY_WATCH_NAMESPACES", namespace,
        "AWS_ACCESS_KEY_ID", "unused",
        "AWS_SECRET_ACCESS_KEY", "unused");
  }

  private Process start(Map<String, String> settings) throws IOException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var builder =
        new ProcessBuilder(
            List.of(java, "-Xmx128m", "-jar", JAR.toString(), "--endpoint-url=http://127.0.0.1:1"));
    builder.environment().put("KUBECONFIG", proxiedKubeconfig().toString());
    builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
    builder.environment().putAll(settings);
    return builder.redirectErrorStream(true).redirectOutput(log().toFile()).start();
  }

  private Path log() {
    return folder.resolve("operator.log");
  }

  private Path proxiedKubeconfig() throws IOException {
    var file = folder.resolve("kubeconfig");
    var original = Files.readString(ControlPlane.kubeconfig());
    var target = ":" + ControlPlane.client().getMasterUrl().getPort();
    Files.writeString(file, original.replace(target, ":" + proxy.port()));
    return file;
  }

  private int status(String path) throws InterruptedException {
    try {
      return http.send(request(path), BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      return 0;
    }
  }

  private String body(String path) throws IOException, InterruptedException {
    return http.send(request(path), BodyHandlers.ofString()).body();
  }

  private HttpRequest request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();
  }

  private String holder() {
    var lease =
        ControlPlane.client()
            .resources(Lease.class)
            .inNamespace(namespace)
            .withName(LeaseOptions.NAME)
            .get();
    var holder = Objects.requireNonNull(lease).getSpec().getHolderIdentity();
    return Objects.requireNonNullElse(holder, "nobody");
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
