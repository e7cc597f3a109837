package dev.keyway.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.Helm;
import dev.keyway.support.Chart;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the chart renders, and what it refuses. */
class ChartTest {
  private static final Path CRDS = Path.of("crds");
  private static final Path COPIES = Chart.FOLDER.resolve("files/crds");

  @Test
  void lintFindsNothing() {
    var result = new Helm(Chart.FOLDER).lint().strict().call();

    assertThat(result.isFailed()).as("%s", result.getMessages()).isFalse();
  }

  @Test
  void installsTheseObjects() {
    assertThat(names(Chart.render(Map.of())))
        .containsExactlyInAnyOrder(
            "ServiceAccount/keyway",
            "ClusterRole/keyway",
            "ClusterRoleBinding/keyway",
            "Role/keyway-leader-election",
            "RoleBinding/keyway-leader-election",
            "ClusterRole/keyway-view",
            "ClusterRole/keyway-edit",
            "Deployment/keyway",
            "PodDisruptionBudget/keyway",
            "Service/keyway-metrics",
            "CustomResourceDefinition/accountbindings.keyway.dev",
            "CustomResourceDefinition/encryptedqueues.keyway.dev",
            "CustomResourceDefinition/encryptedtopics.keyway.dev",
            "CustomResourceDefinition/encryptionkeys.keyway.dev",
            "CustomResourceDefinition/topicsubscriptions.keyway.dev");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "clusterId         |                  | clusterId is missing",
        "aws.region        |                  | aws.region is missing",
        "clusterID         | prod             | clusterID",
        "settings.interval | 10m              | interval",
        "settings.settle   | 2 minutes        | settings/settle",
        "settings.tenancy  | strict           | settings/tenancy",
        "settings.withdraw | soon             | settings/withdraw",
        "settings.withdraw | 15               | settings/withdraw",
        "aws.region        | Frankfurt        | aws/region",
        "aws.endpointUrl   | localhost:4566   | aws/endpointUrl",
        "replicas          | 0                | replicas",
        "image.pullPolicy  | Sometimes        | image/pullPolicy",
        "image.digest      | 1234             | image/digest",
        "watch.namespaces[0] | Team_A         | watch/namespaces/0",
        "leaderElection.enabled | false       | leaderElection.enabled=true",
        "serviceAccount.create  | false       | serviceAccount.name is missing",
      })
  void refuses(String value, String set, String message) {
    assertThatThrownBy(() -> Chart.render(Map.of(value, Objects.requireNonNullElse(set, ""))))
        .hasMessageContaining(message);
  }

  @Test
  void namespacesCanBeBoundOnlyWhereAllAreWatched() {
    assertThatThrownBy(
            () -> Chart.render(Map.of("settings.tenancy", "bound", "watch.namespaces[0]", "a")))
        .hasMessageContaining("leave watch.namespaces empty");
  }

  @Test
  void serviceMonitorNeedsTheService() {
    assertThatThrownBy(
            () ->
                Chart.render(
                    Map.of(
                        "metrics.service.enabled", "false",
                        "metrics.serviceMonitor.enabled", "true")))
        .hasMessageContaining("metrics.serviceMonitor.enabled needs metrics.service.enabled");
  }

  @Test
  void crdsAreThoseOfTheRepository() throws IOException {
    assertThat(contents(COPIES))
        .as("%s; `make crds` refreshes it", COPIES)
        .isEqualTo(contents(CRDS));

    var serialization = new KubernetesSerialization();
    var committed =
        contents(CRDS).values().stream()
            .map(yaml -> serialization.unmarshal(yaml, CustomResourceDefinition.class))
            .collect(Collectors.toMap(ChartTest::name, CustomResourceDefinition::getSpec));
    var rendered =
        Chart.crds().stream()
            .map(CustomResourceDefinition.class::cast)
            .collect(Collectors.toMap(ChartTest::name, CustomResourceDefinition::getSpec));
    assertThat(rendered).isEqualTo(committed);
  }

  @Test
  void crdsOutliveTheChartUnlessToldOtherwise() {
    assertThat(Chart.crds())
        .allSatisfy(
            crd ->
                assertThat(crd.getMetadata().getAnnotations())
                    .containsEntry("helm.sh/resource-policy", "keep"));

    assertThat(Chart.render(Map.of("crds.keep", "false")))
        .filteredOn(CustomResourceDefinition.class::isInstance)
        .isNotEmpty()
        .allSatisfy(crd -> assertThat(crd.getMetadata().getAnnotations()).isEmpty());

    assertThat(Chart.render(Map.of("crds.enabled", "false")))
        .noneMatch(CustomResourceDefinition.class::isInstance);
  }

  @Test
  void podsMeetTheRestrictedStandard() {
    var pod = deployment(Map.of()).getSpec().getTemplate().getSpec();
    var security = pod.getSecurityContext();
    var container = operator(Map.of());

    assertThat(pod.getContainers()).hasSize(1);
    assertThat(pod.getInitContainers()).isEmpty();
    assertThat(security.getRunAsNonRoot()).isTrue();
    assertThat(security.getRunAsUser()).isPositive();
    assertThat(security.getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
    assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
    assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
    assertThat(container.getSecurityContext().getPrivileged()).isNull();
    assertThat(container.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
    assertThat(container.getSecurityContext().getCapabilities().getAdd()).isEmpty();
    assertThat(container.getPorts()).allMatch(port -> port.getHostPort() == null);
    assertThat(pod.getHostNetwork()).isNull();
    assertThat(pod.getHostPID()).isNull();
    assertThat(pod.getHostIPC()).isNull();
    assertThat(pod.getVolumes())
        .singleElement()
        .satisfies(volume -> assertThat(volume.getEmptyDir()).isNotNull());
    assertThat(container.getVolumeMounts())
        .singleElement()
        .satisfies(mount -> assertThat(mount.getMountPath()).isEqualTo("/tmp"));
  }

  @Test
  void onlyThePodMountsAToken() {
    assertThat(deployment(Map.of()).getSpec().getTemplate().getSpec())
        .returns(true, pod -> pod.getAutomountServiceAccountToken())
        .returns("keyway", pod -> pod.getServiceAccountName());
    assertThat(Chart.render(Map.of()))
        .filteredOn(ServiceAccount.class::isInstance)
        .extracting(account -> ((ServiceAccount) account).getAutomountServiceAccountToken())
        .containsExactly(false);
  }

  @Test
  void probesAskQuarkus() {
    var container = operator(Map.of());

    assertThat(container.getStartupProbe().getHttpGet().getPath()).isEqualTo("/q/health/started");
    assertThat(container.getLivenessProbe().getHttpGet().getPath()).isEqualTo("/q/health/live");
    assertThat(container.getReadinessProbe().getHttpGet().getPath()).isEqualTo("/q/health/ready");
    assertThat(container.getPorts())
        .singleElement()
        .satisfies(port -> assertThat(port.getContainerPort()).isEqualTo(8080));
  }

  @Test
  void settingsReachTheOperator() {
    assertThat(environment(Map.of()))
        .containsOnlyKeys(
            "POD_NAME",
            "POD_NAMESPACE",
            "JAVA_TOOL_OPTIONS",
            "KEYWAY_CLUSTER_ID",
            "KEYWAY_DEFAULT_REGION",
            "KEYWAY_LEADER_ELECTION_ENABLED");

    var environment =
        environment(
            Map.ofEntries(
                Map.entry("clusterId", "prod-1"),
                Map.entry("aws.region", "us-gov-west-1"),
                Map.entry("aws.endpointUrl", "http://aws.test:4566"),
                Map.entry("aws.endpointUrls.kms", "http://kms.test"),
                Map.entry("aws.endpointUrls.sns", "http://sns.test"),
                Map.entry("aws.endpointUrls.sqs", "http://sqs.test"),
                Map.entry("aws.endpointUrls.sts", "http://sts.test"),
                Map.entry("settings.tenancy", "open"),
                Map.entry("settings.namePrefix", "acme-"),
                Map.entry("settings.checkInterval", "5m"),
                Map.entry("settings.propagation", "90s"),
                Map.entry("settings.settle", "3m"),
                Map.entry("settings.withdraw", "1h"),
                Map.entry("watch.namespaces[0]", "team-a"),
                Map.entry("watch.namespaces[1]", "team-b"),
                Map.entry("replicas", "1"),
                Map.entry("leaderElection.enabled", "false"),
                Map.entry("extraEnv[0].name", "AWS_USE_FIPS_ENDPOINT"),
                Map.entry("extraEnv[0].value", "on")));
    assertThat(environment)
        .containsEntry("KEYWAY_CLUSTER_ID", "prod-1")
        .containsEntry("KEYWAY_DEFAULT_REGION", "us-gov-west-1")
        .containsEntry("KEYWAY_AWS_ENDPOINT_URL", "http://aws.test:4566")
        .containsEntry("KEYWAY_AWS_KMS_ENDPOINT_URL", "http://kms.test")
        .containsEntry("KEYWAY_AWS_SNS_ENDPOINT_URL", "http://sns.test")
        .containsEntry("KEYWAY_AWS_SQS_ENDPOINT_URL", "http://sqs.test")
        .containsEntry("KEYWAY_AWS_STS_ENDPOINT_URL", "http://sts.test")
        .containsEntry("KEYWAY_TENANCY", "open")
        .containsEntry("KEYWAY_NAME_PREFIX", "acme-")
        .containsEntry("KEYWAY_CHECK_INTERVAL", "5m")
        .containsEntry("KEYWAY_PROPAGATION", "90s")
        .containsEntry("KEYWAY_SETTLE", "3m")
        .containsEntry("KEYWAY_WITHDRAW", "1h")
        .containsEntry("KEYWAY_WATCH_NAMESPACES", "team-a,team-b")
        .containsEntry("KEYWAY_LEADER_ELECTION_ENABLED", "false")
        .containsEntry("AWS_USE_FIPS_ENDPOINT", "on");
  }

  @Test
  void twoPodsNeverWorkAtOnce() {
    assertThat(deployment(Map.of()).getSpec().getStrategy()).isNull();
    assertThat(
            deployment(Map.of("replicas", "1", "leaderElection.enabled", "false"))
                .getSpec()
                .getStrategy()
                .getType())
        .isEqualTo("Recreate");
  }

  @Test
  void digestPrecedesTag() {
    var digest = "sha256:" + "0123456789abcdef".repeat(4);

    assertThat(operator(Map.of("image.repository", "registry.test/keyway")).getImage())
        .isEqualTo("registry.test/keyway:0.1.0");
    assertThat(operator(Map.of("image.tag", "1.2.3")).getImage()).isEqualTo("keyway:1.2.3");
    assertThat(operator(Map.of("image.tag", "1.2.3", "image.digest", digest)).getImage())
        .isEqualTo("keyway@" + digest);
  }

  @Test
  void serviceMonitorScrapesTheMetrics() {
    var objects =
        Chart.render(
            Map.of(
                "metrics.serviceMonitor.enabled", "true",
                "metrics.serviceMonitor.labels.team", "platform"));

    assertThat(objects)
        .filteredOn(object -> object.getKind().equals("ServiceMonitor"))
        .singleElement()
        .satisfies(
            monitor -> {
              assertThat(monitor.getMetadata().getLabels()).containsEntry("team", "platform");
              assertThat(
                      ((GenericKubernetesResource) monitor).<List<Object>>get("spec", "endpoints"))
                  .containsExactly(Map.of("port", "http", "path", "/q/metrics", "interval", "30s"));
            });
  }

  @Test
  void networkPolicyLetsOnlyMetricsInAndOnlyAwsAndKubernetesOut() {
    var policy =
        Chart.render(
                Map.of(
                    "networkPolicy.enabled", "true",
                    "networkPolicy.ingressFrom[0].podSelector.matchLabels.app", "prometheus"))
            .stream()
            .filter(NetworkPolicy.class::isInstance)
            .map(NetworkPolicy.class::cast)
            .findFirst()
            .orElseThrow();

    assertThat(policy.getSpec().getPolicyTypes()).containsExactly("Ingress", "Egress");
    assertThat(policy.getSpec().getIngress())
        .singleElement()
        .satisfies(
            rule -> {
              assertThat(rule.getPorts())
                  .singleElement()
                  .satisfies(port -> assertThat(port.getPort().getStrVal()).isEqualTo("http"));
              assertThat(rule.getFrom()).hasSize(1);
            });
    assertThat(policy.getSpec().getEgress())
        .flatExtracting(rule -> rule.getPorts())
        .extracting(port -> port.getProtocol() + "/" + port.getPort().getIntVal())
        .containsExactly("UDP/53", "TCP/53", "TCP/443", "TCP/6443", "TCP/80");
  }

  private static Map<String, String> environment(Map<String, String> set) {
    var environment = new TreeMap<String, String>();
    for (var variable : operator(set).getEnv()) {
      environment.put(variable.getName(), Objects.requireNonNullElse(variable.getValue(), ""));
    }
    assertThat(operator(set).getEnv()).extracting(EnvVar::getName).doesNotHaveDuplicates();
    return environment;
  }

  private static Container operator(Map<String, String> set) {
    return deployment(set).getSpec().getTemplate().getSpec().getContainers().getFirst();
  }

  private static Deployment deployment(Map<String, String> set) {
    return Chart.render(set).stream()
        .filter(Deployment.class::isInstance)
        .map(Deployment.class::cast)
        .findFirst()
        .orElseThrow();
  }

  private static List<String> names(List<HasMetadata> objects) {
    return objects.stream().map(object -> object.getKind() + "/" + name(object)).toList();
  }

  private static String name(HasMetadata object) {
    return object.getMetadata().getName();
  }

  private static Map<String, String> contents(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      var contents = new TreeMap<String, String>();
      for (var file : files.toList()) {
        contents.put(file.getFileName().toString(), Files.readString(file));
      }
      return contents;
    }
  }
}
