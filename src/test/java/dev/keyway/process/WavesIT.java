package dev.keyway.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyway.gitops.ArgoCd;
import dev.keyway.gitops.ArgoCd.Health;
import dev.keyway.support.ControlPlane;
import dev.keyway.support.Kubectl;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Sync waves as Argo CD runs them: a wave is applied, and the next one only when all of it is
 * healthy; nothing may be degraded meanwhile, because that ends the sync. Pruning goes backwards.
 */
class WavesIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Bench BENCH = new Bench();
  private static Watched watched;

  @BeforeAll
  static void start() {
    watched = new Watched(BENCH.namespace);
    BENCH.operator.start();
  }

  @AfterAll
  static void stop() {
    watched.close();
    BENCH.close();
  }

  /** K, T, Q and S for the kinds, a blank between two waves. */
  @ParameterizedTest
  @ValueSource(strings = {"K T Q S", "K Q T S", "K TQ S", "T Q S", "Q T S", "TQ S", "KTQS", "TQS"})
  void endsHealthyInTheOrdersThatTheDocumentationAllowsAndIsPrunedBackwards(String order) {
    var name = "w-" + order.toLowerCase(Locale.ROOT).replace(' ', '-');
    var waves = List.of(order.split(" ", -1));

    for (var wave : waves) {
      kinds(wave).forEach(kind -> BENCH.apply(manifest(kind, name, order.contains("K"))));
      kinds(wave).forEach(kind -> awaitHealth(kind, name, "Healthy"));
    }

    assertNeverDegraded(name);
    for (var wave : waves.reversed()) {
      kinds(wave).forEach(kind -> BENCH.delete(kindOf(kind), name));
      kinds(wave).forEach(kind -> BENCH.awaitGone(kindOf(kind), name));
    }
    assertNeverDegraded(name);
  }

  /** The first wave can never become healthy; that is why the documentation warns of it. */
  @ParameterizedTest
  @CsvSource({
    "Q, KTS, EncryptionKey",
    "T, KQS, EncryptionKey",
    "S, KTQ, EncryptedTopic",
  })
  void waitsForWhatComesInALaterWaveAndSaysSo(String first, String later, String missing) {
    var name = "late-" + first.toLowerCase(Locale.ROOT);
    kinds(first).forEach(kind -> BENCH.apply(manifest(kind, name, true)));

    await("it says what it waits for")
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(health(first.charAt(0), name).message())
                    .contains("%s \"%s\"".formatted(missing, name)));
    assertThat(health(first.charAt(0), name).status()).isEqualTo("Progressing");

    kinds(later).forEach(kind -> BENCH.apply(manifest(kind, name, true)));
    kinds(first + later).forEach(kind -> awaitHealth(kind, name, "Healthy"));
    assertNeverDegraded(name);
  }

  @Test
  void checkNowIsAcceptedByTheServerAndIsNoDifferenceFromGit() {
    BENCH.apply(manifest('K', "check", true));
    awaitHealth('K', "check", "Healthy");

    var changed = ArgoCd.act("check-now", json('K', "check"));
    ControlPlane.client()
        .genericKubernetesResources(Bench.context("EncryptionKey"))
        .inNamespace(BENCH.namespace)
        .withName("check")
        .patch(PatchContext.of(PatchType.JSON_MERGE), changed.toString());

    assertThat(json('K', "check").at("/metadata/annotations").has("keyway.dev/check-now")).isTrue();
    assertThat(
            new Kubectl(BENCH.namespace)
                .run(manifest('K', "check", true), "diff", "--server-side", "--filename=-"))
        .isEqualTo(new Kubectl.Result(0, ""));
    awaitHealth('K', "check", "Healthy");
    assertNeverDegraded("check");
  }

  @ParameterizedTest
  @ValueSource(chars = {'K', 'T', 'Q', 'S'})
  void pauseIsSuspendedAndResumeIsHealthyAgain(char kind) {
    var name = "held-" + Character.toLowerCase(kind);
    kinds("KTQS").forEach(each -> BENCH.apply(manifest(each, name, true)));
    kinds("KTQS").forEach(each -> awaitHealth(each, name, "Healthy"));

    act("pause", kind, name);
    awaitHealth(kind, name, "Suspended");
    act("resume", kind, name);
    awaitHealth(kind, name, "Healthy");

    assertNeverDegraded(name);
  }

  // Argo CD sends the difference; the operator may have written status in between.
  private static void act(String action, char kind, String name) {
    await("the action is taken")
        .atMost(PATIENCE)
        .ignoreException(KubernetesClientException.class)
        .until(
            () -> {
              var changed = ArgoCd.act(action, json(kind, name));
              var resource =
                  Serialization.unmarshal(changed.toString(), GenericKubernetesResource.class);
              return ControlPlane.client()
                      .genericKubernetesResources(Bench.context(kindOf(kind)))
                      .inNamespace(BENCH.namespace)
                      .resource(resource)
                      .update()
                  != null;
            });
  }

  @Test
  void anOwnershipConflictIsDegraded() {
    var sqs = BENCH.sqs(Bench.ACCOUNT, "admin");
    sqs.createQueue(r -> r.queueName(BENCH.namespace + "_taken"));

    BENCH.apply(manifest('Q', "taken", false));

    awaitHealth('Q', "taken", "Degraded");
    assertThat(watched.disagreements()).isEmpty();
  }

  @Test
  void theServerTakesTheConfigMapForArgoCd() {
    var result =
        new Kubectl(BENCH.namespace)
            .run("", "apply", "--server-side", "--filename=gitops/argocd/argocd-cm.yaml");

    assertThat(result.exitCode()).as(result.output()).isZero();
  }

  private static void assertNeverDegraded(String name) {
    assertThat(
            watched.healths().entrySet().stream()
                .filter(entry -> entry.getKey().contains("/" + name))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)))
        .isNotEmpty()
        .allSatisfy((object, healths) -> assertThat(healths).as(object).doesNotContain("Degraded"))
        .allSatisfy((object, healths) -> assertThat(healths.getFirst()).isEqualTo("Progressing"));
    assertThat(watched.disagreements()).isEmpty();
  }

  private static List<Character> kinds(String wave) {
    return wave.chars().mapToObj(kind -> (char) kind).toList();
  }

  private static String kindOf(char letter) {
    return switch (letter) {
      case 'K' -> "EncryptionKey";
      case 'T' -> "EncryptedTopic";
      case 'Q' -> "EncryptedQueue";
      default -> "TopicSubscription";
    };
  }

  private static void awaitHealth(char kind, String name, String status) {
    await(kindOf(kind) + " " + name + " is " + status)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .untilAsserted(() -> assertThat(health(kind, name).status()).isEqualTo(status));
  }

  private static Health health(char kind, String name) {
    return ArgoCd.health(json(kind, name));
  }

  private static JsonNode json(char kind, String name) {
    return JSON.valueToTree(BENCH.object(kindOf(kind), name).orElseThrow());
  }

  private static String manifest(char kind, String name, boolean shared) {
    var encryption =
        shared ? "{mode: SharedKey, keyRef: {name: %s}}".formatted(name) : "{mode: OwnKey}";
    var spec =
        switch (kind) {
          case 'K' -> "{description: waves}";
          case 'S' -> "{topicRef: {name: %1$s}, queueRef: {name: %1$s}}".formatted(name);
          default -> "{encryption: %s}".formatted(encryption);
        };
    return """
        apiVersion: keyway.dev/v1alpha1
        kind: %s
        metadata: {name: %s}
        spec: %s
        """
        .formatted(kindOf(kind), name, spec);
  }
}
