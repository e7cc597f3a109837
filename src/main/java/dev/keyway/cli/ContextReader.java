package dev.keyway.cli;

import dev.keyway.policy.ContextValue;
import dev.keyway.policy.JsonValue;
import dev.keyway.policy.RequestContext;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads the condition keys of a request, and writes them the same way. */
final class ContextReader {
  private static final String PRESENT = "present";

  private ContextReader() {}

  static void read(Map<String, JsonValue> keys, RequestContext.Builder context) throws BadInput {
    Set<String> seen = new HashSet<>();
    for (var key : keys.entrySet()) {
      String place = "context." + key.getKey();
      if (key.getKey().isBlank()) {
        throw BadInput.at("context", "has an empty condition key");
      }
      if (!seen.add(key.getKey().toLowerCase(Locale.ROOT))) {
        throw BadInput.at(place, "occurs twice; the case of a key does not count");
      }
      context.with(key.getKey(), value(key.getValue(), place));
    }
  }

  private static ContextValue value(JsonValue value, String place) throws BadInput {
    return switch (value) {
      case JsonValue.Null _ -> new ContextValue.Absent();
      case JsonValue.Text _, JsonValue.Literal _ ->
          new ContextValue.Known(List.of(scalar(value, place)));
      case JsonValue.Array(List<JsonValue> items) -> {
        List<String> values = new ArrayList<>(items.size());
        for (int i = 0; i < items.size(); i++) {
          values.add(scalar(items.get(i), place + "[" + i + "]"));
        }
        yield new ContextValue.Known(values);
      }
      case JsonValue.Members _ -> presence(value, place);
    };
  }

  private static ContextValue presence(JsonValue value, String place) throws BadInput {
    return switch (Members.of(value, place, Set.of(PRESENT)).get(PRESENT)) {
      case JsonValue.Literal(String text) when text.equals("true") ->
          new ContextValue.PresentUnknown();
      case JsonValue.Literal(String text) when text.equals("false") -> new ContextValue.Absent();
      case JsonValue.Text(String text) when text.equals("unknown") -> new ContextValue.Unknown();
      case null, default ->
          throw BadInput.at(
              place, "must be values, null, or {\"present\": true}, false or \"unknown\"");
    };
  }

  private static String scalar(JsonValue value, String place) throws BadInput {
    return switch (value) {
      case JsonValue.Text(String text) -> text;
      case JsonValue.Literal(String text) -> text;
      case JsonValue.Null _, JsonValue.Array _, JsonValue.Members _ ->
          throw BadInput.at(place, "must be a string, number or boolean, not " + value.typeName());
    };
  }

  /** The value as {@link #read} takes it. */
  static JsonValue write(ContextValue value) {
    return switch (value) {
      case ContextValue.Known(List<String> values) ->
          new JsonValue.Array(values.stream().<JsonValue>map(JsonValue.Text::new).toList());
      case ContextValue.Absent _ -> new JsonValue.Null();
      case ContextValue.PresentUnknown _ ->
          new JsonObject().put(PRESENT, new JsonValue.Literal("true")).build();
      case ContextValue.Unknown _ -> new JsonObject().put(PRESENT, "unknown").build();
    };
  }
}
