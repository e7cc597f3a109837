package dev.keyway.policy;

import java.util.List;
import java.util.Map;

/** A JSON value as it was written: numbers keep their text, no member occurs twice. */
sealed interface JsonValue {
  record Text(String text) implements JsonValue {}

  /** A number, {@code true} or {@code false}, by its text. */
  record Literal(String text) implements JsonValue {}

  record Null() implements JsonValue {}

  record Array(List<JsonValue> items) implements JsonValue {}

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
