package dev.keyway.api.v1alpha1;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/** Makes the field reference, a Markdown page, from the CRDs. */
final class ApiReference {
  private ApiReference() {}

  static String page() {
    var page =
        new StringBuilder(
            """
            # API reference

            <!-- Made from the CRDs; refresh with `make crds`. -->

            API group `keyway.dev/v1alpha1`. All kinds are namespaced and in the category `keyway`
            (`kubectl get keyway`). The same texts are in `kubectl explain`.
            """);
    for (var kind : CrdGenerator.KINDS) {
      appendKind(page, CrdGenerator.crd(kind));
    }
    return page.toString();
  }

  private static void appendKind(StringBuilder page, JsonNode crd) {
    var names = crd.at("/spec/names");
    var schema = crd.at("/spec/versions/0/schema/openAPIV3Schema");
    page.append("\n## %s\n\n".formatted(names.get("kind").asText()))
        .append("Short name `%s`. ".formatted(names.at("/shortNames/0").asText()))
        .append(schema.get("description").asText())
        .append('\n');
    for (var part : List.of("spec", "status")) {
      var properties = schema.at("/properties/" + part);
      page.append("\n### %s.%s\n\n".formatted(names.get("kind").asText(), part))
          .append(properties.get("description").asText())
          .append("\n\n| Field | Type | Meaning |\n| --- | --- | --- |\n");
      appendFields(page, "", properties);
      appendRules(page, schema, properties, part);
    }
  }

  private static void appendFields(StringBuilder page, String prefix, JsonNode object) {
    var required =
        StreamSupport.stream(object.path("required").spliterator(), false)
            .map(JsonNode::asText)
            .toList();
    for (var member : object.path("properties").properties()) {
      var field = member.getValue();
      var path = prefix + member.getKey();
      page.append(
          "| `%s` | %s | %s%s |\n"
              .formatted(
                  path,
                  type(field),
                  required.contains(member.getKey()) ? "**Required.** " : "",
                  cell(field.path("description").asText())));
      appendFields(page, path + ".", field);
      appendFields(page, path + "[].", field.path("items"));
    }
  }

  private static void appendRules(
      StringBuilder page, JsonNode root, JsonNode properties, String part) {
    var messages = new ArrayList<String>();
    if (part.equals("spec")) {
      collectRules(messages, "metadata", root, false);
    }
    collectRules(messages, part, properties, true);
    if (!messages.isEmpty()) {
      page.append("\nRefused at admission:\n\n");
      messages.forEach(message -> page.append("- ").append(message).append('\n'));
    }
  }

  private static void collectRules(
      List<String> messages, String path, JsonNode schema, boolean deep) {
    for (var rule : schema.path("x-kubernetes-validations")) {
      messages.add("`%s`: %s".formatted(path, cell(message(rule))));
    }
    if (deep) {
      for (var member : schema.path("properties").properties()) {
        collectRules(messages, path + "." + member.getKey(), member.getValue(), true);
      }
      if (schema.has("items")) {
        collectRules(messages, path + "[]", schema.get("items"), true);
      }
    }
  }

  /** What a rule says; values that a message expression puts in are shown as an ellipsis. */
  private static String message(JsonNode rule) {
    return rule.has("message")
        ? rule.get("message").asText()
        : rule.get("messageExpression")
            .asText()
            .replaceAll("\" \\+ [^\"]* \\+ \"", "...")
            .replaceAll("^\"|\"$", "");
  }

  private static String type(JsonNode field) {
    if (field.has("enum")) {
      return StreamSupport.stream(field.get("enum").spliterator(), false)
          .map(value -> "`" + value.asText() + "`")
          .reduce((a, b) -> a + ", " + b)
          .orElseThrow();
    }
    if (field.has("items")) {
      return "list of " + type(field.get("items"));
    }
    if (field.has("additionalProperties")) {
      return "map of " + type(field.get("additionalProperties"));
    }
    if (field.has("format")) {
      return field.get("format").asText();
    }
    var bounds =
        field.has("minimum") && field.has("maximum")
            ? " %d to %d".formatted(field.get("minimum").asLong(), field.get("maximum").asLong())
            : "";
    return field.path("type").asText("any") + bounds;
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace("<", "&lt;");
  }
}
