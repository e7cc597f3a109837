package dev.keyway.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.keyway.support.Chart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Values, schema and templates name the same things, and every value has an effect. */
class ChartValuesTest {
  private static final Path VALUES = Chart.FOLDER.resolve("values.yaml");

  /**
   * One value: changing it changes what is rendered.
   *
   * @param path of the value
   * @param set the change, as after {@code --set}
   * @param given values that have to be set, so that this one matters
   */
  record Effect(String path, Map<String, String> set, Map<String, String> given) {
    static Effect of(String path, String value) {
      return new Effect(path, Map.of(path, value), Map.of());
    }

    /** The value is a map or a list: set something inside. */
    static Effect inside(String path, String inside, String value) {
      return new Effect(path, Map.of(path + inside, value), Map.of());
    }

    Effect given(String value, String set) {
      return new Effect(path, this.set, Map.of(value, set));
    }

    @Override
    public String toString() {
      return path;
    }
  }

  static List<Effect> effects() {
    var on = "true";
    var off = "false";
    var url = "http://aws.test";
    var monitor = "metrics.serviceMonitor.enabled";
    var rule = "metrics.prometheusRule.enabled";
    var dashboard = "metrics.grafanaDashboard.enabled";
    var policy = "networkPolicy.enabled";
    return List.of(
        Effect.of("clusterId", "other"),
        Effect.of("aws.region", "us-east-1"),
        Effect.of("aws.endpointUrl", url),
        Effect.of("aws.endpointUrls.kms", url),
        Effect.of("aws.endpointUrls.sns", url),
        Effect.of("aws.endpointUrls.sqs", url),
        Effect.of("aws.endpointUrls.sts", url),
        Effect.of("settings.tenancy", "bound"),
        Effect.of("settings.namePrefix", "acme-"),
        Effect.of("settings.checkInterval", "5m"),
        Effect.of("settings.propagation", "5s"),
        Effect.of("settings.settle", "5s"),
        Effect.of("settings.withdraw", "5s"),
        Effect.inside("watch.namespaces", "[0]", "team-a"),
        Effect.of("crds.enabled", off),
        Effect.of("crds.keep", off),
        Effect.of("rbac.create", off),
        Effect.of("rbac.aggregate", off),
        Effect.of("serviceAccount.create", off).given("serviceAccount.name", "other"),
        Effect.of("serviceAccount.name", "other"),
        Effect.inside("serviceAccount.annotations", ".a", "b"),
        Effect.of("image.repository", "registry.test/keyway"),
        Effect.of("image.tag", "1.2.3"),
        Effect.of("image.digest", "sha256:" + "0".repeat(64)),
        Effect.of("image.pullPolicy", "Always"),
        Effect.inside("imagePullSecrets", "[0].name", "registry"),
        Effect.of("replicas", "3"),
        Effect.of("leaderElection.enabled", off).given("replicas", "1"),
        Effect.of("jvm.options", "-Xmx96m"),
        Effect.inside("resources.requests", ".cpu", "1"),
        Effect.inside("resources.limits", ".cpu", "1"),
        Effect.inside("extraEnv", "[0].name", "A"),
        Effect.inside("podAnnotations", ".a", "b"),
        Effect.inside("podLabels", ".a", "b"),
        Effect.inside("commonLabels", ".a", "b"),
        Effect.inside("nodeSelector", ".a", "b"),
        Effect.inside("tolerations", "[0].key", "a"),
        Effect.inside("affinity", ".podAntiAffinity.a", "b"),
        Effect.inside("topologySpreadConstraints", "[0].topologyKey", "rack"),
        Effect.of("priorityClassName", "system-cluster-critical"),
        Effect.of("podDisruptionBudget.enabled", off),
        Effect.of("metrics.service.enabled", off),
        Effect.inside("metrics.service.annotations", ".a", "b"),
        Effect.of(monitor, on),
        Effect.of("metrics.serviceMonitor.interval", "5s").given(monitor, on),
        Effect.inside("metrics.serviceMonitor.labels", ".a", "b").given(monitor, on),
        Effect.of(rule, on),
        Effect.inside("metrics.prometheusRule.labels", ".a", "b").given(rule, on),
        Effect.of(dashboard, on),
        Effect.inside("metrics.grafanaDashboard.labels", ".a", "b").given(dashboard, on),
        Effect.inside("metrics.grafanaDashboard.annotations", ".a", "b").given(dashboard, on),
        Effect.of(policy, on),
        Effect.inside("networkPolicy.ingressFrom", "[0].podSelector.matchLabels.a", "b")
            .given(policy, on),
        Effect.inside("networkPolicy.egressPorts", "[0]", "8443").given(policy, on),
        Effect.of("nameOverride", "other"),
        Effect.of("fullnameOverride", "other"));
  }

  @ParameterizedTest
  @MethodSource("effects")
  void valueHasAnEffect(Effect effect) {
    var without = Chart.template(Chart.NAMESPACE, effect.given());
    var set = new HashMap<>(effect.given());
    set.putAll(effect.set());

    assertThat(Chart.template(Chart.NAMESPACE, set)).isNotEqualTo(without);
  }

  @Test
  void schemaAndValuesNameTheSame() throws IOException {
    var values = new YAMLMapper().readTree(VALUES.toFile());
    var schema = new ObjectMapper().readTree(Chart.FOLDER.resolve("values.schema.json").toFile());

    var inSchema = paths(schema, values, "").toList();
    assertThat(inSchema).isNotEmpty().doesNotHaveDuplicates();
    assertThat(new TreeSet<>(effects().stream().map(Effect::path).toList()))
        .isEqualTo(new TreeSet<>(inSchema));
  }

  @Test
  void valuesAreDocumented() throws IOException {
    var lines = Files.readAllLines(VALUES);

    // A map of URLs says it once for all of them.
    var undocumented =
        Stream.iterate(1, line -> line < lines.size(), line -> line + 1)
            .filter(line -> lines.get(line).matches(" *[a-zA-Z]+: .+"))
            .filter(line -> !lines.get(line).startsWith("    "))
            .filter(line -> !lines.get(line - 1).strip().startsWith("#"))
            .map(lines::get)
            .toList();
    assertThat(undocumented).isEmpty();
  }

  /** The paths of all values whose inside the schema leaves to Kubernetes or has none. */
  private static Stream<String> paths(JsonNode node, JsonNode values, String prefix) {
    assertThat(node.path("additionalProperties").asBoolean(true))
        .as("whether the schema lets unknown names pass in '%s'", prefix)
        .isFalse();
    return node.get("properties").properties().stream()
        .filter(property -> !property.getKey().equals("global"))
        .flatMap(
            property -> {
              var path = prefix + property.getKey();
              var value = values.get(property.getKey());
              assertThat(value).as("%s in %s", path, VALUES).isNotNull();
              return property.getValue().has("properties")
                  ? paths(property.getValue(), value, path + ".")
                  : Stream.of(path);
            });
  }
}
