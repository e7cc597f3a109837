package dev.keyway.gitops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.keyway.gitops.ArgoCd.Health;
import dev.keyway.reconcile.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every state that an object can be in, as Argo CD, Flux and kstatus see it. */
class HealthTest {
  private static final YAMLMapper YAML = new YAMLMapper();

  /**
   * A state of an object.
   *
   * @param metadata besides the name, as YAML in flow style
   * @param status as YAML in flow style; empty when there is none
   */
  record State(String what, String metadata, String status, Health health, Kstatus kstatus) {
    JsonNode of(Kind kind) {
      var status = status().isEmpty() ? "" : "status: " + status();
      try {
        return YAML.readTree(
            """
            apiVersion: keyway.dev/v1alpha1
            kind: %s
            metadata: {name: payments, %s}
            spec: {}
            %s
            """
                .formatted(kind.kubernetesName(), metadata, status));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public String toString() {
      return what;
    }
  }

  static List<State> states() {
    var waits = "Keyway has not looked at this generation yet.";
    var second = "generation: 2";
    var deleted = "generation: 2, deletionTimestamp: '2026-01-01T00:00:00Z'";
    return List.of(
        new State(
            "created, nothing reported",
            second,
            "{observedGeneration: -1}",
            new Health("Progressing", waits),
            Kstatus.IN_PROGRESS),
        new State(
            "ready, but for the generation before",
            second,
            status(1, "True", "Proven", "False"),
            new Health("Progressing", waits),
            Kstatus.IN_PROGRESS),
        new State(
            "stalled, but for the generation before",
            second,
            status(1, "False", "InvalidName", "True"),
            new Health("Progressing", waits),
            Kstatus.IN_PROGRESS),
        new State(
            "waits for another object",
            second,
            status(2, "False", "ReferenceNotFound", "False"),
            new Health("Progressing", "ready: ReferenceNotFound"),
            Kstatus.IN_PROGRESS),
        new State(
            "throttled by AWS",
            second,
            status(2, "False", "Throttled", "False"),
            new Health("Progressing", "ready: Throttled"),
            Kstatus.IN_PROGRESS),
        new State(
            "somebody has to act",
            second,
            status(2, "False", "OwnershipConflict", "True"),
            new Health("Degraded", "stalled: OwnershipConflict"),
            Kstatus.FAILED),
        new State(
            "ready",
            second,
            status(2, "True", "Proven", "False"),
            new Health("Healthy", "ready: Proven"),
            Kstatus.CURRENT),
        new State(
            "paused",
            second,
            status(2, "False", "Paused", "False"),
            new Health("Suspended", "ready: Paused"),
            Kstatus.IN_PROGRESS),
        new State(
            "paused, and says that it is not known",
            second,
            status(2, "Unknown", "Paused", "False"),
            new Health("Suspended", "ready: Paused"),
            Kstatus.IN_PROGRESS),
        new State(
            "being deleted",
            deleted,
            status(2, "False", "StillSubscribed", "False"),
            new Health("Progressing", "ready: StillSubscribed"),
            Kstatus.TERMINATING),
        new State(
            "being deleted, and somebody has to act",
            deleted,
            status(2, "False", "AccessDenied", "True"),
            new Health("Progressing", "ready: AccessDenied"),
            Kstatus.TERMINATING),
        new State(
            "being deleted before anything was reported",
            deleted,
            "{observedGeneration: -1}",
            new Health("Progressing", "The object is being deleted."),
            Kstatus.TERMINATING));
  }

  private static String status(int observed, String ready, String reason, String stalled) {
    return """
        {observedGeneration: %d, conditions: [
          {type: Ready, status: '%s', reason: %s, message: 'ready: %s'},
          {type: Reconciling, status: '%s', reason: %s, message: m},
          {type: Stalled, status: '%s', reason: %s, message: 'stalled: %s'}]}"""
        .formatted(
            observed,
            ready,
            reason,
            reason,
            ready.equals("True") || stalled.equals("True") ? "False" : "True",
            reason,
            stalled,
            reason,
            reason);
  }

  @ParameterizedTest
  @MethodSource("states")
  void isSeenAlikeByAll(State state) {
    for (var kind : Kind.values()) {
      var object = state.of(kind);

      assertThat(ArgoCd.health(object)).as(kind.name()).isEqualTo(state.health());
      assertThat(Kstatus.of(object)).as(kind.name()).isEqualTo(state.kstatus());
      assertThat(Flux.status(object)).as(kind.name()).isEqualTo(withoutDeletion(state.kstatus()));
    }
  }

  private static Kstatus withoutDeletion(Kstatus status) {
    return status == Kstatus.TERMINATING ? Kstatus.IN_PROGRESS : status;
  }

  static Stream<State> unfinished() {
    return Stream.of(
        new State("no status", "generation: 1", "", none(), Kstatus.CURRENT),
        new State("an empty status", "generation: 1", "{}", none(), Kstatus.CURRENT),
        new State(
            "observed, without conditions",
            "generation: 1",
            "{observedGeneration: 1}",
            none(),
            Kstatus.CURRENT));
  }

  private static Health none() {
    return new Health("Progressing", "");
  }

  /** The schema's default keeps all but the last of these off the API server; see the kinds. */
  @ParameterizedTest
  @MethodSource("unfinished")
  void isNotTakenForFinishedByArgoCd(State state) {
    for (var kind : Kind.values()) {
      var health = ArgoCd.health(state.of(kind));

      assertThat(health.status()).isEqualTo("Progressing");
      assertThat(Objects.requireNonNull(health.message())).isNotBlank();
    }
  }
}
