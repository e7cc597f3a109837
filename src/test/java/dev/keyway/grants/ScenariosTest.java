package dev.keyway.grants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.keyway.policy.PolicyDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * YAML in, policies out: a folder a case, with the YAML itself or, by the folder's name, one of the
 * examples. With {@code -Dkeyway.refresh=true} the policies are written first.
 */
class ScenariosTest {
  private static final Path CASES = Path.of("src", "test", "resources", "grants");
  private static final Path EXAMPLES = Path.of("examples");
  private static final String INPUT = "in.yaml";
  private static final JsonMapper JSON = new JsonMapper();

  @TestFactory
  Stream<DynamicTest> policiesAreWhatTheYamlAmountsTo() throws IOException {
    return list(CASES).stream()
        .map(folder -> dynamicTest(folder.getFileName().toString(), () -> check(folder)));
  }

  @Test
  void everyExampleIsACase() throws IOException {
    assertThat(list(EXAMPLES))
        .isNotEmpty()
        .allSatisfy(
            example ->
                assertThat(CASES.resolve(example.getFileName().toString().replace(".yaml", "")))
                    .isDirectory());
  }

  private static void check(Path folder) throws IOException {
    var wanted = files(Policies.of(Files.readString(input(folder))));
    if (Boolean.getBoolean("keyway.refresh")) {
      for (var file : wanted.entrySet()) {
        Files.writeString(folder.resolve(file.getKey()), file.getValue());
      }
    }

    assertThat(list(folder))
        .extracting(file -> file.getFileName().toString())
        .filteredOn(name -> !name.equals(INPUT))
        .as("the files of the case, none missing and none unused")
        .containsExactlyElementsOf(wanted.keySet());
    for (var file : wanted.entrySet()) {
      assertThat(folder.resolve(file.getKey())).hasContent(file.getValue());
    }
  }

  private static Path input(Path folder) {
    var own = folder.resolve(INPUT);
    return Files.exists(own) ? own : EXAMPLES.resolve(folder.getFileName() + ".yaml");
  }

  private static Map<String, String> files(Map<String, PolicyDocument> policies)
      throws IOException {
    var files = new TreeMap<String, String>();
    for (var policy : policies.entrySet()) {
      var tree = JSON.readTree(policy.getValue().toJson());
      files.put(policy.getKey() + ".json", tree.toPrettyString() + "\n");
    }
    return files;
  }

  private static List<Path> list(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }
}
