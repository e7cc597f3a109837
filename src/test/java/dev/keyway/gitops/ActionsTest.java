package dev.keyway.gitops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.keyway.reconcile.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the actions offered by Argo CD do to an object, and to nothing else of it. */
class ActionsTest {
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final String CHECK_NOW = "keyway.dev/check-now";

  private static ObjectNode object(Kind kind, String metadata, String spec) {
    try {
      return (ObjectNode)
          YAML.readTree(
              """
              apiVersion: keyway.dev/v1alpha1
              kind: %s
              metadata: {name: payments%s}
              spec: %s
              """
                  .formatted(kind.kubernetesName(), metadata, spec));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "                                          | {}                     | true  | true  | false",
        "                                          | {management: Enforce}  | true  | true  | false",
        "                                          | {management: Report}   | true  | true  | false",
        "                                          | {management: Paused}   | false | false | true",
        ", deletionTimestamp: '2026-01-01T00:00:00Z' | {}                   | false | false | false",
        ", deletionTimestamp: '2026-01-01T00:00:00Z' | {management: Paused} | false | false | false",
      })
  void areOfferedWhereTheyMakeSense(
      String metadata, String spec, boolean checkNow, boolean pause, boolean resume) {
    for (var kind : Kind.values()) {
      var object = object(kind, metadata == null ? "" : metadata, spec);

      assertThat(ArgoCd.actions(object))
          .isEqualTo(Map.of("check-now", checkNow, "pause", pause, "resume", resume));
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void checkNowStampsTheAnnotationAndKeepsTheOthers(Kind kind) {
    var object = object(kind, ", annotations: {team: shop}", "{fifo: {}, consumers: []}");

    var changed = ArgoCd.act("check-now", object);

    var annotations = (ObjectNode) changed.at("/metadata/annotations");
    assertThat(Instant.parse(annotations.get(CHECK_NOW).textValue()))
        .isBetween(Instant.now().minus(Duration.ofMinutes(1)), Instant.now());
    assertThat(annotations.without(CHECK_NOW).toString()).isEqualTo("{\"team\":\"shop\"}");
    assertThat(changed.get("spec")).isEqualTo(object.get("spec"));
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void checkNowWorksWithoutAnnotations(Kind kind) {
    var changed = ArgoCd.act("check-now", object(kind, "", "{}"));

    assertThat(changed.at("/metadata/annotations").get(CHECK_NOW).textValue()).endsWith("Z");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "pause  | {}                              | {management: Paused}",
        "pause  | {fifo: {}}                      | {fifo: {}, management: Paused}",
        "pause  | {management: Report}            | {management: Paused}",
        "resume | {management: Paused, fifo: {}}  | {fifo: {}}",
        "resume | {management: Paused, tags: {a: b}, consumers: []} | {tags: {a: b}, consumers: []}",
        "resume | {management: Paused}            | {management: Enforce}",
      })
  void setAndRemoveTheManagement(String action, String before, String after) throws IOException {
    for (var kind : Kind.values()) {
      JsonNode changed = ArgoCd.act(action, object(kind, "", before));

      assertThat(changed.get("spec")).isEqualTo(YAML.readTree(after));
      assertThat(ArgoCd.actions(changed).get("resume")).isEqualTo(action.equals("pause"));
    }
  }
}
