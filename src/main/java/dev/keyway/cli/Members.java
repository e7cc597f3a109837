package dev.keyway.cli;

import dev.keyway.policy.JsonValue;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Takes JSON apart, or says where it is not what it must be. */
final class Members {
  private Members() {}

  static Map<String, JsonValue> of(JsonValue value, String place) throws BadInput {
    if (value instanceof JsonValue.Members(Map<String, JsonValue> byName)) {
      return byName;
    }
    throw BadInput.at(place, "must be an object, not " + value.typeName());
  }

  /** The members of an object that has no others than these. */
  static Map<String, JsonValue> of(JsonValue value, String place, Set<String> known)
      throws BadInput {
    Map<String, JsonValue> members = of(value, place);
    for (String name : members.keySet()) {
      if (!known.contains(name)) {
        throw BadInput.at(
            place.isEmpty() ? name : place + "." + name,
            "is no member here; there are " + String.join(", ", new TreeSet<>(known)));
      }
    }
    return members;
  }

  static String text(JsonValue value, String place) throws BadInput {
    if (value instanceof JsonValue.Text(String text)) {
      return text;
    }
    throw BadInput.at(place, "must be a string, not " + value.typeName());
  }
}
