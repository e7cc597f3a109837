package dev.keyway.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.keyway.support.Chart;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Alerts and dashboard ask for metrics, labels and values that the page of metrics has. */
class MonitoringTest {
  private static final Path PAGE = Path.of("docs", "metrics.md");
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `(keyway_[a-z_]+)(?:\\{([a-z,]+)})?` \\| ([a-z]+) \\| (.*) \\|$");
  private static final Pattern ALERT_ROW = Pattern.compile("(?m)^\\| `(Keyway[A-Za-z]+)` \\|");
  private static final Pattern SELECTOR =
      Pattern.compile("(keyway_[a-z_]+)(?:\\{([^}]*)})?(\\[[^\\]]+])?");
  private static final Pattern MATCHER =
      Pattern.compile("([a-z]+)\\s*(=~|!~|!=|=)\\s*\"([^\"]*)\"");
  private static final Pattern GROUPING = Pattern.compile("\\bby \\(([a-z, ]+)\\)");
  private static final Pattern TEMPLATE = Pattern.compile("\\$labels\\.([a-z]+)");

  /** A row of the page. */
  record Meter(Set<String> labels, String kind, String meaning) {}

  /** An expression, and where it stands. */
  record Query(String where, String expression) {
    @Override
    public String toString() {
      return where;
    }
  }

  private static Map<String, Meter> meters() {
    var meters = new TreeMap<String, Meter>();
    ROW.matcher(read(PAGE))
        .results()
        .forEach(
            row ->
                meters.put(
                    row.group(1),
                    new Meter(
                        row.group(2) == null
                            ? Set.of()
                            : Set.copyOf(Arrays.asList(row.group(2).split(",", -1))),
                        row.group(3),
                        row.group(4))));
    return meters;
  }

  static Stream<Query> queries() {
    return Stream.concat(
        alerts().map(alert -> new Query(text(alert, "alert"), text(alert, "expr"))),
        panels()
            .flatMap(
                panel ->
                    stream(panel.get("targets"))
                        .map(target -> new Query(text(panel, "title"), text(target, "expr")))));
  }

  @ParameterizedTest
  @MethodSource("queries")
  void asksForWhatThereIs(Query query) {
    var meters = meters();
    var selectors = SELECTOR.matcher(query.expression()).results().toList();
    assertThat(selectors).isNotEmpty();
    var labels = new HashSet<String>();
    for (var selector : selectors) {
      var name = selector.group(1).replaceAll("_(count|sum|max)$", "");
      assertThat(meters).containsKey(name);
      var meter = Objects.requireNonNull(meters.get(name));
      labels.addAll(meter.labels());
      boolean counts =
          meter.kind().equals("counter") || selector.group(1).matches(".*_(count|sum)");
      assertThat(selector.group(3) != null)
          .as("a range for a counter, none else")
          .isEqualTo(counts);
      MATCHER
          .matcher(selector.group(2) == null ? "" : selector.group(2))
          .results()
          .forEach(
              matcher -> {
                assertThat(meter.labels()).contains(matcher.group(1));
                assertThat(matcher.group(3).split("\\|", -1))
                    .allSatisfy(
                        value ->
                            assertThat(page(meters, matcher.group(1))).contains("`" + value + "`"));
              });
    }
    GROUPING
        .matcher(query.expression())
        .results()
        .flatMap(by -> Stream.of(by.group(1).split(", ", -1)))
        .forEach(label -> assertThat(labels).contains(label));
    assertThat(query.expression().chars().filter(c -> c == '(').count())
        .isEqualTo(query.expression().chars().filter(c -> c == ')').count());
  }

  /** What the page says of meters with that label. */
  private static String page(Map<String, Meter> meters, String label) {
    return meters.values().stream()
        .filter(meter -> meter.labels().contains(label))
        .map(Meter::meaning)
        .collect(Collectors.joining(" "));
  }

  static Stream<JsonNode> alerts() {
    try {
      var file = new YAMLMapper().readTree(Chart.FOLDER.resolve("files/alerts.yaml").toFile());
      return stream(file.get("groups")).flatMap(group -> stream(group.get("rules")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void alertSaysWhatItIsAboutByLabelsThatItsExpressionKeeps(JsonNode alert) {
    assertThat(text(alert.get("labels"), "severity")).isIn("critical", "warning");
    var kept = new TreeSet<String>();
    var outer = GROUPING.matcher(text(alert, "expr"));
    if (outer.find()) {
      kept.addAll(Arrays.asList(outer.group(1).split(", ", -1)));
    }
    for (var part : List.of("summary", "description")) {
      var said = text(alert.get("annotations"), part);
      assertThat(said).isNotBlank();
      TEMPLATE
          .matcher(said)
          .results()
          .forEach(label -> assertThat(kept).as(said).contains(label.group(1)));
    }
  }

  @Test
  void pageListsTheAlerts() {
    assertThat(ALERT_ROW.matcher(read(PAGE)).results().map(row -> row.group(1)))
        .containsExactlyElementsOf(alerts().map(alert -> text(alert, "alert")).toList());
  }

  @Test
  void alertsArriveInTheRuleAsTheyAre() throws IOException {
    var rule =
        (GenericKubernetesResource)
            Chart.render(Map.of("metrics.prometheusRule.enabled", "true")).stream()
                .filter(object -> object.getKind().equals("PrometheusRule"))
                .findFirst()
                .orElseThrow();

    var json = new ObjectMapper();
    assertThat(json.<JsonNode>valueToTree(rule.<Object>get("spec")))
        .isEqualTo(new YAMLMapper().readTree(Chart.FOLDER.resolve("files/alerts.yaml").toFile()));
  }

  @Test
  void dashboardArrivesAsItIsWithTheLabelOfTheSidecar() throws IOException {
    var config =
        (ConfigMap)
            Chart.render(
                    Map.of(
                        "metrics.grafanaDashboard.enabled", "true",
                        "metrics.grafanaDashboard.annotations.grafana_folder", "Messaging"))
                .stream()
                .filter(object -> object instanceof ConfigMap)
                .findFirst()
                .orElseThrow();

    assertThat(config.getMetadata().getLabels()).containsEntry("grafana_dashboard", "1");
    assertThat(config.getMetadata().getAnnotations()).containsEntry("grafana_folder", "Messaging");
    assertThat(new ObjectMapper().readTree(config.getData().get("keyway.json")))
        .isEqualTo(dashboard());
  }

  @Test
  void panelsDoNotOverlap() {
    var cells = new ArrayList<String>();
    panels()
        .map(panel -> panel.get("gridPos"))
        .forEach(
            at -> {
              for (int x = 0; x < at.get("w").intValue(); x++) {
                for (int y = 0; y < at.get("h").intValue(); y++) {
                  cells.add((at.get("x").intValue() + x) + "/" + (at.get("y").intValue() + y));
                }
              }
              assertThat(at.get("x").intValue() + at.get("w").intValue()).isLessThanOrEqualTo(24);
            });

    assertThat(cells).isNotEmpty().doesNotHaveDuplicates();
    assertThat(panels().map(panel -> panel.get("id").intValue())).doesNotHaveDuplicates();
  }

  private static Stream<JsonNode> panels() {
    return stream(dashboard().get("panels"));
  }

  private static JsonNode dashboard() {
    try {
      return new ObjectMapper().readTree(Chart.FOLDER.resolve("files/dashboard.json").toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<JsonNode> stream(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false);
  }

  private static String text(JsonNode node, String field) {
    return node.required(field).asText();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
