package dev.keyway.policy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the parts that statements are made of. */
final class ElementReader {
  private static final String ANYONE = "*";

  private ElementReader() {}

  static Principals principals(JsonValue value, boolean negated, String place)
      throws PolicySyntaxException {
    List<Principal> found = new ArrayList<>();
    switch (value) {
      case JsonValue.Text(String text) when text.equals(ANYONE) ->
          found.add(new Principal.Anyone(false));
      case JsonValue.Members(Map<String, JsonValue> byName) -> {
        for (var member : byName.entrySet()) {
          String inner = JsonReader.inside(place, member.getKey());
          Principal.Kind kind = principalKind(member.getKey(), inner);
          for (String text : texts(member.getValue(), inner)) {
            found.add(principal(kind, text, inner));
          }
        }
      }
      default ->
          throw new PolicySyntaxException(
              place, "must be \"*\" or an object with kinds of principal");
    }
    if (found.isEmpty()) {
      throw new PolicySyntaxException(place, "names no principal");
    }
    return new Principals(negated, found);
  }

  private static Principal.Kind principalKind(String member, String place)
      throws PolicySyntaxException {
    for (Principal.Kind kind : Principal.Kind.values()) {
      if (kind.member().equals(member)) {
        return kind;
      }
    }
    throw new PolicySyntaxException(
        place, "is not a kind of principal (AWS, Service, Federated, CanonicalUser)");
  }

  private static Principal principal(Principal.Kind kind, String text, String place)
      throws PolicySyntaxException {
    try {
      return switch (kind) {
        case AWS -> Principal.aws(text);
        case SERVICE -> new Principal.Service(text);
        case FEDERATED -> new Principal.Federated(text);
        case CANONICAL_USER -> new Principal.CanonicalUser(text);
      };
    } catch (IllegalArgumentException e) {
      throw new PolicySyntaxException(
          place,
          "\"" + text + "\" is not an account, an ARN without wildcards, a unique id or \"*\"");
    }
  }

  static List<String> actions(JsonValue value, String place) throws PolicySyntaxException {
    List<String> actions = texts(value, place);
    for (String action : actions) {
      if (!isAction(action)) {
        throw new PolicySyntaxException(
            place, "\"" + action + "\" is not \"*\" or service:Action without spaces");
      }
    }
    return actions;
  }

  private static boolean isAction(String text) {
    if (text.equals(ANYONE)) {
      return true;
    }
    int colon = text.indexOf(':');
    return colon > 0
        && colon < text.length() - 1
        && text.indexOf(':', colon + 1) < 0
        && text.chars().noneMatch(c -> c <= ' ' || c == ',');
  }

  static List<String> resources(JsonValue value, String place) throws PolicySyntaxException {
    List<String> resources = texts(value, place);
    if (resources.stream().anyMatch(String::isBlank)) {
      throw new PolicySyntaxException(place, "has an empty resource");
    }
    return resources;
  }

  static List<Condition> conditions(JsonValue value, String place) throws PolicySyntaxException {
    List<Condition> conditions = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (var operator : members(value, place).entrySet()) {
      String atOperator = JsonReader.inside(place, operator.getKey());
      Map<String, JsonValue> keys = members(operator.getValue(), atOperator);
      if (operator.getKey().isBlank() || keys.isEmpty()) {
        throw new PolicySyntaxException(atOperator, "names no condition key");
      }
      for (var key : keys.entrySet()) {
        String atKey = JsonReader.inside(atOperator, key.getKey());
        if (key.getKey().isBlank()) {
          throw new PolicySyntaxException(atKey, "is an empty condition key");
        }
        if (!seen.add(RequestContext.fold(operator.getKey() + " " + key.getKey()))) {
          throw new PolicySyntaxException(atKey, "occurs twice, in another case");
        }
        conditions.add(
            new Condition(operator.getKey(), key.getKey(), conditionValues(key.getValue(), atKey)));
      }
    }
    return conditions;
  }

  private static List<String> conditionValues(JsonValue value, String place)
      throws PolicySyntaxException {
    List<String> values = new ArrayList<>();
    for (JsonValue item : items(value)) {
      switch (item) {
        case JsonValue.Text(String text) -> values.add(text);
        case JsonValue.Literal(String text) -> values.add(text);
        case JsonValue.Null _, JsonValue.Array _, JsonValue.Members _ ->
            throw new PolicySyntaxException(
                place, "must hold strings, numbers or booleans, not " + item.typeName());
      }
    }
    if (values.isEmpty()) {
      throw new PolicySyntaxException(place, "has an empty list of values");
    }
    return values;
  }

  static Map<String, JsonValue> members(JsonValue value, String place)
      throws PolicySyntaxException {
    if (value instanceof JsonValue.Members(Map<String, JsonValue> byName)) {
      return byName;
    }
    throw new PolicySyntaxException(place, "must be an object, not " + value.typeName());
  }

  static String text(JsonValue value, String place) throws PolicySyntaxException {
    if (value instanceof JsonValue.Text(String text)) {
      return text;
    }
    throw new PolicySyntaxException(place, "must be a string, not " + value.typeName());
  }

  private static List<String> texts(JsonValue value, String place) throws PolicySyntaxException {
    List<String> texts = new ArrayList<>();
    for (JsonValue item : items(value)) {
      texts.add(text(item, place));
    }
    if (texts.isEmpty()) {
      throw new PolicySyntaxException(place, "is an empty list");
    }
    return texts;
  }

  private static List<JsonValue> items(JsonValue value) {
    return value instanceof JsonValue.Array(List<JsonValue> items) ? items : List.of(value);
  }
}
