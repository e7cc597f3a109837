package dev.keyway.runtime;

import dev.keyway.aws.Aws;
import dev.keyway.aws.MutationLog;
import dev.keyway.aws.sdk.RateLimiter;
import dev.keyway.aws.sdk.SdkAws;
import dev.keyway.aws.sdk.SdkAwsConfig;
import dev.keyway.aws.sdk.Ticker;
import dev.keyway.reconcile.Observations;
import dev.keyway.reconcile.Settings;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.monitoring.micrometer.MicrometerMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Makes the parts of the process out of its settings. */
@Singleton
final class Producers {
  private static final Logger LOG = Logger.getLogger(Producers.class);
  private static final int LEASE_LOST = 1;

  @Produces
  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }

  @Produces
  @Singleton
  Settings settings(KeywayConfig config) {
    return new Settings(
        config.clusterId().orElseThrow(),
        config.defaultRegion().orElseThrow(),
        config.namePrefix().orElse(""),
        config.checkInterval(),
        config.propagation(),
        config.settle(),
        config.withdraw(),
        config.keySearch());
  }

  @Produces
  @Singleton
  SdkAws aws(KeywayConfig config, Settings settings, MeterRegistry registry) {
    return new SdkAws(
        SdkAwsConfig.of(settings.defaultRegion())
            .withEndpoints(endpoints(config.aws()))
            .withUserAgentSuffix("cluster/" + settings.clusterId()),
        limiter(config),
        List.of(new AwsMetrics(registry), new MutationLog()));
  }

  void close(@Disposes SdkAws aws) {
    aws.close();
  }

  @Produces
  @Singleton
  Observations observations(Aws aws, Clock clock) {
    return new Observations(aws, clock);
  }

  @Produces
  @Singleton
  Assembly assembly(
      KubernetesClient client,
      KeywayConfig config,
      Settings settings,
      SdkAws aws,
      Observations observations,
      MeterRegistry registry,
      Clock clock) {
    var caches = new Caches();
    var wanted = new InformerWanted(caches, client);
    var surroundings = surroundings(client, config, settings, caches, wanted, registry, clock);
    var wakes = surroundings.wakes();
    observations.onChange(wakes::observed);
    var childKeys = new AppliedChildKeys(client, wanted);
    if (config.watchNamespaces().isPresent()) {
      var passes = new Passes(aws, observations, wanted, childKeys, settings, clock).ofRooms();
      return new Assembly(client, caches, new Gate(), surroundings, passes);
    }
    var accounts =
        new Accounts(
            aws,
            new Accounts.Account(aws, observations),
            "keyway-" + settings.clusterId(),
            () -> limiter(config),
            wakes,
            clock);
    var parts = new Tenants.Parts(accounts, wanted, childKeys, clock);
    var bindings = bindings(client, caches, registry);
    var tenants = new Tenants(bindings, config.tenancy(), parts, settings);
    return new Assembly(
        client,
        caches,
        new Gate(),
        surroundings,
        tenants.passes(),
        Optional.of(new BindingVisits(tenants, caches, surroundings, new BindingStore(client))));
  }

  private static Bindings bindings(KubernetesClient client, Caches caches, MeterRegistry registry) {
    var bindings = new Bindings(client);
    new BindingMetrics(bindings, caches).register(registry);
    return bindings;
  }

  private static Surroundings surroundings(
      KubernetesClient client,
      KeywayConfig config,
      Settings settings,
      Caches caches,
      InformerWanted wanted,
      MeterRegistry registry,
      Clock clock) {
    var agendas = new Agendas();
    var metrics = new PassMetrics(registry);
    metrics.watch(caches);
    var schedule =
        new Schedule(settings.checkInterval(), () -> ThreadLocalRandom.current().nextDouble());
    new CheckMetrics(caches, agendas, schedule, clock).register(registry);
    return new Surroundings(
        agendas,
        new Wakes(new Neighbours(wanted), agendas),
        schedule,
        new KubernetesEvents(client, config.pod().name().orElse("keyway"), clock),
        metrics,
        clock,
        new Lanes(config.threads()));
  }

  private static RateLimiter limiter(KeywayConfig config) {
    return new RateLimiter(Ticker.system(), Lanes.reserved(config.threads()));
  }

  @Produces
  @Singleton
  OperatorProcess process(Assembly assembly, KeywayConfig config, MeterRegistry registry) {
    var options =
        new OperatorProcess.Options(
            config.watchNamespaces().orElse(Set.of()),
            config.threads(),
            config.shutdownGrace(),
            lease(config));
    var metrics = MicrometerMetrics.withoutPerResourceMetrics(registry);
    return new OperatorProcess(assembly, options, metrics, Producers::halt);
  }

  private static SdkAwsConfig.Endpoints endpoints(KeywayConfig.AwsAccess aws) {
    return new SdkAwsConfig.Endpoints(
        endpoint(aws, aws.sqs()),
        endpoint(aws, aws.sns()),
        endpoint(aws, aws.kms()),
        endpoint(aws, aws.sts()));
  }

  private static @Nullable URI endpoint(KeywayConfig.AwsAccess aws, KeywayConfig.Service service) {
    return service.endpointUrl().or(aws::endpointUrl).orElse(null);
  }

  private static Optional<LeaseOptions> lease(KeywayConfig config) {
    var election = config.leaderElection();
    return Optional.of(election)
        .filter(KeywayConfig.LeaderElection::enabled)
        .map(
            _ ->
                new LeaseOptions(
                    config.pod().namespace().orElseThrow(),
                    LeaseOptions.NAME,
                    config.pod().name().orElseThrow(),
                    election.leaseDuration(),
                    election.retryPeriod()));
  }

  /** An orderly end would let running passes write beside those of the new leader. */
  private static void halt() {
    LOG.error("Another instance may lead: this process ends here");
    Runtime.getRuntime().halt(LEASE_LOST);
  }
}
