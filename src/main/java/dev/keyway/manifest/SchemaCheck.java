package dev.keyway.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Checks an object against the structural schema of its CRD, with the API server's words. What
 * Keyway's CRDs do not use is not here.
 */
final class SchemaCheck {
  private final List<Violation> found = new ArrayList<>();

  private SchemaCheck() {}

  static List<Violation> of(JsonNode schema, JsonNode object) {
    var check = new SchemaCheck();
    check.members(schema, object, "");
    return List.copyOf(check.found);
  }

  private void check(JsonNode schema, JsonNode value, String place) {
    var type = schema.path("type").asText("");
    boolean typed = type.isEmpty() || type.equals(typeOf(value));
    if (!typed) {
      violated(place, "must be of type " + type + ": \"" + typeOf(value) + "\"");
    }
    options(schema, value, place);
    if (typed) {
      switch (value.getNodeType()) {
        case OBJECT -> object(schema, value, place);
        case ARRAY -> list(schema, value, place);
        case STRING -> string(schema, value.textValue(), place);
        case NUMBER -> number(schema, value, place);
        case BOOLEAN, BINARY, MISSING, NULL, POJO -> {}
      }
    }
  }

  private static String typeOf(JsonNode value) {
    return switch (value.getNodeType()) {
      case OBJECT, POJO -> "object";
      case ARRAY -> "array";
      case STRING, BINARY -> "string";
      case BOOLEAN -> "boolean";
      case NUMBER -> value.isIntegralNumber() ? "integer" : "number";
      case NULL, MISSING -> "null";
    };
  }

  private void options(JsonNode schema, JsonNode value, String place) {
    var options = schema.path("enum");
    if (options.isMissingNode() || contains(options, value)) {
      return;
    }
    var supported =
        StreamSupport.stream(options.spliterator(), false)
            .map(JsonNode::toString)
            .collect(Collectors.joining(", "));
    violated(place, "Unsupported value: " + value + ": supported values: " + supported);
  }

  private static boolean contains(JsonNode options, JsonNode value) {
    return StreamSupport.stream(options.spliterator(), false).anyMatch(value::equals);
  }

  private void object(JsonNode schema, JsonNode value, String place) {
    if (value.size() > schema.path("maxProperties").asInt(Integer.MAX_VALUE)) {
      violated(place, "must have at most " + schema.get("maxProperties") + " items");
    }
    if (value.size() < schema.path("minProperties").asInt(0)) {
      outside(place, "should have at least " + schema.get("minProperties") + " properties");
    }
    members(schema, value, place + ".");
  }

  private void members(JsonNode schema, JsonNode value, String prefix) {
    for (var required : schema.path("required")) {
      if (!value.has(required.textValue())) {
        violated(prefix + required.textValue(), "Required value");
      }
    }
    for (var field : value.properties()) {
      var inner = schema.path("properties").path(field.getKey());
      var checked = inner.isMissingNode() ? schema.path("additionalProperties") : inner;
      if (checked.isObject()) {
        check(checked, field.getValue(), prefix + field.getKey());
      }
    }
  }

  private void list(JsonNode schema, JsonNode value, String place) {
    if (value.size() > schema.path("maxItems").asInt(Integer.MAX_VALUE)) {
      violated(place, "must have at most " + schema.get("maxItems") + " items");
    }
    if (value.size() < schema.path("minItems").asInt(0)) {
      outside(place, "should have at least " + schema.get("minItems") + " items");
    }
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < value.size(); i++) {
      var item = place + "[" + i + "]";
      check(schema.path("items"), value.get(i), item);
      var identity = identity(schema, value.get(i));
      if (!identity.isEmpty() && !seen.add(identity)) {
        outside(item, "Duplicate value: " + identity);
      }
    }
  }

  // What makes entries of a list one and the same; empty where nothing does.
  private static String identity(JsonNode schema, JsonNode item) {
    return switch (schema.path("x-kubernetes-list-type").asText("")) {
      case "set" -> item.toString();
      case "map" -> {
        Map<String, JsonNode> keys = new LinkedHashMap<>();
        for (var key : schema.path("x-kubernetes-list-map-keys")) {
          keys.put('"' + key.textValue() + '"', item.path(key.textValue()));
        }
        yield keys.entrySet().stream()
            .map(key -> key.getKey() + ":" + key.getValue())
            .collect(Collectors.joining(",", "{", "}"));
      }
      default -> "";
    };
  }

  private void string(JsonNode schema, String value, String place) {
    int length = value.getBytes(StandardCharsets.UTF_8).length;
    if (value.codePointCount(0, value.length())
        > schema.path("maxLength").asInt(Integer.MAX_VALUE)) {
      violated(place, "may not be more than " + schema.get("maxLength") + " bytes");
    }
    if (length < schema.path("minLength").asInt(0)) {
      outside(place, "should be at least " + schema.get("minLength") + " chars long");
    }
  }

  private void number(JsonNode schema, JsonNode value, String place) {
    var decimal = value.decimalValue();
    var maximum = schema.path("maximum");
    var minimum = schema.path("minimum");
    if (maximum.isNumber() && decimal.compareTo(maximum.decimalValue()) > 0) {
      outside(place, "should be less than or equal to " + maximum);
    }
    if (minimum.isNumber() && decimal.compareTo(minimum.decimalValue()) < 0) {
      outside(place, "should be greater than or equal to " + minimum);
    }
  }

  private void violated(String place, String rule) {
    found.add(new Violation(place, rule, true));
  }

  private void outside(String place, String rule) {
    found.add(new Violation(place, rule, false));
  }
}
