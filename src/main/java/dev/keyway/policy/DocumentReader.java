package dev.keyway.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads documents and statements.
 *
 * <p>Source: IAM User Guide, "Grammar of the IAM JSON policy language"; what is refused beyond it
 * are the forms that AWS's Java SDK silently reads as a wider policy.
 */
final class DocumentReader {
  private static final Set<String> DOCUMENT_MEMBERS = Set.of("Version", "Id", "Statement");
  private static final Set<String> STATEMENT_MEMBERS =
      Set.of(
          "Sid",
          "Effect",
          "Principal",
          "NotPrincipal",
          "Action",
          "NotAction",
          "Resource",
          "NotResource",
          "Condition");

  private DocumentReader() {}

  static PolicyDocument document(String json) throws PolicySyntaxException {
    return document(JsonReader.read(json));
  }

  static PolicyDocument document(JsonValue json) throws PolicySyntaxException {
    Map<String, JsonValue> members = ElementReader.members(json, JsonReader.ROOT);
    requireKnown(members, DOCUMENT_MEMBERS, JsonReader.ROOT);
    JsonValue statement = members.get("Statement");
    if (statement == null) {
      throw new PolicySyntaxException("Statement", "is missing");
    }
    return new PolicyDocument(
        version(members.get("Version")), textOrNull(members, "Id", "Id"), statements(statement));
  }

  static Statement statement(String json) throws PolicySyntaxException {
    return statement(JsonReader.read(json), JsonReader.ROOT);
  }

  private static String version(@Nullable JsonValue value) throws PolicySyntaxException {
    if (value == null) {
      return PolicyDocument.NO_VERSION;
    }
    String version = ElementReader.text(value, "Version");
    if (version.equals(PolicyDocument.VERSION_2012)
        || version.equals(PolicyDocument.VERSION_2008)) {
      return version;
    }
    throw new PolicySyntaxException("Version", "must be 2012-10-17 or 2008-10-17");
  }

  private static List<Statement> statements(JsonValue value) throws PolicySyntaxException {
    if (!(value instanceof JsonValue.Array(List<JsonValue> items))) {
      return List.of(statement(value, "Statement"));
    }
    List<Statement> statements = new ArrayList<>(items.size());
    for (int i = 0; i < items.size(); i++) {
      statements.add(statement(items.get(i), "Statement[" + i + "]"));
    }
    return statements;
  }

  private static Statement statement(JsonValue value, String place) throws PolicySyntaxException {
    Map<String, JsonValue> members = ElementReader.members(value, place);
    requireKnown(members, STATEMENT_MEMBERS, place);
    try {
      return new Statement(
          textOrNull(members, "Sid", JsonReader.inside(place, "Sid")),
          effect(members.get("Effect"), JsonReader.inside(place, "Effect")),
          principals(members, place),
          actions(members, place),
          resources(members, place),
          conditions(members, place));
    } catch (IllegalArgumentException e) {
      throw new PolicySyntaxException(place, String.valueOf(e.getMessage()));
    }
  }

  private static Effect effect(@Nullable JsonValue value, String place)
      throws PolicySyntaxException {
    if (value == null) {
      throw new PolicySyntaxException(place, "is missing");
    }
    String text = ElementReader.text(value, place);
    for (Effect effect : Effect.values()) {
      if (effect.text().equals(text)) {
        return effect;
      }
    }
    throw new PolicySyntaxException(place, "must be Allow or Deny, exactly so written");
  }

  private static Principals principals(Map<String, JsonValue> members, String place)
      throws PolicySyntaxException {
    String name = oneOf(members, "Principal", place);
    JsonValue value = members.get(name);
    return value == null
        ? Principals.none()
        : ElementReader.principals(value, name.startsWith("Not"), JsonReader.inside(place, name));
  }

  private static Actions actions(Map<String, JsonValue> members, String place)
      throws PolicySyntaxException {
    String name = oneOf(members, "Action", place);
    JsonValue value = members.get(name);
    return value == null
        ? Actions.none()
        : new Actions(
            name.startsWith("Not"), ElementReader.actions(value, JsonReader.inside(place, name)));
  }

  private static Resources resources(Map<String, JsonValue> members, String place)
      throws PolicySyntaxException {
    String name = oneOf(members, "Resource", place);
    JsonValue value = members.get(name);
    return value == null
        ? Resources.none()
        : new Resources(
            name.startsWith("Not"), ElementReader.resources(value, JsonReader.inside(place, name)));
  }

  private static List<Condition> conditions(Map<String, JsonValue> members, String place)
      throws PolicySyntaxException {
    JsonValue value = members.get("Condition");
    return value == null
        ? List.of()
        : ElementReader.conditions(value, JsonReader.inside(place, "Condition"));
  }

  private static String oneOf(Map<String, JsonValue> members, String name, String place)
      throws PolicySyntaxException {
    String negated = "Not" + name;
    if (members.containsKey(name) && members.containsKey(negated)) {
      throw new PolicySyntaxException(place, "has both " + name + " and " + negated);
    }
    return members.containsKey(negated) ? negated : name;
  }

  private static @Nullable String textOrNull(
      Map<String, JsonValue> members, String name, String place) throws PolicySyntaxException {
    JsonValue value = members.get(name);
    return value == null ? null : ElementReader.text(value, place);
  }

  private static void requireKnown(Map<String, JsonValue> members, Set<String> known, String place)
      throws PolicySyntaxException {
    for (String name : members.keySet()) {
      if (!known.contains(name)) {
        throw new PolicySyntaxException(
            JsonReader.inside(place, name), "is not a member that AWS knows here");
      }
    }
  }
}
