package dev.keyway.demo;

import dev.keyway.support.Chart;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The first chapter: a cluster, an AWS and the operator between them. */
final class Opening {
  static final String TITLE = "A cluster, an AWS, and the operator between them";

  private static final Duration START = Duration.ofSeconds(60);
  private static final Pattern AWS_READY = Pattern.compile("ready (http://\\S+)");
  private static final Pattern OPERATOR_LISTENS =
      Pattern.compile("Listening on: (http://127[0-9.]+:\\d+)");
  private static final Path OPERATOR = Path.of("target", "quarkus-app", "quarkus-run.jar");

  private final Terminal terminal;
  private final Path folder;
  private final Place place;
  private final KubernetesClient admin;
  private final Kubectl kubectl;
  private Optional<Child> started = Optional.empty();

  Opening(Terminal terminal, Path folder, Place place) {
    this.terminal = terminal;
    this.folder = folder;
    this.place = place;
    this.admin =
        new KubernetesClientBuilder()
            .withConfig(Config.fromKubeconfig(folder.resolve("kubeconfig").toFile()))
            .build();
    this.kubectl = new Kubectl(terminal, folder);
  }

  /** Start everything. */
  Stage start() {
    var aws = startAws();
    kubernetes();
    install();
    var endpoint = URI.create(aws.await(AWS_READY, START));
    terminal.say(
        "An AWS on this machine answers at "
            + endpoint
            + ": SQS, SNS, KMS and STS for the unmodified AWS SDK. It enforces permissions as AWS"
            + " does: it has two accounts, and a role for everybody in this story.");
    var operator = startOperator(endpoint);
    started = Optional.of(operator);
    awaitReady(operator);
    return new Stage(
        terminal,
        kubectl,
        admin,
        place,
        new Backstage(endpoint),
        Cast.of(terminal, endpoint),
        operator);
  }

  /** Return the operator once it was started. */
  Optional<Child> operator() {
    return started;
  }

