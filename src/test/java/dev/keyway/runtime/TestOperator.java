package dev.keyway.runtime;

import static org.awaitility.Awaitility.await;

import dev.keyway.api.v1alpha1.EncryptedQueueSpec;
import dev.keyway.api.v1alpha1.EncryptedQueueStatus;
import dev.keyway.api.v1alpha1.EncryptedTopicSpec;
import dev.keyway.api.v1alpha1.EncryptedTopicStatus;
import dev.keyway.api.v1alpha1.EncryptionKeySpec;
import dev.keyway.api.v1alpha1.EncryptionKeyStatus;
import dev.keyway.api.v1alpha1.TopicSubscriptionSpec;
import dev.keyway.api.v1alpha1.TopicSubscriptionStatus;
import dev.keyway.support.Chart;
import dev.keyway.support.ControlPlane;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** An operator with scripted passes that looks after namespaces of the shared control plane. */
final class TestOperator implements AutoCloseable {
  static final int THREADS = 4;
  private static final double MIDDLE = 0.5;

  final ScriptedPass<EncryptionKeySpec, EncryptionKeyStatus> keys =
      new ScriptedPass<>(r -> ScriptedPass.done(Statuses.ready(EncryptionKeyStatus.class, r)));
  final ScriptedPass<EncryptedTopicSpec, EncryptedTopicStatus> topics =
      new ScriptedPass<>(r -> ScriptedPass.done(Statuses.ready(EncryptedTopicStatus.class, r)));
  final ScriptedPass<EncryptedQueueSpec, EncryptedQueueStatus> queues =
      new ScriptedPass<>(r -> ScriptedPass.done(Statuses.ready(EncryptedQueueStatus.class, r)));
  final ScriptedPass<TopicSubscriptionSpec, TopicSubscriptionStatus> subscriptions =
      new ScriptedPass<>(r -> ScriptedPass.done(Statuses.ready(TopicSubscriptionStatus.class, r)));

  final Requests requests = new Requests();
  final AtomicBoolean lost = new AtomicBoolean();
  final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  final KubernetesClient client;
  final InformerWanted wanted;
  final Agendas agendas = new Agendas();
  final Wakes wakes;
  final OperatorProcess process;

  private TestOperator(
      Config config, Set<String> namespaces, Duration checkInterval, @Nullable LeaseOptions lease) {
    ControlPlane.installCrds();
    client =
        new KubernetesClientBuilder()
            .withConfig(config)
            .withHttpClientBuilderConsumer(http -> http.addOrReplaceInterceptor("test", requests))
            .build();
    var caches = new Caches();
    wanted = new InformerWanted(caches, client);
    wakes = new Wakes(new Neighbours(wanted), agendas);
    var clock = Clock.systemUTC();
    var metrics = new PassMetrics(registry);
    metrics.watch(caches);
    var surroundings =
        new Surroundings(
            agendas,
            wakes,
            new Schedule(checkInterval, () -> MIDDLE),
            new KubernetesEvents(client, "test", clock),
            metrics,
            clock,
            new Lanes(THREADS));
    var passes = new RoomPasses(keys, topics, queues, subscriptions);
    process =
        new OperatorProcess(
            new Assembly(client, caches, new Gate(), surroundings, passes),
            new OperatorProcess.Options(
                namespaces, THREADS, Duration.ofSeconds(5), Optional.ofNullable(lease)),
            Metrics.NOOP,
            () -> lost.set(true));
  }

  /** An operator that checks its objects once in ten minutes; not started yet. */
  static TestOperator in(String... namespaces) {
    return new TestOperator(config(), Set.of(namespaces), Duration.ofMinutes(10), null);
  }

  /** An operator with that check interval; not started yet. */
  static TestOperator in(String namespace, Duration checkInterval) {
    return new TestOperator(config(), Set.of(namespace), checkInterval, null);
  }

  /** An operator that needs that Lease; not started yet. */
  static TestOperator in(String namespace, LeaseOptions lease) {
    return new TestOperator(config(), Set.of(namespace), Duration.ofMinutes(10), lease);
  }

  /** An operator that reaches the API server by another port; not started yet. */
  static TestOperator through(int port, String namespace) {
    var config = config();
    config.setMasterUrl("https://127.0.0.1:" + port + "/");
    return new TestOperator(config, Set.of(namespace), Duration.ofMinutes(10), null);
  }

  /** With the chart's rights, so that a right that is missing fails a test. */
  private static Config config() {
    return Config.fromKubeconfig(Account.KUBECONFIG);
  }

  private static final class Account {
    static final String KUBECONFIG =
        Chart.kubeconfig(ControlPlane.client(), Chart.NAMESPACE, Map.of());
  }

  /** Start, and wait until it works. */
  TestOperator started() {
    process.start();
    await("the operator to run")
        .atMost(Duration.ofSeconds(30))
        .until(() -> process.phase() == OperatorProcess.Phase.RUNNING);
    return this;
  }

  @Override
  public void close() {
    process.stop();
    client.close();
  }
}
