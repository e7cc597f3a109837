package dev.keyway.gitops;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/** What Argo CD makes of an object, by the scripts of the ConfigMap that this repository ships. */
public final class ArgoCd {
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final JsonNode DATA = config().get("data");

  /** How Argo CD shows an object. */
  public record Health(String status, String message) {}

  private ArgoCd() {}

  /** Return the health of an object. */
  public static Health health(JsonNode object) {
    var answer = Lua.run(data("health", object).textValue(), object);
    return new Health(answer.get("status").textValue(), answer.get("message").textValue());
  }

  /** Return the actions that are offered, by name, and whether each can be chosen. */
  static Map<String, Boolean> actions(JsonNode object) {
    var answer = Lua.run(actionsOf(object).get("discovery.lua").textValue(), object);
    var actions = new TreeMap<String, Boolean>();
    answer
        .properties()
        .forEach(action -> actions.put(action.getKey(), !enabled(action.getValue())));
    return actions;
  }

  private static boolean enabled(JsonNode action) {
    return action.get("disabled").booleanValue();
  }

  /** Return the object as an action leaves it. */
  public static JsonNode act(String action, JsonNode object) {
    var definition =
        StreamSupport.stream(actionsOf(object).get("definitions").spliterator(), false)
            .filter(found -> found.get("name").textValue().equals(action))
            .findFirst()
            .orElseThrow();
    var changed = Lua.run(definition.get("action.lua").textValue(), object);
    return cleaned(changed, object);
  }

  /**
   * A script cannot tell an empty map from an empty list, so Argo CD puts back every map that comes
   * out as an empty list.
   */
  private static JsonNode cleaned(JsonNode changed, JsonNode before) {
    if (changed instanceof ArrayNode list && list.isEmpty() && before.isObject()) {
      return before;
    }
    if (changed instanceof ObjectNode object) {
      for (var field : before.properties()) {
        if (object.has(field.getKey())) {
          object.set(field.getKey(), cleaned(object.get(field.getKey()), field.getValue()));
        }
      }
    }
    if (changed instanceof ArrayNode list && before.isArray()) {
      for (int i = 0; i < Math.min(list.size(), before.size()); i++) {
        list.set(i, cleaned(list.get(i), before.get(i)));
      }
    }
    return changed;
  }

  private static JsonNode actionsOf(JsonNode object) {
    try {
      return YAML.readTree(data("actions", object).textValue());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode data(String what, JsonNode object) {
    var group = object.get("apiVersion").textValue().split("/", -1)[0];
    var kind = object.get("kind").textValue();
    return DATA.required("resource.customizations." + what + "." + group + "_" + kind);
  }

  private static JsonNode config() {
    try {
      return YAML.readTree(Scripts.CONFIG.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