  private Child startAws() {
    var config = write("aws.json", Cast.configuration());
    return Child.java(
        folder,
        "aws",
        List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx128m",
            "-cp",
            System.getProperty("java.class.path"),
            "dev.keyway.awslocal.Main",
            "--config",
            config.toString()),
        Map.of());
  }

  private void kubernetes() {
    var version = admin.getKubernetesVersion().getGitVersion();
    var where = place.own() ? "a control plane of its own" : "the cluster of your KUBECONFIG";
    terminal.say(
        "This is Kubernetes "
            + version
            + ", "
            + where
            + ". Keyway is installed there by its chart, as Helm would do it:");
  }

  private void install() {
    var command =
        new ArrayList<>(
            List.of(
                "helm",
                "install",
                "keyway",
                "helm/keyway",
                "--namespace",
                place.operatorNamespace(),
                "--create-namespace"));
    new TreeMap<>(place.values())
        .forEach((name, value) -> command.addAll(List.of("--set", name + "=" + value)));
    terminal.command("", command);
    var crds = Chart.crds();
    var before = admin.apiextensions().v1().customResourceDefinitions().list().getItems();
    boolean present =
        before.stream().anyMatch(crd -> crd.getSpec().getGroup().equals("keyway.dev"));
    noteInstalled(present ? List.of() : crds);
    crds.forEach(crd -> admin.resource(crd).forceConflicts().serverSideApply());
    crds.forEach(this::awaitEstablished);
    namespace(place.namespace());
    var kubeconfig = Chart.kubeconfig(admin, place.operatorNamespace(), place.values());
    write("operator.kubeconfig", kubeconfig);
    var rights = Chart.rbac(place.operatorNamespace(), place.values());
    var lines = new ArrayList<List<String>>();
    for (var object : concat(crds, rights)) {
      lines.add(List.of(object.getKind(), object.getMetadata().getName()));
    }
    terminal.output(Terminal.table(lines));
    if (present) {
      terminal.say(
          "The CRDs were there already. An operator of yours that watches all namespaces would join"
              + " in; the demo leaves the CRDs in the cluster.");
    }
  }

  private static List<HasMetadata> concat(List<HasMetadata> one, List<HasMetadata> other) {
    var all = new ArrayList<>(one);
    all.addAll(other);
    return all;
  }

  private void namespace(String name) {
    admin
        .resource(new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build())
        .serverSideApply();
  }

  private void awaitEstablished(HasMetadata crd) {
    admin
        .apiextensions()
        .v1()
        .customResourceDefinitions()
        .withName(crd.getMetadata().getName())
        .waitUntilCondition(Opening::isEstablished, 30, TimeUnit.SECONDS);
  }

  private static boolean isEstablished(CustomResourceDefinition crd) {
    return crd != null
        && crd.getStatus() != null
        && crd.getStatus().getConditions().stream()
            .anyMatch(c -> c.getType().equals("Established") && c.getStatus().equals("True"));
  }

  // For e2e/demo/stop: a cluster of somebody else has to be left as it was.
  private void noteInstalled(List<HasMetadata> crds) {
    if (place.own()) {
      return;
    }
    var lines = new ArrayList<String>();
    lines.add("--namespace=" + place.namespace() + " keyway --all");
    lines.add("namespace/" + place.namespace());
    crds.forEach(crd -> lines.add("customresourcedefinition/" + crd.getMetadata().getName()));
    write("installed", String.join("\n", lines) + "\n");
  }

  private Child startOperator(URI aws) {
    var environment = new HashMap<>(chartEnvironment(aws));
    environment.put("POD_NAME", "keyway-demo");
    environment.put("POD_NAMESPACE", place.operatorNamespace());
    environment.put("KUBECONFIG", folder.resolve("operator.kubeconfig").toString());
    environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
    environment.put("QUARKUS_HTTP_PORT", "0");
    environment.put("QUARKUS_LOG_CONSOLE_JSON_ENABLED", "false");
    environment.put("AWS_ACCESS_KEY_ID", "AKIA_" + Cast.ACCOUNT + "_role_keyway");
    environment.put("AWS_SECRET_ACCESS_KEY", "any");
    environment.put("AWS_EC2_METADATA_DISABLED", "true");
    return Child.java(
        folder, "operator", List.of("-jar", OPERATOR.toAbsolutePath().toString()), environment);
  }

  /**
   * There are no nodes, so the operator runs here, with the environment that its pod would have.
   */
  private Map<String, String> chartEnvironment(URI aws) {
    var values = new HashMap<>(place.values());
    values.put("aws.endpointUrl", aws.toString());
    var environment = new HashMap<String, String>();
    Chart.render(place.operatorNamespace(), values).stream()
        .filter(Deployment.class::isInstance)
        .map(Deployment.class::cast)
        .flatMap(
            d -> d.getSpec().getTemplate().getSpec().getContainers().getFirst().getEnv().stream())
        .filter(variable -> variable.getValue() != null)
        .forEach(variable -> environment.put(variable.getName(), variable.getValue()));
    return environment;
  }

  private void awaitReady(Child operator) {
    var http = URI.create(operator.await(OPERATOR_LISTENS, START));
    try (var client = HttpClient.newHttpClient()) {
      Waiting.forResult(
          "the operator to be ready",
          START,
          () -> {
            operator.check();
            return Backstage.probe(client, http.resolve("/q/health/ready"));
          });
    }
    var account = "system:serviceaccount:" + place.operatorNamespace() + ":keyway";
    terminal.say(
        "The operator runs as process "
            + operator.pid()
            + " with the environment that the chart gives its pod, a token of its service account,"
            + " and the AWS role keyway, which may do what docs/operating/iam-policy.json says."
            + " Neither is an administrator:");
    kubectl.ask("auth", "can-i", "get", "secrets", "-n", place.namespace(), "--as", account);
  }

  private Path write(String name, String content) {
    try {
      return Files.writeString(
          folder.resolve(name),
          content,
          StandardOpenOption.CREATE,
          StandardOpenOption.TRUNCATE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
