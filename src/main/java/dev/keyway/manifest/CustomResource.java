package dev.keyway.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.keyway.api.v1alpha1.EncryptedQueueSpec;
import dev.keyway.api.v1alpha1.EncryptedTopicSpec;
import dev.keyway.api.v1alpha1.EncryptionKeySpec;
import dev.keyway.api.v1alpha1.KeywaySpec;
import dev.keyway.api.v1alpha1.TopicSubscriptionSpec;
import dev.keyway.reconcile.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A kind as its CRD defines it.
 *
 * @param schema the schema of the whole object
 */
record CustomResource(Kind kind, Class<? extends KeywaySpec> spec, JsonNode schema) {
  private static final Map<Kind, CustomResource> LOADED = new EnumMap<>(Kind.class);

  /** Return the definition that this build was made with. */
  static synchronized CustomResource of(Kind kind) {
    return LOADED.computeIfAbsent(
        kind,
        k ->
            switch (k) {
              case ENCRYPTION_KEY -> load(k, "encryptionkeys", EncryptionKeySpec.class);
              case ENCRYPTED_TOPIC -> load(k, "encryptedtopics", EncryptedTopicSpec.class);
              case ENCRYPTED_QUEUE -> load(k, "encryptedqueues", EncryptedQueueSpec.class);
              case TOPIC_SUBSCRIPTION -> load(k, "topicsubscriptions", TopicSubscriptionSpec.class);
            });
  }

  /** Return what is wrong with an AccountBinding. */
  static List<Violation> binding(JsonNode object) {
    return check(Binding.SCHEMA, object);
  }

  /** Loaded when the first one comes along. */
  private static final class Binding {
    static final JsonNode SCHEMA = schema("accountbindings");
  }

  /**
   * Return what is wrong with an object; as in the API server the rules are asked only where the
   * types are right.
   */
  List<Violation> check(JsonNode object) {
    return check(schema, object);
  }

  private static List<Violation> check(JsonNode schema, JsonNode object) {
    var unknown = UnknownFields.of(schema, object);
    if (!unknown.isEmpty()) {
      return unknown;
    }
    var violations = SchemaCheck.of(schema, object);
    return violations.stream().anyMatch(Violation::blocking)
        ? violations
        : Stream.concat(violations.stream(), RuleCheck.of(schema, object).stream()).toList();
  }

  private static CustomResource load(Kind kind, String plural, Class<? extends KeywaySpec> spec) {
    return new CustomResource(kind, spec, schema(plural));
  }

  private static JsonNode schema(String plural) {
    var name = plural + ".keyway.dev.yaml";
    try (InputStream in =
        Objects.requireNonNull(CustomResource.class.getResourceAsStream(name), name)) {
      var version = new YAMLMapper().readTree(in).at("/spec/versions/0");
      return version.at("/schema/openAPIV3Schema");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
