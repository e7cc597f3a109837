package dev.keyway.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.awslocal.iam.Credentials;
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
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code ./keyway import} as people start it, and what a real API server makes of its YAML. */
class ImportIT {
  private static final PatchContext TRY =
      new PatchContext.Builder()
          .withPatchType(PatchType.SERVER_SIDE_APPLY)
          .withFieldManager("reader")
          .withFieldValidation("Strict")
          .withDryRun(List.of("All"))
          .build();
  private static String namespace = "";

  @TempDir Path folder;

  private record Ran(int exit, String stdout, String stderr) {}

  @BeforeAll
  static void prepare() {
    ControlPlane.installCrds();
    namespace = ControlPlane.namespace();
  }

  @AfterAll
  static void release() {
    ControlPlane.release(namespace);
  }

  @ParameterizedTest
  @EnumSource(HandMade.class)
  void everyImportedObjectIsAdmitted(HandMade made) throws IOException, InterruptedException {
    try (var world = new World()) {
      made.make(world);
      for (var grants : List.of(true, false)) {
        var args = new ArrayList<>(List.of("--queue-arn", made.queueArn()));
        if (grants) {
          args.addAll(List.of("--with-grants", "--with-statements"));
        }
        var ran = keyway(world, args);
        assertThat(ran.exit).as(ran.stderr).isEqualTo(made.insecure.isEmpty() ? 0 : 1);
        admitted(ran.stdout);
      }
    }
  }

  @Test
  void anEndpointWithoutAwsIsSaid() throws IOException, InterruptedException {
    try (var world = new World()) {
      var ran =
          keyway(
              world,
              List.of("--queue-arn", World.queueArn("none"), "--endpoint", "http://127.0.0.1:9"));
      assertThat(ran.exit).isEqualTo(3);
      assertThat(ran.stdout).isEmpty();
      assertThat(ran.stderr).contains("AWS cannot be reached");
    }
  }

  private static void admitted(String yaml) {
    var documents = yaml.split("(?m)^---$", -1);
    assertThat(documents).hasSizeGreaterThan(2);
    for (var document : documents) {
      var object = Serialization.unmarshal(document, GenericKubernetesResource.class);
      ControlPlane.client().resource(object).inNamespace(namespace).patch(TRY);
    }
  }

  private Ran keyway(World world, List<String> args) throws IOException, InterruptedException {
    var stdout = folder.resolve("stdout");
    var stderr = folder.resolve("stderr");
    var command = new ArrayList<>(List.of(Path.of("keyway").toAbsolutePath().toString(), "import"));
    if (!args.contains("--endpoint")) {
      command.addAll(List.of("--endpoint", world.local.endpoint().toString()));
    }
    command.addAll(args);
    var builder =
        new ProcessBuilder(command).redirectOutput(stdout.toFile()).redirectError(stderr.toFile());
    var credentials = Credentials.ofRole(World.ACCOUNT, World.OPERATOR);
    builder.environment().put("AWS_ACCESS_KEY_ID", credentials.accessKeyId());
    builder.environment().put("AWS_SECRET_ACCESS_KEY", credentials.secretAccessKey());
    var process = builder.start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Ran(process.exitValue(), Files.readString(stdout), Files.readString(stderr));
  }
}
