package dev.keyway.support;

import com.marcnuri.helm.Helm;
import io.fabric8.kubernetes.api.model.ConfigBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesList;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The Helm chart of this repository, rendered by Helm itself within the JVM. */
public final class Chart {
  /** The chart's folder. */
  public static final Path FOLDER = Path.of("helm", "keyway");

  /** Name of the release, and so of the chart's objects. */
  public static final String RELEASE = "keyway";

  /** Namespace of the release where a test names none. */
  public static final String NAMESPACE = "keyway-system";

  private static final Map<String, String> REQUIRED =
      Map.of("clusterId", "test", "aws.region", "eu-central-1");
  private static final Set<String> RBAC_KINDS =
      Set.of("ServiceAccount", "Role", "RoleBinding", "ClusterRole", "ClusterRoleBinding");
  private static final KubernetesSerialization SERIALIZATION = new KubernetesSerialization();
  private static final Duration TOKEN_LIFE = Duration.ofHours(24);

  private Chart() {}

  /**
   * Render the chart with the required values and these.
   *
   * @param set as after Helm's {@code --set}; a key with an empty value removes a required one
   */
  public static List<HasMetadata> render(Map<String, String> set) {
    return render(NAMESPACE, set);
  }

  /** Render the chart for a release in that namespace. */
  public static List<HasMetadata> render(String namespace, Map<String, String> set) {
    return parse(template(namespace, set));
  }

  /** Return what Helm prints; throws what Helm refuses, with its message. */
  public static String template(String namespace, Map<String, String> set) {
    var command =
        new Helm(FOLDER)
            .template()
            .withName(RELEASE)
            .withNamespace(namespace)
            .withKubeVersion("1.35.4");
    REQUIRED.forEach(command::set);
    set.forEach(command::set);
    return command.call();
  }

  /** Return service account, roles and bindings of a release in that namespace. */
  public static List<HasMetadata> rbac(String namespace) {
    return rbac(namespace, Map.of());
  }

  /** Return service account, roles and bindings of a release with these values. */
  public static List<HasMetadata> rbac(String namespace, Map<String, String> set) {
    return render(namespace, set).stream()
        .filter(object -> RBAC_KINDS.contains(object.getKind()))
        .toList();
  }

  /** Return the CRDs that the chart installs. */
  public static List<HasMetadata> crds() {
    return render(Map.of()).stream()
        .filter(object -> object.getKind().equals("CustomResourceDefinition"))
        .toList();
  }

  /**
   * Give the chart's service account its rights, and return the text of a kubeconfig that acts as
   * this account.
   *
   * <p>Roles of the cluster are named after the namespace, so that several releases stand side by
   * side.
   *
   * @param admin may create namespaces, roles and tokens
   * @param namespace of the release; created where it is missing
   * @param set as after Helm's {@code --set}
   */
  public static String kubeconfig(
      KubernetesClient admin, String namespace, Map<String, String> set) {
    admin
        .resource(
            new NamespaceBuilder().withNewMetadata().withName(namespace).endMetadata().build())
        .serverSideApply();
    var objects = rights(namespace, set);
    admin.resourceList(objects).serverSideApply();
    var account =
        objects.stream()
            .filter(ServiceAccount.class::isInstance)
            .map(object -> object.getMetadata().getName())
            .findFirst()
            .orElseThrow();
    var token =
        admin
            .serviceAccounts()
            .inNamespace(namespace)
            .withName(account)
            .tokenRequest(
                new TokenRequestBuilder()
                    .withNewSpec()
                    .withExpirationSeconds(TOKEN_LIFE.toSeconds())
                    .endSpec()
                    .build())
            .getStatus()
            .getToken();
    var server = admin.getConfiguration();
    return SERIALIZATION.asYaml(
        new ConfigBuilder()
            .addNewCluster()
            .withName(RELEASE)
            .withNewCluster()
            .withServer(server.getMasterUrl())
            .withCertificateAuthorityData(authority(server))
            .endCluster()
            .endCluster()
            .addNewUser()
            .withName(RELEASE)
            .withNewUser()
            .withToken(token)
            .endUser()
            .endUser()
            .addNewContext()
            .withName(RELEASE)
            .withNewContext()
            .withCluster(RELEASE)
            .withUser(RELEASE)
            .withNamespace(namespace)
            .endContext()
            .endContext()
            .withCurrentContext(RELEASE)
            .build());
  }

  /** Take away what {@link #kubeconfig} with these values gave. */
  public static void revoke(KubernetesClient admin, String namespace, Map<String, String> set) {
    admin.resourceList(rights(namespace, set)).delete();
  }

  private static List<HasMetadata> rights(String namespace, Map<String, String> set) {
    var values = new HashMap<>(set);
    values.putIfAbsent("fullnameOverride", RELEASE + "-" + namespace);
    values.putIfAbsent("rbac.aggregate", "false");
    return rbac(namespace, values);
  }

  private static String authority(io.fabric8.kubernetes.client.Config server) {
    var data = server.getCaCertData();
    if (data != null) {
      return data;
    }
    try {
      var file = Files.readString(Path.of(server.getCaCertFile()), StandardCharsets.US_ASCII);
      return Base64.getEncoder().encodeToString(file.getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<HasMetadata> parse(String yaml) {
    Object parsed = SERIALIZATION.unmarshal(yaml);
    return switch (parsed) {
      case KubernetesList list -> list.getItems();
      case List<?> list -> list.stream().map(HasMetadata.class::cast).toList();
      case HasMetadata one -> List.of(one);
      default -> throw new IllegalStateException("not Kubernetes objects: " + parsed.getClass());
    };
  }
}
