package dev.keyway.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.keyway.api.v1alpha1.AccountBinding;
import dev.keyway.support.Chart;
import dev.keyway.support.ControlPlane;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaderElectionRecord;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaseLock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the chart renders, on a real API server. */
class ChartIT {
  private static final PatchContext APPLY =
      new PatchContext.Builder()
          .withPatchType(PatchType.SERVER_SIDE_APPLY)
          .withFieldManager("keyway")
          .withForce(true)
          .build();
  private static final Path INSTALL = Path.of("docs", "operating", "install.md");

  private static KubernetesClient admin;
  private static KubernetesClient operator;
  private static String system;
  private static String team;

  @BeforeAll
  static void start() {
    ControlPlane.installCrds();
    admin = ControlPlane.client();
    system = ControlPlane.namespace();
    team = ControlPlane.namespace();
    operator =
        new KubernetesClientBuilder()
            .withConfig(Config.fromKubeconfig(Chart.kubeconfig(admin, system, Map.of())))
            .build();
  }

  @AfterAll
  static void stop() {
    operator.close();
    Chart.revoke(admin, system, Map.of());
    ControlPlane.release(team);
    ControlPlane.release(system);
  }

  @Test
  void everythingIsAccepted() {
    assertThat(Chart.render(system, Map.of("networkPolicy.enabled", "true")))
        .allSatisfy(
            object ->
                assertThat(admin.resource(object).dryRun().forceConflicts().serverSideApply())
                    .isNotNull());
  }

  @Test
  void podIsAdmittedUnderTheRestrictedStandard() {
    var namespace =
        admin
            .resource(
                new NamespaceBuilder()
                    .withNewMetadata()
                    .withGenerateName("keyway-test-")
                    .addToLabels("pod-security.kubernetes.io/enforce", "restricted")
                    .endMetadata()
                    .build())
            .create()
            .getMetadata()
            .getName();
    var objects = Chart.render(namespace, Map.of());
    objects.stream()
        .filter(ServiceAccount.class::isInstance)
        .forEach(account -> admin.resource(account).create());
    var template =
        objects.stream()
            .filter(Deployment.class::isInstance)
            .map(object -> ((Deployment) object).getSpec().getTemplate())
            .findFirst()
            .orElseThrow();
    var pod =
        new PodBuilder()
            .withNewMetadata()
            .withNamespace(namespace)
            .withName("keyway")
            .endMetadata()
            .withSpec(template.getSpec())
            .build();

    assertThat(admin.resource(pod).dryRun().create()).isNotNull();
    ControlPlane.release(namespace);
  }

  @Test
  void operatorMayDoItsWork() {
    var topic =
        admin.resource(object("EncryptedTopic", "orders", "", "encryption: {mode: OwnKey}"));
    var uid = topic.create().getMetadata().getUid();

    operator.resource(topic("finalizers: [keyway.dev/aws-cleanup]")).patch(APPLY);
    var status = topic("");
    status.setAdditionalProperty("status", Map.of("observedGeneration", 1));
    operator.resource(status).subresource("status").patch(APPLY);
    operator
        .resource(
            object(
                "EncryptionKey",
                "orders-topic",
                """
                ownerReferences:
                  - apiVersion: keyway.dev/v1alpha1
                    kind: EncryptedTopic
                    name: orders
                    uid: %s
                    controller: true
                    blockOwnerDeletion: false
                """
                    .formatted(uid)
                    .indent(2)
                    .strip(),
                "description: of a topic"))
        .patch(APPLY);

    assertThat(
            operator
                .genericKubernetesResources("keyway.dev/v1alpha1", "EncryptionKey")
                .inAnyNamespace()
                .list()
                .getItems())
        .isNotEmpty();
    operator.resource(object("EncryptionKey", "orders-topic", "", "{}")).delete();

    var present = Objects.requireNonNull(operator.resource(topic("")).get());
    assertThat(present.getMetadata().getFinalizers()).containsExactly("keyway.dev/aws-cleanup");
    assertThat(present.<Integer>get("status", "observedGeneration")).isEqualTo(1);
    admin.resource(topic("")).edit(found -> unheld(found));
  }

  @Test
  void operatorMayTellEvents() {
    var event = event();
    operator.resource(event).create();
    operator
        .resource(event)
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            """
            {"series": {"count": 2, "lastObservedTime": "2026-01-01T00:00:01.000000Z"}}""");

