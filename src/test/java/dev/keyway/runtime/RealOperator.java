package dev.keyway.runtime;

import static org.awaitility.Awaitility.await;

import dev.keyway.aws.sdk.RateLimiter;
import dev.keyway.aws.sdk.SdkAws;
import dev.keyway.aws.sdk.SdkAwsConfig;
import dev.keyway.aws.sdk.Ticker;
import dev.keyway.awslocal.LocalAws;
import dev.keyway.awslocal.LocalAwsConfig;
import dev.keyway.awslocal.iam.Credentials;
import dev.keyway.reconcile.Observations;
import dev.keyway.reconcile.Settings;
import dev.keyway.support.Chart;
import dev.keyway.support.ControlPlane;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * The operator as it is put together in production, but in this JVM: one namespace of the control
 * plane, with the chart's rights, and a local AWS.
 */
final class RealOperator implements AutoCloseable {
  static final String ACCOUNT = "111122223333";
  static final String REGION = "eu-central-1";
  static final String ROLE = "keyway";

  final Requests requests = new Requests();
  final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final KubernetesClient client;
  private final SdkAws sdk;
  private final OperatorProcess process;

  RealOperator(LocalAws aws, String namespace, int threads, Duration checkInterval, Ticker ticker) {
    this(
        aws,
        Map.of("keyway.watch-namespaces", namespace, "keyway.threads", String.valueOf(threads)),
        checkInterval,
        ticker);
  }

  RealOperator(LocalAws aws, Map<String, String> overrides, Duration checkInterval, Ticker ticker) {
    int threads = Integer.parseInt(overrides.getOrDefault("keyway.threads", "4"));
    client =
        new KubernetesClientBuilder()
            .withConfig(Config.fromKubeconfig(Account.KUBECONFIG))
            .withHttpClientBuilderConsumer(http -> http.addOrReplaceInterceptor("test", requests))
            .build();
    sdk =
        new SdkAws(
            awsConfig(aws, ticker),
            new RateLimiter(ticker, Lanes.reserved(threads)),
            List.of(new AwsMetrics(registry)));
    var config =
        new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .withMapping(KeywayConfig.class)
            .withDefaultValues(overrides)
            .withDefaultValue("keyway.shutdown-grace", "5s")
            .build()
            .getConfigMapping(KeywayConfig.class);
    var clock = Clock.systemUTC();
    var settings =
        new Settings(
            "test",
            REGION,
            "",
            checkInterval,
            Duration.ofSeconds(60),
            Duration.ofSeconds(1),
            Duration.ofMinutes(15),
            Duration.ofMinutes(5));
    var producers = new Producers();
    var observations = new Observations(sdk, clock);
    var assembly = producers.assembly(client, config, settings, sdk, observations, registry, clock);
    process = producers.process(assembly, config, registry);
  }

  /** A local AWS in which the operator's role may do everything. */
  static LocalAws aws() {
    return LocalAws.start(LocalAwsConfig.of(ACCOUNT).withRole(ACCOUNT, ROLE));
  }

  static SdkAwsConfig awsConfig(LocalAws aws, Ticker ticker) {
    var role = Credentials.ofRole(ACCOUNT, ROLE);
    return SdkAwsConfig.of(REGION)
        .withEndpoints(SdkAwsConfig.Endpoints.all(aws.endpoint()))
        .withTicker(ticker)
        .withCredentials(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(role.accessKeyId(), role.secretAccessKey())));
  }

  private static final class Account {
    static final String KUBECONFIG =
        Chart.kubeconfig(ControlPlane.client(), Chart.NAMESPACE, Map.of());
  }

  /** Start, and wait until it works. */
  RealOperator started() {
    process.start();
    await("the operator to run")
        .atMost(Duration.ofSeconds(60))
        .until(() -> process.phase() == OperatorProcess.Phase.RUNNING);
    return this;
  }

  /** Return how many passes have ended in that way, over all kinds. */
  int passes(String outcome) {
    return (int)
        registry.find("keyway.passes").tag("outcome", outcome).counters().stream()
            .mapToDouble(Counter::count)
            .sum();
  }

  /** Return how many objects are ready, over all kinds. */
  int ready() {
    return (int)
        registry.find(PassMetrics.OBJECTS).tag("ready", "True").gauges().stream()
            .mapToDouble(Gauge::value)
            .sum();
  }

  @Override
  public void close() {
    process.stop();
    client.close();
    sdk.close();
  }
}
