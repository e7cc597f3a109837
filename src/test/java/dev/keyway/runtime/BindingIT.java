package dev.keyway.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.api.v1alpha1.AccountBinding;
import dev.keyway.api.v1alpha1.AccountBindingStatus;
import dev.keyway.api.v1alpha1.Condition;
import dev.keyway.api.v1alpha1.EncryptedQueue;
import dev.keyway.api.v1alpha1.EncryptedQueueStatus;
import dev.keyway.aws.sdk.RateLimiter;
import dev.keyway.aws.sdk.SdkAws;
import dev.keyway.aws.sdk.Ticker;
import dev.keyway.awslocal.LocalAws;
import dev.keyway.awslocal.LocalAwsConfig;
import dev.keyway.awslocal.call.Call;
import dev.keyway.awslocal.iam.RoleSpec;
import dev.keyway.reconcile.Conditions;
import dev.keyway.reconcile.Observations;
import dev.keyway.reconcile.Reason;
import dev.keyway.reconcile.Settings;
import dev.keyway.scenario.Cluster;
import dev.keyway.support.ControlPlane;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** AccountBindings on the API server, with the chart's rights, and two accounts in AWS. */
class BindingIT {
  private static final String OWN = RealOperator.ACCOUNT;
  private static final String BOUND = "444455556666";
  private static final Duration INTERVAL = Duration.ofMinutes(10);

  private final KubernetesClient client = ControlPlane.client();
  private final LocalAws aws = aws();
  private final String bound = ControlPlane.namespace();
  private final String free = ControlPlane.namespace();

  BindingIT() {
    ControlPlane.installCrds();
  }

  @AfterEach
  void release() {
    aws.close();
    client.resources(AccountBinding.class).list().getItems().forEach(this::force);
    ControlPlane.release(bound);
    ControlPlane.release(free);
  }

  private static LocalAws aws() {
    var trust =
        """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow",
        "Principal":{"AWS":"arn:aws:iam::%s:role/%s"},"Action":"sts:AssumeRole",
        "Condition":{"StringEquals":{"sts:ExternalId":"open sesame"}}}]}
        """
            .formatted(OWN, RealOperator.ROLE)
            .replace("open sesame", "open:sesame");
    return LocalAws.start(
        LocalAwsConfig.of(OWN, BOUND)
            .withRole(OWN, RealOperator.ROLE)
            .withRole(RoleSpec.of(BOUND, "keyway").withTrust(trust)));
  }

  private RealOperator operator(String tenancy) {
    return new RealOperator(
            aws,
            Map.of("keyway.threads", "4", "keyway.tenancy", tenancy),
            INTERVAL,
            Ticker.system())
        .started();
  }

  @Test
  void aBoundNamespaceWorksInItsAccountAndTheOthersInTheOperators() {
    try (var operator = operator("open")) {
      bindTheNamespace(
          "payments", "externalId: 'open:sesame', namePrefix: pay-, tags: {team: payments}");
      queue(bound, "orders", "");
      queue(free, "orders", "");

      Waiting.until("both are ready", () -> isReady(bound, "orders") && isReady(free, "orders"));
      assertThat(arn(bound, "orders"))
          .isEqualTo("arn:aws:sqs:eu-west-1:%s:pay-%s_orders".formatted(BOUND, bound));
      assertThat(arn(free, "orders"))
          .isEqualTo("arn:aws:sqs:eu-central-1:%s:%s_orders".formatted(OWN, free));
      Waiting.until(
          "the binding counts",
          () -> count("payments").filter(c -> c.equals(List.of(1, 1))).isPresent());
      assertThat(bindingSays("payments")).isEqualTo("Proven");
      System.gc(); // which takes meters away that nobody else holds on to
      assertThat(
              operator
                  .registry
                  .get(PassMetrics.OBJECTS)
                  .tags("kind", "AccountBinding", "ready", "True")
                  .gauge()
                  .value())
          .isEqualTo(1);
      assertThat(writersIn(bound))
          .containsOnly("arn:aws:sts::%s:assumed-role/keyway/keyway-test".formatted(BOUND));
    }
  }

  @Test
  void withoutItsTrustNothingIsWrittenAndTheRoleIsTriedAgainWhenTheBindingIsCorrected() {
    try (var _ = operator("open")) {
      bindTheNamespace("payments", "externalId: wrong");
      queue(bound, "orders", "");

      Waiting.until(
          "both say so",
          () ->
              says(bound, "orders", Reason.NoCredentials)
                  && bindingSays("payments").equals("NoCredentials"));
      assertThat(callsFor(bound)).isEmpty();

      bindTheNamespace("payments", "externalId: 'open:sesame'");
      Waiting.atOnce("it works", () -> isReady(bound, "orders"));
    }
  }

