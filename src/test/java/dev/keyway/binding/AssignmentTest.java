package dev.keyway.binding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.api.v1alpha1.AccountBindingSpec;
import dev.keyway.reconcile.Manifests;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AssignmentTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  @ParameterizedTest(name = "{0} takes {1}: {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                                                                         |            | true",
        "{matchLabels: {team: pay}}                                                 | team=pay   | true",
        "{matchLabels: {team: pay}}                                                 | team=other | false",
        "{matchLabels: {team: pay, stage: prod}}                                    | team=pay   | false",
        "{matchExpressions: [{key: team, operator: In, values: [pay, ship]}]}       | team=ship  | true",
        "{matchExpressions: [{key: team, operator: In, values: [pay]}]}             |            | false",
        "{matchExpressions: [{key: team, operator: NotIn, values: [pay]}]}          | team=pay   | false",
        "{matchExpressions: [{key: team, operator: NotIn, values: [pay]}]}          |            | true",
        "{matchExpressions: [{key: team, operator: Exists}]}                        | team=''    | true",
        "{matchExpressions: [{key: team, operator: Exists}]}                        |            | false",
        "{matchExpressions: [{key: team, operator: DoesNotExist}]}                  | team=pay   | false",
        "{matchExpressions: [{key: team, operator: DoesNotExist}]}                  |            | true",
        "{matchLabels: {team: pay}, matchExpressions: [{key: a, operator: Exists}]} | team=pay   | false",
      })
  void aSelectorTakesWhatKubernetesSelectorsTake(String selector, String labels, boolean taken) {
    var assignment = Assignment.of(List.of(binding("b", 0, selector)), Map.of("ns", map(labels)));

    assertThat(assignment.serving("ns").isPresent()).isEqualTo(taken);
    assertThat(assignment.servedBy("b")).isEqualTo(taken ? Set.of("ns") : Set.of());
  }

  @Test
  void ofTwoTheOlderServesAndTheNewerSaysWhich() {
    var older = binding("z-older", 0, "{matchLabels: {team: pay}}");
    var newer = binding("a-newer", 1, "{}");

    var assignment =
        Assignment.of(
            List.of(newer, older),
            Map.of("payments", Map.of("team", "pay"), "orders", Map.<String, String>of()));

    assertThat(assignment.servedBy("z-older")).containsExactly("payments");
    assertThat(assignment.servedBy("a-newer")).containsExactly("orders");
    assertThat(assignment.conflicts("a-newer")).isEqualTo(Map.of("z-older", Set.of("payments")));
    assertThat(assignment.conflicts("z-older")).isEmpty();
  }

  @Test
  void ofTwoOfTheSameAgeTheNameDecides() {
    var assignment =
        Assignment.of(
            List.of(binding("b", 0, "{}"), binding("a", 0, "{}")),
            Map.of("ns", Map.<String, String>of()));

    assertThat(assignment.servedBy("a")).containsExactly("ns");
  }

  @Test
  void onlyNamespacesWithAnotherBindingOrSpecHaveChanged() {
    var labels = Map.of("a", Map.of("team", "pay"), "b", Map.<String, String>of());
    var before = Assignment.of(List.of(binding("all", 1, "{}")), labels);
    var pay = binding("pay", 0, "{matchLabels: {team: pay}}");
    var after = Assignment.of(List.of(binding("all", 1, "{}"), pay), labels);

    assertThat(after.changedSince(before)).containsExactly("a");
    assertThat(before.changedSince(after)).containsExactly("a");
    assertThat(after.changedSince(after)).isEmpty();
    assertThat(before.changedSince(Assignment.of(List.of(), labels))).containsExactly("a", "b");
  }

  static Binding binding(String name, int age, String selector) {
    var spec =
        Manifests.spec(
            AccountBindingSpec.class,
            "---\n{accountId: '111122223333', namespaceSelector: %s, defaultRegion: eu-central-1, regions: [eu-central-1]}"
                .formatted(selector));
    return new Binding(name, 1, START.plusSeconds(age), false, spec, null);
  }

  private static Map<String, String> map(String label) {
    if (label == null) {
      return Map.of();
    }
    var parts = label.split("=", 2);
    return Map.of(parts[0], parts[1].replace("'", ""));
  }
}
