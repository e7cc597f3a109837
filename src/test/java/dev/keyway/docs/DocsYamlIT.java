package dev.keyway.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.api.v1alpha1.ApiGroup;
import dev.keyway.support.ControlPlane;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Gives every manifest in the documentation and in {@code examples} to a real API server. */
class DocsYamlIT {
  private static final Pattern OURS =
      Pattern.compile(
          "(?m)^kind: (EncryptionKey|EncryptedTopic|EncryptedQueue|TopicSubscription)$");
  private static final PatchContext TRY =
      new PatchContext.Builder()
          .withPatchType(PatchType.SERVER_SIDE_APPLY)
          .withFieldManager("reader")
          .withFieldValidation("Strict")
          .withDryRun(List.of("All"))
          .build();
  private static String namespace = "";

  @BeforeAll
  static void prepare() {
    ControlPlane.installCrds();
    namespace = ControlPlane.namespace();
  }

  @AfterAll
  static void release() {
    ControlPlane.release(namespace);
  }

  @TestFactory
  Stream<DynamicTest> documentation() {
    return Page.all().stream()
        .flatMap(page -> page.blocks("yaml").stream())
        .filter(block -> OURS.matcher(block.text()).find())
        .map(block -> DynamicTest.dynamicTest(block.toString(), () -> accepted(block.text())));
  }

  @TestFactory
  Stream<DynamicTest> examples() throws IOException {
    try (var files = Files.list(Path.of("examples"))) {
      return files.sorted().toList().stream()
          .map(
              file ->
                  DynamicTest.dynamicTest(file.toString(), () -> accepted(Files.readString(file))));
    }
  }

  private static void accepted(String yaml) {
    var objects = objects(yaml);
    assertThat(objects).isNotEmpty();
    for (var object : objects) {
      assertThat(object.getApiVersion()).isEqualTo(ApiGroup.NAME + "/" + ApiGroup.VERSION);
      ControlPlane.client().resource(object).inNamespace(namespace).patch(TRY);
    }
  }

  private static List<GenericKubernetesResource> objects(String yaml) {
    var objects = new ArrayList<GenericKubernetesResource>();
    for (var document : yaml.split("(?m)^---$", -1)) {
      objects.add(Serialization.unmarshal(document, GenericKubernetesResource.class));
    }
    return objects;
  }
}
