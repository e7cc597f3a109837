package dev.keyway.imports;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Writes imported objects as YAML; pure. */
public final class Manifests {
  private static final JsonMapper JSON = new JsonMapper();

  private Manifests() {}

  /**
   * How they are written.
   *
   * @param namespace of all objects; empty to leave it to whoever applies them
   * @param withGrants whether whom the policies let in is part of the specs, not a comment
   */
  public record Style(String namespace, boolean withGrants) {}

  /** Return the documents as one text. */
  public static String yaml(List<Imported> objects, Style style) {
    var text = new StringBuilder();
    for (var object : objects) {
      text.append(text.isEmpty() ? "" : "---\n");
      document(object, style).forEach(line -> text.append(line).append('\n'));
    }
    return text.toString();
  }

  private static List<String> document(Imported object, Style style) {
    var lines = new ArrayList<String>();
    lines.add("# " + object.arn());
    for (var note : object.notes()) {
      lines.add("# " + (note.insecure() ? "INSECURE: " : "Note: ") + note.text());
    }
    var head = JSON.createObjectNode();
    head.put("apiVersion", "keyway.dev/v1alpha1").put("kind", object.kind().kubernetesName());
    var metadata = head.putObject("metadata").put("name", object.name());
    if (!style.namespace().isEmpty()) {
      metadata.put("namespace", style.namespace());
    }
    head.set("spec", spec(object, style.withGrants()));
    lines.addAll(YamlText.lines(head));
    if (!style.withGrants() && !object.grants().isEmpty()) {
      lines.addAll(grants(object));
    }
    return lines;
  }

  private static ObjectNode spec(Imported object, boolean withGrants) {
    ObjectNode all = JSON.valueToTree(object.spec());
    var spec = JSON.createObjectNode();
    for (var first : List.of("management", "adopt")) {
      spec.set(first, all.remove(first));
    }
    spec.setAll(all);
    if (withGrants) {
      spec.setAll(fields(object));
    }
    if (!object.statements().isEmpty()) {
      spec.set("additionalStatements", JSON.valueToTree(object.statements()));
    }
    return spec;
  }

  private static List<String> grants(Imported object) {
    var lines = new ArrayList<String>();
    lines.add("  # Whom its policy lets in. Set, Keyway keeps it so by statements of its own:");
    YamlText.lines(fields(object)).forEach(line -> lines.add("  # " + line));
    return lines;
  }

  private static ObjectNode fields(Imported object) {
    var fields = JSON.createObjectNode();
    object.grants().forEach((field, who) -> fields.set(field, JSON.valueToTree(who)));
    for (var consumer : fields.path(PolicyFields.CONSUMERS)) {
      if (object.redriving().contains(consumer.path("name").asText())) {
        ((ObjectNode) consumer).put("redrive", true);
      }
    }
    return fields;
  }
}
