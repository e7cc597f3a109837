package dev.keyway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.kubernetes.client.CustomResource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Makes the CRDs from the API's records: fabric8's generator, then what it cannot know. From the
 * records themselves come required members (whatever is neither {@code @Nullable} nor a
 * collection), list types, {@link SchemaPatch}es, the descriptions of types and the order of the
 * columns.
 */
final class CrdGenerator {
  static final List<Class<? extends CustomResource<?, ?>>> KINDS =
      List.of(
          EncryptionKey.class,
          EncryptedTopic.class,
          EncryptedQueue.class,
          TopicSubscription.class,
          AccountBinding.class);

  private static final String HEADER =
      "# Made from the records in src/main/java/dev/keyway/api/v1alpha1; refresh with `make"
          + " crds`.\n";
  private static final String VALIDATIONS = "x-kubernetes-validations";
  private static final ObjectMapper YAML =
      new ObjectMapper(
          YAMLFactory.builder()
              .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
              .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
              .disable(YAMLGenerator.Feature.SPLIT_LINES)
              .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
              .build());

  private static final Map<Class<?>, ObjectNode> MADE = new ConcurrentHashMap<>();

  private CrdGenerator() {}

  /** The CRDs by file name. */
  static SequencedMap<String, String> files() {
    var files = new TreeMap<String, String>();
    for (var kind : KINDS) {
      var crd = crd(kind);
      files.put(crd.at("/metadata/name").asText() + ".yaml", HEADER + yaml(crd));
    }
    return files;
  }

  /** The CRD of one kind. */
  static ObjectNode crd(Class<? extends CustomResource<?, ?>> kind) {
    return MADE.computeIfAbsent(kind, wanted -> make(kind)).deepCopy();
  }

  private static ObjectNode make(Class<? extends CustomResource<?, ?>> kind) {
    var crd = integers(generate(kind));
    var version = (ObjectNode) crd.at("/spec/versions/0");
    orderColumns(version, kind);
    var root = (ObjectNode) version.at("/schema/openAPIV3Schema");
    dropEmpty(root);
    describe(root, kind);
    root.putArray("required").add("spec");
    var arguments = ((ParameterizedType) kind.getGenericSuperclass()).getActualTypeArguments();
    var spec = (ObjectNode) root.at("/properties/spec");
    describe(spec, (Class<?>) arguments[0]);
    complete(spec, (Class<?>) arguments[0]);
    var status = (ObjectNode) root.at("/properties/status");
    describe(status, (Class<?>) arguments[1]);
    complete(status, (Class<?>) arguments[1]);
    status.putObject("default").put("observedGeneration", -1);
    return (ObjectNode) crd;
  }

  private static ObjectNode generate(Class<? extends CustomResource<?, ?>> kind) {
    var output = new Output();
    new CRDGenerator().withOutput(output).customResourceClasses(List.of(kind)).generate();
    try {
      return (ObjectNode) YAML.readTree(output.bytes.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Adds to the schema of a record what its components say. */
  private static void complete(ObjectNode schema, Class<?> type) {
    var required = JsonNodeFactory.instance.arrayNode();
    for (var component : type.getRecordComponents()) {
      var property = (ObjectNode) schema.at("/properties/" + component.getName());
      dropDuplicateRules(property);
      if (isRequired(component) && !property.has("default")) {
        required.add(component.getName());
      }
      if (component.getType().isRecord()) {
        complete(property, component.getType());
      } else if (component.getType() == List.class) {
        property.put("x-kubernetes-list-type", "atomic");
        completeItems(property, component);
      }
      var patch = field(type, component).getAnnotation(SchemaPatch.class);
      if (patch != null) {
        merge(property, parse(patch.value()));
      }
    }
    if (!required.isEmpty()) {
      schema.set("required", required);
    }
  }

  private static void completeItems(ObjectNode property, RecordComponent component) {
    var element =
        ((AnnotatedParameterizedType) component.getAnnotatedType())
            .getAnnotatedActualTypeArguments()[0].getType();
    if (element instanceof Class<?> type && type.isRecord()) {
      complete((ObjectNode) property.get("items"), type);
    }
  }

  private static Field field(Class<?> type, RecordComponent component) {
    try {
      return type.getDeclaredField(component.getName());
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isRequired(RecordComponent component) {
    return !component.getAnnotatedType().isAnnotationPresent(Nullable.class)
        && !Collection.class.isAssignableFrom(component.getType())
        && !Map.class.isAssignableFrom(component.getType());
  }

  private static void describe(ObjectNode schema, Class<?> type) {
    schema.put("description", type.getAnnotation(JsonClassDescription.class).value());
  }

  /** fabric8 reads a rule of a record component from the field and from the accessor. */
  private static void dropDuplicateRules(ObjectNode property) {
    if (property.get(VALIDATIONS) instanceof ArrayNode rules) {
      var once = StreamSupport.stream(rules.spliterator(), false).distinct().toList();
      property.putArray(VALIDATIONS).addAll(once);
    }
  }

  /** fabric8 sorts columns by path; they shall stand as declared. */
  private static void orderColumns(ObjectNode version, Class<?> kind) {
    var columns =
        StreamSupport.stream(version.get("additionalPrinterColumns").spliterator(), false)
            .collect(Collectors.toMap(c -> c.get("name").asText(), c -> c));
    var ordered = version.putArray("additionalPrinterColumns");
    Arrays.stream(kind.getAnnotationsByType(AdditionalPrinterColumn.class))
        .forEach(column -> ordered.add(columns.get(column.name())));
  }

  private static void dropEmpty(JsonNode node) {
    node.forEach(CrdGenerator::dropEmpty);
    if (node instanceof ObjectNode object && object.path("required").isEmpty()) {
      object.remove("required");
    }
  }

  /** fabric8 knows bounds as doubles only; '43200.0' reads badly in `kubectl explain`. */
  private static JsonNode integers(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.properties().forEach(member -> member.setValue(integers(member.getValue())));
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        array.set(i, integers(array.get(i)));
      }
    } else if (node.isDouble() && node.doubleValue() == Math.rint(node.doubleValue())) {
      return JsonNodeFactory.instance.numberNode(node.longValue());
    }
    return node;
  }

  private static void merge(ObjectNode target, JsonNode patch) {
    for (var member : patch.properties()) {
      if (member.getValue().isNull()) {
        target.remove(member.getKey());
      } else if (target.get(member.getKey()) instanceof ObjectNode object
          && member.getValue().isObject()) {
        merge(object, member.getValue());
      } else {
        target.set(member.getKey(), member.getValue());
      }
    }
  }

  private static JsonNode parse(String yaml) {
    try {
      return YAML.readTree(yaml);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String yaml(JsonNode node) {
    try {
      return YAML.writeValueAsString(node);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Output implements CRDGenerator.CRDOutput<ByteArrayOutputStream> {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Override
    public ByteArrayOutputStream outputFor(String crdName) {
      return bytes;
    }

    @Override
    public void close() {}
  }
}