  @Test
  void guardrailsHoldASpecBackAndLeaveWhatStands() {
    try (var _ = operator("open")) {
      bindTheNamespace(
          "payments",
          "externalId: 'open:sesame', guardrails: {encryptionModes: [ServiceManaged], requireRetain: true}");
      queue(bound, "orders", "");
      queue(bound, "greedy", "deletionPolicy: Delete");
      Waiting.until("one is ready", () -> isReady(bound, "orders"));
      Waiting.until(
          "the other is held back", () -> says(bound, "greedy", Reason.GuardrailViolated));
      assertThat(ready(bound, "greedy").orElseThrow().message())
          .startsWith("AccountBinding payments does not allow this: deletionPolicy must be Retain");

      bindTheNamespace(
          "payments", "externalId: 'open:sesame', guardrails: {encryptionModes: [OwnKey]}");
      Waiting.atOnce(
          "the first is held back, too", () -> says(bound, "orders", Reason.GuardrailViolated));
      assertThat(aws.calls().where(call -> call.operation().equals("DeleteQueue"))).isEmpty();
      assertThat(arn(bound, "orders")).isNotNull();

      bindTheNamespace("payments", "externalId: 'open:sesame'");
      Waiting.atOnce("nothing is", () -> isReady(bound, "orders") && isReady(bound, "greedy"));
    }
  }

  @Test
  void theNewerOfTwoBindingsSaysThatItConflictsAndTheOlderServesOn() {
    try (var _ = operator("open")) {
      bindTheNamespace("a-older", "externalId: 'open:sesame'");
      Waiting.until("it is ready", () -> bindingSays("a-older").equals("Proven"));
      bindTheNamespace("z-newer", "externalId: 'open:sesame', namePrefix: new-");
      queue(bound, "orders", "");

      Waiting.until("it conflicts", () -> bindingSays("z-newer").equals("Conflicting"));
      Waiting.until("the queue is ready", () -> isReady(bound, "orders"));
      assertThat(arn(bound, "orders")).endsWith(":" + bound + "_orders");
      assertThat(bindingSays("a-older")).isEqualTo("Proven");
    }
  }

  @Test
  void aBindingInUseStaysUntilItsObjectsAreGone() {
    try (var _ = operator("open")) {
      bindTheNamespace("payments", "externalId: 'open:sesame'");
      queue(bound, "orders", "");
      Waiting.until("it is ready", () -> isReady(bound, "orders"));

      client.resources(AccountBinding.class).withName("payments").delete();
      Waiting.until("it waits", () -> bindingSays("payments").equals("BindingInUse"));
      aws.calls().clear();
      edit(bound, "orders", "{\"spec\":{\"visibilityTimeoutSeconds\":77}}");
      Waiting.until(
          "it serves on",
          () ->
              aws.calls().where(call -> call.operation().equals("SetQueueAttributes")).stream()
                  .anyMatch(call -> call.succeeded()));

      client.resources(EncryptedQueue.class).inNamespace(bound).withName("orders").delete();
      Waiting.until(
          "both are gone",
          () -> client.resources(AccountBinding.class).withName("payments").get() == null);
    }
  }

  @Test
  void whereNamespacesHaveToBeBoundAnUnboundOneIsLeftAlone() {
    try (var _ = operator("bound")) {
      queue(free, "orders", "");
      Waiting.until("it says so", () -> says(free, "orders", Reason.NotBound));
      assertThat(callsFor(free)).isEmpty();

      client.resources(EncryptedQueue.class).inNamespace(free).withName("orders").delete();
      Waiting.until(
          "it may go",
          () ->
              client.resources(EncryptedQueue.class).inNamespace(free).withName("orders").get()
                  == null);
    }
  }

  @Test
  void aNamespaceIsBoundByALabelThatItGetsLater() {
    try (var _ = operator("bound")) {
      bind("labelled", "{matchLabels: {account: payments}}", "externalId: 'open:sesame'");
      queue(free, "orders", "");
      Waiting.until("it says so", () -> says(free, "orders", Reason.NotBound));

      label(free, "payments");

      Waiting.atOnce("it is served", () -> isReady(free, "orders"));
      assertThat(arn(free, "orders")).contains(BOUND);
    }
  }

