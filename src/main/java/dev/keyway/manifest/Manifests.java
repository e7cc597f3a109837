package dev.keyway.manifest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.RuntimeJsonMappingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.keyway.api.v1alpha1.ApiGroup;
import dev.keyway.reconcile.Kind;
import dev.keyway.reconcile.ObjectName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Collects the objects of files, with all that is wrong in them. */
public final class Manifests {
  private static final String API_VERSION = ApiGroup.NAME + "/" + ApiGroup.VERSION;
  private static final Pattern NAME =
      Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");

  /** Checked, and then left to the operator: a file does not say who is served. */
  private static final String BINDING = "AccountBinding";

  private static final String NOT_PLANNED =
      ", checked and not planned: which namespaces it serves is known in a cluster only";
  private static final String NOT_OURS = ", not of Keyway's kinds";

  private static final YAMLMapper YAML =
      YAMLMapper.builder().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION).build();
  private static final JsonMapper JSON = new JsonMapper();

  private final String defaultNamespace;
  private final Map<ObjectName, Manifest> manifests = new LinkedHashMap<>();
  private final List<Problem> problems = new ArrayList<>();
  private final List<String> ignored = new ArrayList<>();

  /**
   * Begin with nothing.
   *
   * @param defaultNamespace of objects that name none
   */
  public Manifests(String defaultNamespace) {
    this.defaultNamespace = defaultNamespace;
  }

  /** Return the objects in order of reading. */
  public List<Manifest> all() {
    return List.copyOf(manifests.values());
  }

  /** Return what is wrong, in order of reading. */
  public List<Problem> problems() {
    return List.copyOf(problems);
  }

  /** Return which documents are not planned, and why, in order of reading. */
  public List<String> ignored() {
    return List.copyOf(ignored);
  }

  /** Read all documents of a file. */
  public void read(String input, String yaml) {
    int number = 0;
    try (MappingIterator<JsonNode> documents = YAML.readerFor(JsonNode.class).readValues(yaml)) {
      while (documents.hasNextValue()) {
        number++;
        document(new Source(input, number), documents.nextValue());
      }
    } catch (JsonProcessingException e) {
      unreadable(input, e);
    } catch (RuntimeJsonMappingException e) {
      problems.add(new Problem(input, 0, "", "", String.valueOf(e.getMessage())));
    } catch (IOException e) {
      throw new IllegalStateException("text in memory cannot fail to be read", e);
    }
  }

  private record Source(String input, int document) {
    String named(String label) {
      return input + ", document " + document + ": " + label;
    }

    Problem problem(String object, String place, String rule) {
      return new Problem(input, document, object, place, rule);
    }
  }

  private void unreadable(String input, JsonProcessingException e) {
    var at = e.getLocation();
    var line = at == null ? "" : "line " + at.getLineNr() + ", column " + at.getColumnNr();
    var what = String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("");
    problems.add(new Problem(input, 0, "", line, "is not YAML: " + what));
  }

  private void document(Source source, JsonNode document) {
    if (document.isNull() || document.isMissingNode()) {
      return;
    }
    if (!document.isObject()) {
      problems.add(source.problem("", "", "must be an object with apiVersion, kind and metadata"));
      return;
    }
    if (document.path("kind").asText().equals("List") && document.path("items").isArray()) {
      document.get("items").forEach(item -> document(source, item));
      return;
    }
    if (BINDING.equals(document.path("kind").asText())
        && API_VERSION.equals(document.path("apiVersion").asText())) {
      binding(source, document);
    } else {
      object(source, document);
    }
  }

  private void binding(Source source, JsonNode binding) {
    var label = BINDING + " " + binding.at("/metadata/name").asText("");
    CustomResource.binding(binding)
        .forEach(v -> problems.add(source.problem(label, v.place(), v.rule())));
    ignored.add(source.named(label) + NOT_PLANNED);
  }

  private void object(Source source, JsonNode object) {
    var kindName = object.path("kind").asText("");
    var name = object.at("/metadata/name").asText("");
    var label = kindName + " " + name;
    var kind = kind(kindName);
    var version = object.path("apiVersion").asText("");
    if (kindName.isEmpty() || version.isEmpty()) {
      problems.add(
          source.problem("", kindName.isEmpty() ? "kind" : "apiVersion", "Required value"));
    } else if (kind.isEmpty() || !version.startsWith(ApiGroup.NAME + "/")) {
      ignored.add(source.named(label) + NOT_OURS);
    } else if (!version.equals(API_VERSION)) {
      problems.add(source.problem(label, "apiVersion", "must be " + API_VERSION));
    } else if (!NAME.matcher(name).matches()) {
      problems.add(
          source.problem(
              label,
              "metadata.name",
              "must consist of 'a' to 'z', '0' to '9' and '-', and start and end with a letter or a"
                  + " digit"));
    } else {
      declare(source, label, CustomResource.of(kind.get()), object);
    }
  }

  private void declare(Source source, String label, CustomResource type, JsonNode object) {
    var violations = type.check(object);
    violations.forEach(v -> problems.add(source.problem(label, v.place(), v.rule())));
    if (!violations.isEmpty()) {
      return;
    }
    var namespace = object.at("/metadata/namespace").asText(defaultNamespace);
    var name = new ObjectName(type.kind(), namespace, object.at("/metadata/name").asText());
    try {
      var manifest = new Manifest(name, JSON.treeToValue(object.get("spec"), type.spec()));
      if (manifests.putIfAbsent(name, manifest) != null) {
        problems.add(source.problem(label, "metadata.name", "is declared twice in " + namespace));
      }
    } catch (JsonProcessingException e) {
      problems.add(source.problem(label, "spec", String.valueOf(e.getOriginalMessage())));
    }
  }

  private static Optional<Kind> kind(String name) {
    return Arrays.stream(Kind.values()).filter(k -> k.kubernetesName().equals(name)).findFirst();
  }
}
