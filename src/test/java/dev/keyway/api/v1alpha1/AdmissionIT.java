package dev.keyway.api.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keyway.support.ControlPlane;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FieldValidateable;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Gives the files of {@code src/test/resources/admission} to a real API server. A file holds one
 * object, or one object and what it is updated to, step by step. Those named {@code valid-*} are
 * accepted. Of those named {@code invalid-*} the last document is refused, for exactly the reasons
 * in the leading comments, one each: {@code # expect: field: end of the message}.
 */
class AdmissionIT {
  private static final Path FIXTURES = Path.of("src", "test", "resources", "admission");

  /** What the server adds when a schema error kept it from evaluating the rules. */
  private static final String RULES_SKIPPED = "some validation rules were not checked";

  private static final String EXPECT = "# expect: ";
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
  Stream<DynamicContainer> fixtures() throws IOException {
    return list(FIXTURES).stream()
        .map(
            kind ->
                DynamicContainer.dynamicContainer(
                    name(kind), list(kind).stream().map(AdmissionIT::fixture)));
  }

  @Test
  void anObjectThatNobodyLookedAtIsNotObserved() {
    var key = new EncryptionKey();
    key.getMetadata().setName("unobserved");
    key.setSpec(Serialization.unmarshal("{}", EncryptionKeySpec.class));

    var created = ControlPlane.client().resource(key).inNamespace(namespace).create();

    assertThat(created.getStatus()).isNotNull();
    assertThat(created.getStatus().observedGeneration()).isEqualTo(-1);
  }

  private static DynamicTest fixture(Path file) {
    return DynamicTest.dynamicTest(
        name(file),
        () -> {
          if (name(file).startsWith("valid-")) {
            accepted(documents(file));
          } else {
            assertThat(name(file)).as("name of a fixture").startsWith("invalid-");
            refused(documents(file), expectations(file));
          }
        });
  }

  private static void accepted(List<GenericKubernetesResource> steps) {
    for (int i = 0; i < steps.size(); i++) {
      send(steps.get(i), i);
    }
  }

  private static void refused(List<GenericKubernetesResource> steps, List<String> expected) {
    var last = steps.size() - 1;
    accepted(steps.subList(0, last));

    var refusal =
        catchThrowableOfType(KubernetesClientException.class, () -> send(steps.get(last), last));

    assertThat(refusal).as("it has to be refused").isNotNull();
    var complaints = complaints(refusal.getStatus());
    assertThat(expected).as("an `# expect:` line").isNotEmpty();
    assertThat(complaints)
        .as("one complaint for each expectation %s", expected)
        .hasSameSizeAs(expected)
        .allSatisfy(complaint -> assertThat(expected).anyMatch(e -> matches(complaint, e)));
    assertThat(expected)
        .allSatisfy(e -> assertThat(complaints).anyMatch(complaint -> matches(complaint, e)));
  }

  private static boolean matches(String complaint, String expectation) {
    var colon = expectation.indexOf(": ");
    return complaint.startsWith(expectation.substring(0, colon + 2))
        && complaint.endsWith(expectation.substring(colon + 2));
  }

  private static List<String> complaints(Status status) {
    var causes = status.getDetails() == null ? null : status.getDetails().getCauses();
    return causes == null || causes.isEmpty()
        ? List.of(status.getReason() + ": " + status.getMessage())
        : causes.stream()
            .filter(cause -> !cause.getMessage().contains(RULES_SKIPPED))
            .map(cause -> cause.getField() + ": " + cause.getMessage())
            .toList();
  }

  private static void send(GenericKubernetesResource resource, int step) {
    var request =
        ControlPlane.client()
            .resource(resource)
            .inNamespace(namespace)
            .fieldValidation(FieldValidateable.Validation.STRICT);
    if (step == 0) {
      request.create();
    } else {
      request.update();
    }
  }

  private static List<GenericKubernetesResource> documents(Path file) throws IOException {
    var documents = new ArrayList<GenericKubernetesResource>();
    for (var text : Files.readString(file).split("(?m)^---$", -1)) {
      documents.add(Serialization.unmarshal(text, GenericKubernetesResource.class));
    }
    return documents;
  }

  private static List<String> expectations(Path file) throws IOException {
    return Files.readString(file)
        .lines()
        .filter(line -> line.startsWith(EXPECT))
        .map(line -> line.substring(EXPECT.length()))
        .toList();
  }

  private static List<Path> list(Path folder) {
    try (var files = Files.list(folder)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String name(Path path) {
    return path.getFileName().toString();
  }
}