  @Test
  void objectsOfAnotherTenantAreAsGoodAsAbsentWhoeverLetsThemBeReferredTo() {
    try (var _ = operator("open")) {
      bindTheNamespace("payments", "externalId: 'open:sesame'");
      key(free, bound);
      key(bound, free);
      sharing(bound, "elsewhere", free);
      sharing(bound, "here", bound);

      Waiting.until("the one is ready", () -> isReady(bound, "here"));
      Waiting.until("the other is not", () -> says(bound, "elsewhere", Reason.ReferenceNotFound));
      assertThat(ready(bound, "elsewhere").orElseThrow().message()).contains("allowedReferences");
    }
  }

  private void key(String namespace, String allowed) {
    apply(
        """
        apiVersion: keyway.dev/v1alpha1
        kind: EncryptionKey
        metadata: {name: shared}
        spec: {allowedReferences: [{name: a, namespace: %s, kinds: [EncryptedQueue]}]}
        """
            .formatted(allowed),
        namespace);
  }

  private void sharing(String namespace, String name, String keyNamespace) {
    apply(
        """
        apiVersion: keyway.dev/v1alpha1
        kind: EncryptedQueue
        metadata: {name: %s}
        spec: {encryption: {mode: SharedKey, keyRef: {name: shared, namespace: %s}}}
        """
            .formatted(name, keyNamespace),
        namespace);
  }

  @Test
  void anObjectThatLostItsBindingIsDeletedOnlyWithoutItsQueue() {
    try (var _ = operator("bound")) {
      label(free, "payments");
      bind("labelled", "{matchLabels: {account: payments}}", "externalId: 'open:sesame'");
      queue(free, "orders", "deletionPolicy: Delete");
      Waiting.until("it is ready", () -> isReady(free, "orders"));
      label(free, "none");
      Waiting.atOnce("it has lost its binding", () -> says(free, "orders", Reason.NotBound));

      var handle = client.resources(EncryptedQueue.class).inNamespace(free).withName("orders");
      handle.delete();
      Waiting.staysFor(
          Duration.ofSeconds(2), "it stays", () -> says(free, "orders", Reason.NotBound));
      edit(free, "orders", "{\"spec\":{\"deletionPolicy\":\"Retain\"}}");
      Waiting.until("it goes", () -> handle.get() == null);

      assertThat(callsFor(free)).noneMatch(call -> call.operation().equals("DeleteQueue"));
    }
  }

  @Test
  void whatIsInTheAccountOfAFormerBindingIsNotLeftBehindInSilence() {
    try (var _ = operator("open")) {
      label(free, "payments");
      bind("labelled", "{matchLabels: {account: payments}}", "externalId: 'open:sesame'");
      queue(free, "orders", "deletionPolicy: Delete");
      Waiting.until("it is ready", () -> isReady(free, "orders"));
      label(free, "none");
      Waiting.atOnce("it does not move", () -> says(free, "orders", Reason.IdentityChanged));

      var handle = client.resources(EncryptedQueue.class).inNamespace(free).withName("orders");
      handle.delete();
      Waiting.until(
          "it says why it stays",
          () -> ready(free, "orders").orElseThrow().message().contains("left behind"));
      label(free, "payments");
      Waiting.until("it goes", () -> handle.get() == null);

      assertThat(callsFor(free)).anyMatch(call -> call.operation().equals("DeleteQueue"));
    }
  }