    assertThat(Objects.requireNonNull(admin.resource(event).get()).getSeries().getCount())
        .isEqualTo(2);
  }

  @Test
  void operatorMayHoldItsLease() {
    var lock = new LeaseLock(system, "keyway", "one");
    lock.create(operator, record(0));
    assertThat(lock.get(operator).getLeaderTransitions()).isZero();
    lock.update(operator, record(1));

    assertThat(lock.get(operator).getLeaderTransitions()).isEqualTo(1);
  }

  @Test
  void operatorMayDoNothingElse() {
    var key = object("EncryptionKey", "mine", "", "description: a user's");
    admin.resource(key).create();

    refused(() -> operator.secrets().inAnyNamespace().list());
    refused(() -> operator.configMaps().inNamespace(system).list());
    refused(() -> operator.pods().inNamespace(system).list());
    refused(() -> operator.namespaces().withName(team).delete());
    refused(() -> operator.resources(AccountBinding.class).withName("x").delete());
    refused(() -> operator.apiextensions().v1().customResourceDefinitions().list());
    refused(() -> operator.resource(object("EncryptedTopic", "x", "", "{}")).create());
    for (var kind : List.of("EncryptedTopic", "EncryptedQueue", "TopicSubscription")) {
      refused(() -> operator.resource(object(kind, "x", "", "{}")).delete());
    }
    refused(() -> operator.resource(key).update());
    refused(() -> operator.events().v1().events().inNamespace(team).list());
    refused(() -> operator.leases().inNamespace(system).list());
    refused(() -> new LeaseLock(system, "other", "one").get(operator));
    refused(() -> new LeaseLock(team, "keyway", "one").get(operator));
  }

  @Test
  void documentedWayOutReleasesNamespaceWithoutOperator() throws Exception {
    var namespace = ControlPlane.namespace();
    for (var kind : List.of("EncryptedTopic", "EncryptedQueue")) {
      var held =
          object(
              kind, "held", "finalizers: [keyway.dev/aws-cleanup]", "encryption: {mode: OwnKey}");
      held.getMetadata().setNamespace(namespace);
      admin.resource(held).create();
    }
    admin.namespaces().withName(namespace).delete();

    run(wayOut().replace("namespace=team-a", "namespace=" + namespace));

    admin
        .namespaces()
        .withName(namespace)
        .waitUntilCondition(Objects::isNull, 30, TimeUnit.SECONDS);
  }

  private static void refused(ThrowingCallable call) {
    assertThatExceptionOfType(KubernetesClientException.class)
        .isThrownBy(call)
        .satisfies(refusal -> assertThat(refusal.getCode()).isEqualTo(403));
  }

  private static LeaderElectionRecord record(int transitions) {
    var now = ZonedDateTime.of(2026, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);
    return new LeaderElectionRecord("one", Duration.ofSeconds(15), now, now, transitions);
  }

  private static GenericKubernetesResource topic(String metadata) {
    return object("EncryptedTopic", "orders", metadata, "encryption: {mode: OwnKey}");
  }

  private static GenericKubernetesResource object(
      String kind, String name, String metadata, String spec) {
    return admin
        .getKubernetesSerialization()
        .unmarshal(
            """
            apiVersion: keyway.dev/v1alpha1
            kind: %s
            metadata:
              name: %s
              namespace: %s
              %s
            spec:
              %s
            """
                .formatted(kind, name, team, metadata, spec),
            GenericKubernetesResource.class);
  }

  private static Event event() {
    return admin
        .getKubernetesSerialization()
        .unmarshal(
            """
            apiVersion: events.k8s.io/v1
            kind: Event
            metadata: {name: orders.1, namespace: %1$s}
            regarding: {apiVersion: keyway.dev/v1alpha1, kind: EncryptedTopic, name: orders, namespace: %1$s}
            eventTime: 2026-01-01T00:00:00.000000Z
            reportingController: keyway.dev
            reportingInstance: one
            action: Reconcile
            reason: Tested
            note: Something happened
            type: Normal
            """
                .formatted(team),
            Event.class);
  }

  private static GenericKubernetesResource unheld(GenericKubernetesResource object) {
    object.getMetadata().setFinalizers(List.of());
    return object;
  }

  private static String wayOut() throws IOException {
    var block =
        Pattern.compile("```bash\n((?:(?!```).)*\"finalizers\":null.*?)```", Pattern.DOTALL);
    var match = block.matcher(Files.readString(INSTALL));
    assertThat(match.find()).as("the way out in %s", INSTALL).isTrue();
    return match.group(1);
  }

  private static void run(String script) throws IOException, InterruptedException {
    var kubectl = "PATH=$(e2e/controlplane/build | tail -n 1):$PATH; set -euo pipefail\n" + script;
    var builder = new ProcessBuilder("bash", "-c", kubectl).redirectErrorStream(true);
    builder.environment().put("KUBECONFIG", ControlPlane.kubeconfig().toString());
    var process = builder.start();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as("%s", output).isZero();
  }
}
