package dev.keyway.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The fixtures that {@code AdmissionIT} gives to the real API server are judged alike without one.
 * Of those with several documents, which are updates, the first is accepted.
 */
class AdmissionFixturesTest {
  private static final Path FIXTURES = Path.of("src", "test", "resources", "admission");
  private static final String EXPECT = "# expect: ";
  private static final String UNKNOWN = "BadRequest: strict decoding error: unknown field ";

  @TestFactory
  Stream<DynamicTest> fixtures() throws IOException {
    try (var files = Files.walk(FIXTURES)) {
      return files.filter(Files::isRegularFile).sorted().toList().stream()
          .map(file -> DynamicTest.dynamicTest(file.toString(), () -> judged(file)));
    }
  }

  private static void judged(Path file) throws IOException {
    var steps = Files.readString(file).split("(?m)^---$", -1);
    var found = problems(steps[0]);
    if (steps.length > 1 || file.getFileName().toString().startsWith("valid-")) {
      assertThat(found).isEmpty();
      return;
    }
    var expected = expectations(file);
    assertThat(found).hasSameSizeAs(expected);
    assertThat(expected).allSatisfy(e -> assertThat(found).anyMatch(p -> matches(p, e)));
  }

  private static List<Problem> problems(String yaml) {
    var manifests = new Manifests("default");
    manifests.read("fixture", yaml);
    return manifests.problems();
  }

  private static boolean matches(Problem problem, String expectation) {
    if (expectation.startsWith(UNKNOWN)) {
      return problem.rule().equals("unknown field")
          && expectation.equals(UNKNOWN + '"' + problem.place() + '"');
    }
    int colon = expectation.indexOf(": ");
    var place = expectation.substring(0, colon).replace("<nil>", "");
    return problem.place().equals(place)
        && problem.rule().endsWith(expectation.substring(colon + 2));
  }

  private static List<String> expectations(Path file) throws IOException {
    return Files.readString(file)
        .lines()
        .filter(line -> line.startsWith(EXPECT))
        .map(line -> line.substring(EXPECT.length()))
        .toList();
  }
}
