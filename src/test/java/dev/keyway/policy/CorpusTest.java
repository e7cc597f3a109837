package dev.keyway.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the size and the form of the tables, which the documentation promises. */
class CorpusTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          390 | conditions.yaml presence.yaml variables.yaml
          160 | elements.yaml
          70 | accounts.yaml
          130 | services.yaml
          200 | equivalence.yaml
          110 | widening.yaml
          60 | public.yaml
          90 | lint.yaml
          120 | refused.yaml
          40 | read.yaml
          """)
  void tablesHoldAtLeast(int promised, String tables) {
    assertThat(distinct(List.of(tables.split(" ")))).hasSizeGreaterThanOrEqualTo(promised);
  }

  /** The cases without name and source: the same case under two names counts once. */
  private static Set<JsonNode> distinct(List<String> tables) {
    Set<JsonNode> distinct = new HashSet<>();
    for (String table : tables) {
      for (JsonNode row : Tables.cases(table)) {
        ObjectNode bare = row.deepCopy();
        bare.remove(List.of("name", "source"));
        distinct.add(bare);
      }
    }
    return distinct;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "conditions.yaml",
        "presence.yaml",
        "variables.yaml",
        "elements.yaml",
        "accounts.yaml",
        "services.yaml",
        "equivalence.yaml",
        "widening.yaml",
        "public.yaml",
        "lint.yaml",
        "refused.yaml",
        "read.yaml"
      })
  void everyCaseHasANameOfItsOwnAndASource(String table) {
    List<JsonNode> cases = Tables.cases(table);
    assertThat(cases)
        .isNotEmpty()
        .allSatisfy(
            row -> {
              assertThat(row.path("name").asText()).as("%s", row).isNotBlank();
              assertThat(row.path("source").asText()).as("%s", row).isNotBlank();
            });
    assertThat(cases.stream().map(row -> row.path("name").asText())).doesNotHaveDuplicates();
    assertThat(distinct(List.of(table))).as("the same case under two names").hasSameSizeAs(cases);
  }
}
