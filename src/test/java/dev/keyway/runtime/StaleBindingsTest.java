package dev.keyway.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.api.v1alpha1.AccountBinding;
import dev.keyway.api.v1alpha1.EncryptedQueueSpec;
import dev.keyway.api.v1alpha1.EncryptedQueueStatus;
import dev.keyway.api.v1alpha1.EncryptionKeySpec;
import dev.keyway.api.v1alpha1.EncryptionKeyStatus;
import dev.keyway.aws.sdk.RateLimiter;
import dev.keyway.aws.sdk.SdkAws;
import dev.keyway.aws.sdk.Ticker;
import dev.keyway.awslocal.LocalAws;
import dev.keyway.awslocal.LocalAwsConfig;
import dev.keyway.awslocal.call.Call;
import dev.keyway.awslocal.iam.RoleSpec;
import dev.keyway.reconcile.Kind;
import dev.keyway.reconcile.ObjectName;
import dev.keyway.reconcile.Observations;
import dev.keyway.reconcile.Resource;
import dev.keyway.reconcile.Settings;
import dev.keyway.scenario.Cluster;
import dev.keyway.support.ControlPlane;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Informers that lag behind what the API server has of bindings and namespaces. */
class StaleBindingsTest {
  private static final String OWN = RealOperator.ACCOUNT;
  private static final String FORMER = "444455556666";
  private static final String PRESENT = "777788889999";

  /** What an informer once heard of. */
  private record Heard<T extends HasMetadata>(List<T> objects) implements IndexerResourceCache<T> {
    @Override
    public Optional<T> get(ResourceID id) {
      return objects.stream().filter(o -> ResourceID.fromResource(o).equals(id)).findFirst();
    }

    @Override
    public Stream<ResourceID> keys() {
      return objects.stream().map(ResourceID::fromResource);
    }

    @Override
    public Stream<T> list(Predicate<T> predicate) {
      return objects.stream().filter(predicate);
    }

    @Override
    public Stream<T> list(String namespace, Predicate<T> predicate) {
      return list(predicate).filter(o -> namespace.equals(o.getMetadata().getNamespace()));
    }

    @Override
    public List<T> byIndex(String index, String entry) {
      return List.of();
    }

    @Override
    public void addIndexers(Map<String, Function<T, List<String>>> indexers) {}
  }

  private final KubernetesClient client = ControlPlane.client();
  private final LocalAws aws = aws();
  private final SdkAws sdk = new SdkAws(RealOperator.awsConfig(aws, Ticker.system()), List.of());
  private final String namespace = ControlPlane.namespace();

  StaleBindingsTest() {
    ControlPlane.installCrds();
  }

  @AfterEach
  void release() {
    sdk.close();
    aws.close();
    client.resources(AccountBinding.class).delete();
    ControlPlane.release(namespace);
  }

  @Test
  void aKeyWhoseIntentIsRecordedIsCreatedWhereTheApiServerSaysAndNotInTheOperatorsAccount() {
    bind("present", "{}", PRESENT);
    var unheard = new Bindings(client);
    assertThat(unheard.serving(namespace)).isEmpty();
    var keys = tenants(unheard).passes().key();

    var intent = keys.run(key(null));
    assertThat(intent.writeAhead()).isTrue();
    keys.run(key(intent.status()));

    assertThat(callers()).containsOnly(roleOf(PRESENT));
    assertThat(writers()).containsOnly(roleOf(PRESENT));
  }

  @Test
  void whatIsNewInANamespaceThatWasRelabelledIsNotCreatedInItsFormerAccount() {
    bind("former", "{matchLabels: {account: former}}", FORMER);
    bind("present", "{matchLabels: {account: present}}", PRESENT);
    label("former");
    var heard = new Bindings(client);
    heard.register(
        new Heard<>(client.resources(AccountBinding.class).list().getItems()),
        new Heard<>(List.of(namespaceObject())));
    label("present");
    assertThat(heard.serving(namespace).orElseThrow().name()).isEqualTo("former");

    tenants(heard).passes().queue().run(queue());

    assertThat(writers()).containsOnly(roleOf(PRESENT));
  }

  @Test
  void aBindingStaysForAnObjectThatTheInformersHaveNotHeardOf() {
    bind("present", "{matchLabels: {account: present}}", PRESENT);
    label("present");
    var handle = client.resources(AccountBinding.class).withName("present");
    handle.edit(
        b -> {
          b.addFinalizer(Store.FINALIZER);
          return b;
        });
    handle.delete();
    var leaving = handle.require();
    var heard = new Bindings(client);
    heard.register(new Heard<>(List.of(leaving)), new Heard<>(List.of(namespaceObject())));
    var queue = new dev.keyway.runtime.Cluster(namespace).createQueue("orders", "payments");
    var visits = visits(heard);

    assertThat(visits.visit(leaving).released()).isFalse();

    client.resource(queue).delete();
    assertThat(visits.visit(leaving).released()).isTrue();
    handle.edit(
        b -> {
          b.removeFinalizer(Store.FINALIZER);
          return b;
        });
  }

