package dev.keyway.api.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.client.CustomResource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever a CRD refuses in spec, a fixture of that kind shows, with the message; whatever it
 * takes, a fixture sets. {@code AdmissionIT} asks the API server whether the fixtures are right.
 */
class AdmissionCoverageTest {
  private static final Path FIXTURES = Path.of("src", "test", "resources", "admission");
  private static final Pattern LITERAL = Pattern.compile("\"([^\"]+)\"");

  /**
   * All principals share a record; a service that reads or administers is always refused, and so is
   * a Sid, which a rule can only see where it is declared.
   */
  private static final Pattern NEVER_ACCEPTED =
      Pattern.compile(
          "spec\\.(consumers|administrators|users)\\.principal\\.service(\\..*)?"
              + "|spec\\.additionalStatements\\.statement\\.Sid");

  private static final YAMLMapper YAML = new YAMLMapper();

  static Stream<Class<? extends CustomResource<?, ?>>> kinds() {
    return CrdGenerator.KINDS.stream();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void everyRuleOfAKindRefusesAFixtureOfThatKind(Class<? extends CustomResource<?, ?>> kind) {
    var expectations = expectations(kind);
    var rules = new ArrayList<JsonNode>();
    schema(kind).findValues("x-kubernetes-validations").forEach(list -> list.forEach(rules::add));

    assertThat(rules)
        .isNotEmpty()
        .allSatisfy(
            rule ->
                assertThat(expectations)
                    .as("an `# expect:` line for %s", rule)
                    .anyMatch(line -> literals(rule).stream().allMatch(line::contains)));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void everyBoundInSpecRefusesAFixture(Class<? extends CustomResource<?, ?>> kind) {
    var expectations = expectations(kind);
    var bounds = new ArrayList<Bound>();
    bounds(schema(kind).at("/properties/spec"), "spec", bounds);

    assertThat(bounds)
        .isNotEmpty()
        .allSatisfy(bound -> assertThat(expectations).as("for %s", bound).anyMatch(bound.shown()));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void everyFieldOfSpecIsSetInAFixtureThatIsAccepted(Class<? extends CustomResource<?, ?>> kind) {
    var declared = new TreeSet<String>();
    fields(schema(kind).at("/properties/spec"), "spec", declared);
    declared.removeIf(NEVER_ACCEPTED.asMatchPredicate());
    var set = new TreeSet<String>();
    fixtures(kind, "valid-").forEach(file -> documents(file).forEach(d -> values(d, "", set)));

    declared.removeAll(set);
    assertThat(declared).as("fields of spec that no `valid-*` sets").isEmpty();
  }

  @Test
  void thereAreAtLeast120Fixtures() {
    assertThat(kinds().flatMap(kind -> fixtures(kind, "").stream())).hasSizeGreaterThan(119);
  }

  /** A limit of a field, and how the API server words it when it is passed. */
  private record Bound(String path, String message) {
    Predicate<String> shown() {
      var place =
          Pattern.quote(path).replace("[]", "\\E\\[\\d+\\]\\Q").replace("{}", "\\E\\.[^:]+\\Q");
      return Pattern.compile(place + ": .*" + Pattern.quote(message)).asMatchPredicate();
    }
  }

  private static void bounds(JsonNode schema, String path, List<Bound> found) {
    schema
        .properties()
        .forEach(
            keyword -> {
              var message = message(keyword.getKey(), keyword.getValue());
              if (!message.isEmpty()) {
                found.add(new Bound(path, message));
              }
            });
    schema
        .path("properties")
        .properties()
        .forEach(member -> bounds(member.getValue(), path + "." + member.getKey(), found));
    if (schema.has("items")) {
      bounds(schema.get("items"), path + "[]", found);
    }
    if (schema.path("additionalProperties").isObject()) {
      bounds(schema.get("additionalProperties"), path + "{}", found);
    }
  }

  private static String message(String keyword, JsonNode limit) {
    return switch (keyword) {
      case "minimum" -> "should be greater than or equal to " + limit.asText();
      case "maximum" -> "should be less than or equal to " + limit.asText();
      case "maxLength" -> "may not be more than " + limit.asText() + " bytes";
      case "maxItems", "maxProperties" -> "must have at most " + limit.asText() + " items";
      case "minProperties" -> "should have at least " + limit.asText() + " properties";
      case "pattern" -> "should match '" + limit.asText() + "'";
      case "enum" -> "supported values: " + String.join(", ", quoted(limit));
      default -> "";
    };
  }

  private static List<String> quoted(JsonNode values) {
    return values.valueStream().map(value -> '"' + value.asText() + '"').sorted().toList();
  }

  private static void fields(JsonNode schema, String path, Set<String> found) {
    schema
        .path("properties")
        .properties()
        .forEach(
            member -> {
              var field = path + "." + member.getKey();
              found.add(field);
              fields(member.getValue(), field, found);
            });
    if (schema.has("items")) {
      fields(schema.get("items"), path, found);
    }
  }

  private static void values(JsonNode value, String path, Set<String> found) {
    found.add(path);
    if (value.isArray()) {
      value.forEach(item -> values(item, path, found));
    }
    value
        .properties()
        .forEach(
            member -> {
              var field = path.isEmpty() ? member.getKey() : path + "." + member.getKey();
              values(member.getValue(), field, found);
            });
  }

  private static List<String> literals(JsonNode rule) {
    return rule.has("message")
        ? List.of(rule.get("message").asText())
        : LITERAL
            .matcher(rule.get("messageExpression").asText())
            .results()
            .map(match -> match.group(1))
            .toList();
  }

  private static List<String> expectations(Class<? extends CustomResource<?, ?>> kind) {
    return fixtures(kind, "invalid-").stream()
        .flatMap(file -> text(file).lines())
        .filter(line -> line.startsWith("# expect: "))
        .map(line -> line.substring("# expect: ".length()))
        .toList();
  }

  private static List<JsonNode> documents(Path file) {
    try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(text(file))) {
      return documents.readAll();
    } catch (IOException e) {
      throw new UncheckedIOException(file.toString(), e);
    }
  }

  private static List<Path> fixtures(Class<? extends CustomResource<?, ?>> kind, String prefix) {
    var folder = FIXTURES.resolve(kind.getSimpleName().toLowerCase(Locale.ROOT));
    try (var files = Files.list(folder)) {
      return files.filter(file -> file.getFileName().toString().startsWith(prefix)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode schema(Class<? extends CustomResource<?, ?>> kind) {
    return CrdGenerator.crd(kind).at("/spec/versions/0/schema/openAPIV3Schema");
  }
}
