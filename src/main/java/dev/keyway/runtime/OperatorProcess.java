package dev.keyway.runtime;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.OperatorException;
import io.javaoperatorsdk.operator.RuntimeInfo;
import io.javaoperatorsdk.operator.api.config.ConfigurationServiceOverrider;
import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.processing.retry.GenericRetry;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * The life of the operator: standing by, syncing its caches, running, stopping. It starts on a
 * thread of its own and never gives up on an API server that does not answer.
 */
final class OperatorProcess {
  private static final Logger LOG = Logger.getLogger(OperatorProcess.class);
  private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
  private static final Duration LAST_RETRY = Duration.ofSeconds(30);

  /** JOSDK would go on with empty caches after a time-out; nothing may run on those. */
  private static final Duration AS_LONG_AS_IT_TAKES = Duration.ofDays(365);

  /** Where the process stands. */
  enum Phase {
    STARTING,
    STANDBY,
    SYNCING,
    RUNNING,
    STOPPED
  }

  /**
   * What is configured.
   *
   * @param namespaces to watch; empty for all
   * @param threads how many passes run at once
   * @param grace how long running passes may take to end when the process stops
   * @param lease absent without leader election
   */
  record Options(
      Set<String> namespaces, int threads, Duration grace, Optional<LeaseOptions> lease) {}

  private final Assembly assembly;
  private final Options options;
  private final Operator operator;
  private final Optional<Leadership> leadership;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private volatile Phase phase = Phase.STARTING;

  /**
   * Put the operator together.
   *
   * @param onLost ends the process at once, because another one may lead
   */
  OperatorProcess(Assembly assembly, Options options, Metrics metrics, Runnable onLost) {
    this.assembly = assembly;
    this.options = options;
    KubernetesClient client = assembly.client();
    leadership = options.lease().map(lease -> new Leadership(client, lease, onLost));
    operator = new Operator(service -> configure(service, metrics));
    assembly.reconcilers().forEach(reconciler -> register(reconciler));
    assembly.bindings().ifPresent(this::register);
  }

  /** Start, without waiting for anything. */
  void start() {
    Thread.ofPlatform().daemon().name("operator-start").start(this::run);
  }

  /** Let running passes end, then release the Lease. */
  void stop() {
    phase = Phase.STOPPED;
    stopping.countDown();
    assembly.gate().shut();
    LOG.infof("Stopping; running passes have %s s to end", options.grace().toSeconds());
    operator.stop();
    assembly.surroundings().events().close();
    leadership.ifPresent(Leadership::resign);
  }

  /** Return where the process stands. */
  Phase phase() {
    return phase;
  }

  /** Return since when the pass runs that has been running longest. */
  Optional<Instant> oldestPass() {
    return assembly.surroundings().agendas().oldestEntry();
  }

  /** Return what JOSDK knows of its event sources. */
  RuntimeInfo runtimeInfo() {
    return operator.getRuntimeInfo();
  }

  private void run() {
    try {
      if (!isLeading()) {
        return;
      }
      become(Phase.SYNCING);
      startUntilItWorks();
      assembly.caches().markSynced();
      assembly.bindings().ifPresent(BindingVisits::begin);
      assembly.surroundings().wakes().open();
      assembly.gate().open();
      become(Phase.RUNNING);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isLeading() throws InterruptedException {
    if (leadership.isEmpty()) {
      return true;
    }
    become(Phase.STANDBY);
    return leadership.get().await();
  }

  private void startUntilItWorks() throws InterruptedException {
    Duration pause = FIRST_RETRY;
    while (phase == Phase.SYNCING) {
      try {
        operator.start();
        return;
      } catch (OperatorException e) {
        LOG.warnf("Cannot start yet, trying again in %s s: %s", pause.toSeconds(), rootOf(e));
      }
      if (stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
      pause = pause.multipliedBy(2).compareTo(LAST_RETRY) < 0 ? pause.multipliedBy(2) : LAST_RETRY;
    }
  }

  private synchronized void become(Phase next) {
    if (phase != Phase.STOPPED) {
      phase = next;
      LOG.infof("The operator is %s", Spelling.of(next).toLowerCase(Locale.ROOT));
    }
  }

  private void configure(ConfigurationServiceOverrider service, Metrics metrics) {
    service
        .withKubernetesClient(assembly.client())
        .withCloseClientOnStop(false)
        .withConcurrentReconciliationThreads(options.threads())
        .withReconciliationTerminationTimeout(options.grace())
        .withStopOnInformerErrorDuringStartup(false)
        .withCacheSyncTimeout(AS_LONG_AS_IT_TAKES)
        .withUseSSAToPatchPrimaryResource(true)
        .checkingCRDAndValidateLocalModel(false)
        .withMetrics(metrics);
  }

  private void register(KindReconciler<?, ?, ?> reconciler) {
    operator.register(
        reconciler, controller -> configureController(controller.withName(reconciler.name())));
  }

  private void register(BindingVisits visits) {
    operator.register(
        new BindingReconciler(assembly.gate(), visits),
        controller -> configureController(controller.withName(BindingReconciler.NAME)));
  }

  private void configureController(ControllerConfigurationOverrider<?> controller) {
    controller
        .withFinalizer(Store.FINALIZER)
        .withFieldManager(Store.FIELD_MANAGER)
        .withGenerationAware(true)
        .withRetry(
            new GenericRetry()
                .setInitialInterval(FIRST_RETRY.toMillis())
                .setIntervalMultiplier(2)
                .setMaxInterval(Duration.ofMinutes(5).toMillis())
                .setMaxAttempts(-1));
    if (options.namespaces().isEmpty()) {
      controller.watchingAllNamespaces();
    } else {
      controller.settingNamespaces(options.namespaces());
    }
  }

  private static String rootOf(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.toString();
  }
}