  private BindingVisits visits(Bindings bindings) {
    var caches = new Caches();
    caches.register(ResourceTypes.KEY, new Heard<>(List.of()), Map.of());
    caches.register(ResourceTypes.TOPIC, new Heard<>(List.of()), Map.of());
    caches.register(ResourceTypes.QUEUE, new Heard<>(List.of()), Map.of());
    caches.register(ResourceTypes.SUBSCRIPTION, new Heard<>(List.of()), Map.of());
    caches.markSynced();
    var agendas = new Agendas();
    var surroundings =
        new Surroundings(
            agendas,
            new Wakes(new Neighbours(new Cluster(namespace)), agendas),
            new Schedule(Duration.ofMinutes(10), () -> 0.5),
            new KubernetesEvents(client, "test", Clock.systemUTC()),
            new PassMetrics(new SimpleMeterRegistry()),
            Clock.systemUTC(),
            new Lanes(TestOperator.THREADS));
    return new BindingVisits(tenants(bindings), caches, surroundings, new BindingStore(client));
  }

  private Tenants tenants(Bindings bindings) {
    var clock = Clock.systemUTC();
    var alone = new Cluster(namespace);
    var accounts =
        new Accounts(
            sdk,
            new Accounts.Account(sdk, new Observations(sdk, clock)),
            "keyway-test",
            () -> new RateLimiter(Ticker.system()),
            new Wakes(new Neighbours(alone), new Agendas()),
            clock);
    return new Tenants(
        bindings,
        Tenants.Tenancy.OPEN,
        new Tenants.Parts(accounts, alone, alone, clock),
        Settings.of("test", RealOperator.REGION));
  }

  private Resource<EncryptionKeySpec, EncryptionKeyStatus> key(
      @Nullable EncryptionKeyStatus status) {
    var spec = read(EncryptionKeySpec.class, "{}");
    var name = new ObjectName(Kind.ENCRYPTION_KEY, namespace, "payments");
    return new Resource<>(name, "uid-1", 1, Clock.systemUTC().instant(), false, null, spec, status);
  }

  private Resource<EncryptedQueueSpec, EncryptedQueueStatus> queue() {
    var spec = read(EncryptedQueueSpec.class, "{\"encryption\":{\"mode\":\"ServiceManaged\"}}");
    var name = new ObjectName(Kind.ENCRYPTED_QUEUE, namespace, "orders");
    return new Resource<>(name, "uid-2", 1, Clock.systemUTC().instant(), false, null, spec, null);
  }

  private <T> T read(Class<T> type, String json) {
    return client.getKubernetesSerialization().unmarshal(json, type);
  }

  private Namespace namespaceObject() {
    return client.namespaces().withName(namespace).require();
  }

  private void label(String account) {
    client
        .namespaces()
        .withName(namespace)
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            "{\"metadata\":{\"labels\":{\"account\":\"%s\"}}}".formatted(account));
  }

  private void bind(String name, String selector, String account) {
    var yaml =
        """
        apiVersion: keyway.dev/v1alpha1
        kind: AccountBinding
        metadata: {name: %s}
        spec: {accountId: '%s', namespaceSelector: %s, defaultRegion: eu-west-1, regions: [eu-west-1],
          roleArn: 'arn:aws:iam::%s:role/keyway'}
        """
            .formatted(name, account, selector, account);
    client.load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8))).serverSideApply();
  }

  private static LocalAws aws() {
    return LocalAws.start(
        LocalAwsConfig.of(OWN, FORMER, PRESENT)
            .withRole(OWN, RealOperator.ROLE)
            .withRole(role(FORMER))
            .withRole(role(PRESENT)));
  }

  private static RoleSpec role(String account) {
    return RoleSpec.of(account, "keyway")
        .withTrust(
            """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow",
            "Principal":{"AWS":"arn:aws:iam::%s:role/%s"},"Action":"sts:AssumeRole"}]}
            """
                .formatted(OWN, RealOperator.ROLE));
  }

  private static String roleOf(String account) {
    return "arn:aws:sts::%s:assumed-role/keyway/keyway-test".formatted(account);
  }

  private List<String> writers() {
    return callers(aws.calls().where(Call::isMutating));
  }

  private List<String> callers() {
    return callers(aws.calls().where(call -> !call.operation().equals("AssumeRole")));
  }

  private static List<String> callers(List<Call> calls) {
    return calls.stream().map(Call::caller).distinct().toList();
  }
}
