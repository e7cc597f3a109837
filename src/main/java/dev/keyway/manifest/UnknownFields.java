package dev.keyway.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Finds fields that a CRD does not have: the API server drops them, or refuses them if asked to.
 */
final class UnknownFields {
  private static final Set<String> OF_ANY_OBJECT = Set.of("apiVersion", "kind", "metadata");
  private static final String PRESERVE = "x-kubernetes-preserve-unknown-fields";

  private final List<Violation> found = new ArrayList<>();

  private UnknownFields() {}

  static List<Violation> of(JsonNode schema, JsonNode object) {
    var search = new UnknownFields();
    var properties = schema.path("properties");
    for (var field : object.properties()) {
      if (properties.has(field.getKey())) {
        search.look(properties.get(field.getKey()), field.getValue(), field.getKey());
      } else if (!OF_ANY_OBJECT.contains(field.getKey())) {
        search.unknown(field.getKey());
      }
    }
    return List.copyOf(search.found);
  }

  private void look(JsonNode schema, JsonNode value, String place) {
    if (schema.path(PRESERVE).asBoolean()) {
      return;
    }
    if (value.isArray()) {
      for (int i = 0; i < value.size(); i++) {
        look(schema.path("items"), value.get(i), place + "[" + i + "]");
      }
    }
    var any = schema.path("additionalProperties");
    for (var field : value.properties()) {
      var inner = schema.path("properties").path(field.getKey());
      var where = place + "." + field.getKey();
      if (!inner.isMissingNode()) {
        look(inner, field.getValue(), where);
      } else if (any.isMissingNode()) {
        unknown(where);
      } else {
        look(any, field.getValue(), where);
      }
    }
  }

  private void unknown(String place) {
    found.add(new Violation(place, "unknown field", true));
  }
}
