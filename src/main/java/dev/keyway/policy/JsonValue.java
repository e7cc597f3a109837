package dev.keyway.policy;

import java.util.List;
import java.util.Map;

/** A JSON value as it was written: numbers keep their text, no member occurs twice. */
public sealed interface JsonValue {
  /** The place of a {@link PolicySyntaxException} that concerns the text as a whole. */
  String WHOLE = JsonReader.ROOT;

  /**
   * Read JSON text as strictly as a policy document: bounded in size and depth, no member twice,
   * nothing after the value.
   *
   * @throws PolicySyntaxException with the place and the rule that was broken
   */
  static JsonValue parse(String json) throws PolicySyntaxException {
    return JsonReader.read(json);
  }

  /** A string. */
  record Text(String text) implements JsonValue {}

  /** A number, {@code true} or {@code false}, by its text. */
  record Literal(String text) implements JsonValue {}

  /** {@code null}. */
  record Null() implements JsonValue {}

  /** A list. */
  record Array(List<JsonValue> items) implements JsonValue {}

  /** An object, its members in the order of the text. */
  record Members(Map<String, JsonValue> byName) implements JsonValue {}

  /** How to name the type in a message. */
  default String typeName() {
    return switch (this) {
      case Text _ -> "a string";
      case Literal _ -> "a number or boolean";
      case Null _ -> "null";
      case Array _ -> "a list";
      case Members _ -> "an object";
    };
  }
}