  private void label(String namespace, String account) {
    client
        .namespaces()
        .withName(namespace)
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            "{\"metadata\":{\"labels\":{\"account\":\"%s\"}}}".formatted(account));
  }

  @Test
  void nothingIsWrittenWithCredentialsOfAnotherAccount() {
    try (var _ = operator("open")) {
      apply(
          """
          apiVersion: keyway.dev/v1alpha1
          kind: AccountBinding
          metadata: {name: payments}
          spec: {accountId: '%s', namespaceSelector: {}, defaultRegion: eu-west-1,
            regions: [eu-west-1]}
          """
              .formatted(BOUND),
          null);
      queue(bound, "orders", "");

      Waiting.until(
          "both say so",
          () ->
              says(bound, "orders", Reason.AccountMismatch)
                  && bindingSays("payments").equals("AccountMismatch"));
      assertThat(callsFor(bound)).isEmpty();
    }
  }

  @Test
  void nothingIsCreatedInTheOperatorsAccountBeforeTheInformersHaveHeardOfTheBinding() {
    bindTheNamespace("payments", "externalId: 'open:sesame'");
    queue(bound, "orders", "");
    var unheard = new Bindings(client);
    assertThat(unheard.serving(bound)).isEmpty();

    try (var sdk = new SdkAws(RealOperator.awsConfig(aws, Ticker.system()), List.of())) {
      tenants(unheard, sdk)
          .passes()
          .queue()
          .run(ResourceTypes.QUEUE.resource(queue(bound, "orders")));
    }

    assertThat(writersIn(bound))
        .containsOnly("arn:aws:sts::%s:assumed-role/keyway/keyway-test".formatted(BOUND));
  }

  private Tenants tenants(Bindings bindings, SdkAws sdk) {
    var clock = Clock.systemUTC();
    var alone = new Cluster(bound);
    var agendas = new Agendas();
    var accounts =
        new Accounts(
            sdk,
            new Accounts.Account(sdk, new Observations(sdk, clock)),
            "keyway-test",
            () -> new RateLimiter(Ticker.system()),
            new Wakes(new Neighbours(alone), agendas),
            clock);
    return new Tenants(
        bindings,
        Tenants.Tenancy.OPEN,
        new Tenants.Parts(accounts, alone, alone, clock),
        Settings.of("test", RealOperator.REGION));
  }

  private void bindTheNamespace(String name, String more) {
    bind(name, "{matchLabels: {kubernetes.io/metadata.name: %s}}".formatted(bound), more);
  }

  private void bind(String name, String selector, String more) {
    apply(
        """
        apiVersion: keyway.dev/v1alpha1
        kind: AccountBinding
        metadata: {name: %s}
        spec: {accountId: '%s', namespaceSelector: %s, defaultRegion: eu-west-1, regions: [eu-west-1],
          roleArn: 'arn:aws:iam::%s:role/keyway', %s}
        """
            .formatted(name, BOUND, selector, BOUND, more),
        null);
  }

  private void queue(String namespace, String name, String more) {
    apply(
        """
        apiVersion: keyway.dev/v1alpha1
        kind: EncryptedQueue
        metadata: {name: %s}
        spec: {encryption: {mode: ServiceManaged}, %s}
        """
            .formatted(name, more),
        namespace);
  }

  private void apply(String yaml, @Nullable String namespace) {
    var loaded = client.load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)));
    (namespace == null ? loaded : loaded.inNamespace(namespace)).serverSideApply();
  }

  private void edit(String namespace, String name, String patch) {
    client
        .resources(EncryptedQueue.class)
        .inNamespace(namespace)
        .withName(name)
        .patch(PatchContext.of(PatchType.JSON_MERGE), patch);
  }

  private void force(AccountBinding binding) {
    var handle = client.resources(AccountBinding.class).withName(binding.getMetadata().getName());
    handle.delete();
    if (handle.get() != null) {
      handle.patch(PatchContext.of(PatchType.JSON_MERGE), "{\"metadata\":{\"finalizers\":null}}");
    }
  }

  private EncryptedQueue queue(String namespace, String name) {
    return Objects.requireNonNull(
        client.resources(EncryptedQueue.class).inNamespace(namespace).withName(name).get());
  }

  private Optional<Condition> ready(String namespace, String name) {
    return Optional.ofNullable(queue(namespace, name).getStatus())
        .flatMap(s -> Conditions.find(s.conditions(), Conditions.READY));
  }

  private boolean says(String namespace, String name, Reason reason) {
    return ready(namespace, name).filter(c -> c.reason().equals(reason.name())).isPresent();
  }

  private boolean isReady(String namespace, String name) {
    return says(namespace, name, Reason.Proven);
  }

  private @Nullable String arn(String namespace, String name) {
    return Optional.ofNullable(queue(namespace, name).getStatus())
        .map(EncryptedQueueStatus::queueArn)
        .orElse(null);
  }

  private Optional<AccountBindingStatus> binding(String name) {
    return Optional.ofNullable(client.resources(AccountBinding.class).withName(name).get())
        .map(AccountBinding::getStatus);
  }

  private String bindingSays(String name) {
    return binding(name)
        .flatMap(s -> Conditions.find(s.conditions(), Conditions.READY))
        .map(Condition::reason)
        .orElse("");
  }

  private Optional<List<Integer>> count(String name) {
    return binding(name)
        .map(
            s ->
                List.of(
                    Objects.requireNonNullElse(s.namespaces(), 0),
                    Objects.requireNonNullElse(s.objects(), 0)));
  }

  // By name: objects that an earlier test left behind may still be there, on their way out.
  private List<Call> callsFor(String namespace) {
    return aws.calls().where(call -> call.resource().contains(namespace));
  }

  private List<String> writersIn(String namespace) {
    return callsFor(namespace).stream()
        .filter(Call::isMutating)
        .map(Call::caller)
        .distinct()
        .toList();
  }
}
