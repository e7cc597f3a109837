package dev.keyway.api.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every CRD has to say, found by walking the generated schemas. */
class CrdSchemaTest {
  static Stream<Class<? extends CustomResource<?, ?>>> kinds() {
    return CrdGenerator.KINDS.stream();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void everyFieldIsDescribedAndBounded(Class<? extends CustomResource<?, ?>> kind) {
    var complaints = new ArrayList<String>();
    walk(schema(kind), "", complaints);
    assertThat(complaints).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void specIsRequiredAndStatusStartsUnobserved(Class<? extends CustomResource<?, ?>> kind) {
    var schema = schema(kind);
    assertThat(schema.at("/required/0").asText()).isEqualTo("spec");
    assertThat(schema.at("/properties/status/default/observedGeneration").asInt()).isEqualTo(-1);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void nothingDefaultsInsideSpec(Class<? extends CustomResource<?, ?>> kind) {
    assertThat(schema(kind).at("/properties/spec").findValues("default")).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void columnsStandInTheOrderOfTheirDeclaration(Class<? extends CustomResource<?, ?>> kind) {
    var columns = CrdGenerator.crd(kind).at("/spec/versions/0/additionalPrinterColumns");
    assertThat(columns.findValuesAsText("name"))
        .startsWith("READY", "REASON")
        .containsSubsequence(
            kind == AccountBinding.class
                ? List.of("ACCOUNT", "AGE", "ROLE")
                : List.of("DRIFT", "AGE", "ARN"));
  }

  private static JsonNode schema(Class<? extends CustomResource<?, ?>> kind) {
    return CrdGenerator.crd(kind).at("/spec/versions/0/schema/openAPIV3Schema");
  }

  private static void walk(JsonNode schema, String path, List<String> complaints) {
    complaints.addAll(complaints(schema, path));
    schema
        .path("properties")
        .properties()
        .forEach(
            member -> {
              var field = path + "." + member.getKey();
              if (member.getValue().path("description").asText().isBlank()) {
                complaints.add(field + ": no description");
              }
              walk(member.getValue(), field, complaints);
            });
    for (var inner : List.of("items", "additionalProperties")) {
      if (schema.has(inner)) {
        walk(schema.get(inner), path + "[]", complaints);
      }
    }
  }

  private static List<String> complaints(JsonNode schema, String path) {
    return switch (schema.path("type").asText()) {
      case "string" ->
          schema.has("maxLength") || schema.has("enum") || schema.has("format")
              ? List.of()
              : List.of(path + ": a string without maxLength, enum or format");
      case "array" ->
          schema.has("maxItems") && schema.has("x-kubernetes-list-type")
              ? List.of()
              : List.of(path + ": a list without maxItems or list type");
      case "object" ->
          schema.has("maxProperties") || schema.has("properties")
              ? List.of()
              : List.of(path + ": a map without maxProperties");
      default -> List.of();
    };
  }
}
