package dev.keyway.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyway.support.Kubectl;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * Every example, applied as GitOps tools do, then changed behind Keyway's back: nothing of it shows
 * as a difference from Git, and nothing on the way is taken for a failure.
 */
class ExamplesIT {
  private static final Pattern MUTATION =
      Pattern.compile(
          "operation=(sqs|sns|kms):[A-Z]\\w+ region=\\S+ resource=[^-\\s]\\S* outcome=\\S+"
              + " requestId=[^-\\s]\\S+ object=[A-Z]\\w+/\\S+/\\S+ generation=\\d+ ");

  static Stream<Arguments> examples() throws IOException {
    try (var files = Files.list(Path.of("examples"))) {
      return files.sorted().toList().stream()
          .flatMap(file -> Stream.of(true, false).map(server -> Arguments.of(file, server)));
    }
  }

  @ParameterizedTest(name = "{0}, applied by the server: {1}")
  @MethodSource("examples")
  void hasNoDifferenceBeforeAndAfterARepair(Path example, boolean serverSide) throws IOException {
    try (var bench = new Bench();
        var watched = new Watched(bench.namespace)) {
      var kubectl = new Kubectl(bench.namespace);
      var yaml = Files.readString(example);
      bench.operator.start();

      assertThat(kubectl.run(yaml, apply(serverSide)).exitCode()).isZero();
      objects(yaml).forEach(object -> awaitReady(bench, object));

      assertThat(watched.healths().values()).allSatisfy(ExamplesIT::onlyProgress);
      assertNoDifference(kubectl, yaml, serverSide);
      tamper(bench);
      awaitRepair(bench, objects(yaml));
      assertNoDifference(kubectl, yaml, serverSide);
      assertThat(watched.healths().values().stream().flatMap(List::stream))
          .doesNotContain("Degraded", "Suspended");
      assertThat(watched.disagreements()).isEmpty();
      watched.versions().values().forEach(ExamplesIT::assertFieldsHaveTheirOwners);
      assertEveryMutationIsLogged(bench);
    }
  }

  private static String[] apply(boolean serverSide) {
    return Stream.of("apply", "--server-side=" + serverSide, "--filename=-").toArray(String[]::new);
  }

  private static void assertNoDifference(Kubectl kubectl, String yaml, boolean serverSide) {
    var diff = kubectl.run(yaml, "diff", "--server-side=" + serverSide, "--filename=-");

    assertThat(diff).isEqualTo(new Kubectl.Result(0, ""));
  }

  /** A controller's first word comes within a pass, so nothing is ever healthy and then not. */
  private static void onlyProgress(List<String> healths) {
    assertThat(healths).isEqualTo(List.of("Progressing", "Healthy"));
  }

  private static List<GenericKubernetesResource> objects(String yaml) {
    var objects = new ArrayList<GenericKubernetesResource>();
    for (var document : yaml.split("(?m)^---$", -1)) {
      objects.add(Serialization.unmarshal(document, GenericKubernetesResource.class));
    }
    return objects;
  }

  private static void awaitReady(Bench bench, GenericKubernetesResource object) {
    bench.awaitReady(object.getKind(), object.getMetadata().getName());
  }

  /** Take every queue's policy away, and so every topic's permission to send. */
  private static void tamper(Bench bench) {
    var sqs = bench.sqs(Bench.ACCOUNT, "admin");
    for (var url : sqs.listQueues().queueUrls()) {
      sqs.setQueueAttributes(
          r -> r.queueUrl(url).attributes(Map.of(QueueAttributeName.POLICY, "")));
    }
  }

  private static void awaitRepair(Bench bench, List<GenericKubernetesResource> objects) {
    for (var object : objects) {
      if (object.getKind().equals("EncryptedQueue")) {
        var name = object.getMetadata().getName();
        await("the policy of queue " + name + " is repaired")
            .atMost(Duration.ofSeconds(30))
            .until(
                () -> {
                  var drift = bench.object("EncryptedQueue", name).orElseThrow().get("status");
                  return String.valueOf(drift).contains("action=Repaired");
                });
      }
    }
    objects.forEach(object -> awaitReady(bench, object));
  }

  /** Keyway owns its finalizer and the status, and whoever applied the rest owns the rest. */
  private static void assertFieldsHaveTheirOwners(List<JsonNode> versions) {
    for (var entry : versions.getLast().at("/metadata/managedFields")) {
      var fields = entry.get("fieldsV1");
      if (!entry.path("manager").asText().startsWith("kubectl") && !isChildKey(versions)) {
        assertThat(StreamSupport.stream(fields.properties().spliterator(), false))
            .as("%s", entry)
            .allMatch(
                field ->
                    field.getKey().equals("f:status")
                        || field.getValue().toString().contains("keyway.dev/aws-cleanup"));
        assertThat(fields.has("f:spec")).isFalse();
      }
    }
  }

  private static void assertEveryMutationIsLogged(Bench bench) {
    var lines =
        bench.operator.output().lines().filter(line -> line.contains("aws mutation")).toList();

    assertThat(lines)
        .hasSizeGreaterThanOrEqualTo(
            bench
                .aws
                .calls()
                .where(call -> call.isMutating() && call.caller().contains("keyway"))
                .size())
        .isNotEmpty()
        .allMatch(line -> MUTATION.matcher(line).find());
  }

  private static boolean isChildKey(List<JsonNode> versions) {
    return versions.getLast().at("/metadata/ownerReferences").isArray();
  }
}
