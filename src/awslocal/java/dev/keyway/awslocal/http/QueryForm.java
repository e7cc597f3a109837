package dev.keyway.awslocal.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyway.awslocal.base.Json;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * The AWS Query protocol's parameters as a tree: {@code A.member.1.B} is a list of structures,
 * {@code A.entry.1.key} and {@code .value} are a map.
 */
final class QueryForm {

  private QueryForm() {}

  static ObjectNode parse(byte[] body) {
    ObjectNode tree = Json.object();
    for (String pair : new String(body, StandardCharsets.UTF_8).split("&")) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        String name = decode(pair.substring(0, equals));
        put(tree, name.split("\\."), decode(pair.substring(equals + 1)));
      }
    }
    return (ObjectNode) folded(tree);
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static void put(ObjectNode tree, String[] path, String value) {
    ObjectNode at = tree;
    for (int i = 0; i < path.length - 1; i++) {
      at = at.withObjectProperty(path[i]);
    }
    at.put(path[path.length - 1], value);
  }

  /** Turns {@code {"member": {"1": x}}} into a list and {@code {"entry": …}} into a map. */
  private static JsonNode folded(JsonNode node) {
    if (!node.isObject()) {
      return node;
    }
    if (node.size() == 1 && node.has("member")) {
      return numbered(node.path("member")).values().stream()
          .reduce(Json.array(), (list, item) -> list.add(folded(item)), (a, b) -> a);
    }
    ObjectNode written = Json.object();
    if (node.size() == 1 && node.has("entry")) {
      for (JsonNode entry : numbered(node.path("entry")).values()) {
        JsonNode key = entry.path(entry.has("key") ? "key" : "Name");
        JsonNode value = entry.path(entry.has("value") ? "value" : "Value");
        written.set(key.asText(), value.isMissingNode() ? Json.object() : folded(value));
      }
      return written;
    }
    node.properties().forEach(e -> written.set(e.getKey(), folded(e.getValue())));
    return written;
  }

  private static Map<Integer, JsonNode> numbered(JsonNode node) {
    Map<Integer, JsonNode> items = new TreeMap<>();
    node.properties().forEach(e -> items.put(Integer.parseInt(e.getKey()), e.getValue()));
    return items;
  }
}
