package dev.keyway.cli;

import dev.keyway.policy.JsonValue;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts a JSON object together, its members in order. */
final class JsonObject {
  private final Map<String, JsonValue> members = new LinkedHashMap<>();

  JsonObject put(String member, JsonValue value) {
    members.put(member, value);
    return this;
  }

  JsonObject put(String member, @Nullable String text) {
    return put(member, text == null ? new JsonValue.Null() : new JsonValue.Text(text));
  }

  JsonObject put(String member, Collection<String> texts) {
    return put(member, array(texts.stream().<JsonValue>map(JsonValue.Text::new).toList()));
  }

  JsonObject putAll(String member, List<JsonObject> objects) {
    return put(member, array(objects.stream().map(JsonObject::build).toList()));
  }

  static JsonValue number(int value) {
    return new JsonValue.Literal(Integer.toString(value));
  }

  JsonValue build() {
    return new JsonValue.Members(members);
  }

  private static JsonValue array(List<JsonValue> items) {
    return new JsonValue.Array(items);
  }
}
