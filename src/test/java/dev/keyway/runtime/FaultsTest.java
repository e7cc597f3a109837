package dev.keyway.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.api.v1alpha1.EncryptionKey;
import dev.keyway.api.v1alpha1.EncryptionKeySpec;
import dev.keyway.api.v1alpha1.EncryptionKeyStatus;
import dev.keyway.reconcile.Outcome;
import dev.keyway.reconcile.PassResult;
import dev.keyway.reconcile.Resource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Answers of an API server that a healthy one does not give on demand. */
@EnableKubernetesMockClient
class FaultsTest {
  private static final String PATH =
      "/apis/keyway.dev/v1alpha1/namespaces/ns/encryptionkeys/faulty";
  private static final String STATUS = PATH + "/status?fieldManager=keyway&force=true";

  @SuppressWarnings("NullAway.Init") // set by the extension
  KubernetesMockServer server;

  @SuppressWarnings("NullAway.Init") // set by the extension
  KubernetesClient client;

  private final ScriptedPass<EncryptionKeySpec, EncryptionKeyStatus> pass =
      new ScriptedPass<>(r -> ScriptedPass.done(Statuses.ready(EncryptionKeyStatus.class, r)));
  private final Agendas agendas = new Agendas();

  @BeforeEach
  void noPatience() {
    client.getConfiguration().setRequestRetryBackoffLimit(0);
  }

  @Test
  void aServerErrorBacksOffAndWakesDoNotBreakThat() {
    server.expect().patch().withPath(STATUS).andReturn(500, "{}").once();
    var reconciliation = reconciliation();

    Duration first = reconciliation.visit(key("1", false));
    Duration second = reconciliation.visit(key("1", false));

    assertThat(first).isEqualTo(Duration.ofSeconds(1));
    assertThat(second).isLessThanOrEqualTo(first).isPositive();
    assertThat(pass.count("faulty")).isEqualTo(1);
  }

  @Test
  void aNewGenerationDoesNotWaitForTheBackOff() {
    server.expect().patch().withPath(STATUS).andReturn(500, "{}").once();
    server.expect().patch().withPath(STATUS).andReturn(200, key("3", false)).once();
    var reconciliation = reconciliation();
    reconciliation.visit(key("1", false));
    var edited = key("2", false);
    edited.getMetadata().setGeneration(2L);

    reconciliation.visit(edited);

    assertThat(pass.count("faulty")).isEqualTo(2);
  }

  @Test
  void anObjectThatIsGoneIsNoFailure() {
    server.expect().patch().withPath(STATUS).andReturn(404, "{}").once();
    server.expect().get().withPath(PATH).andReturn(404, "{}").once();

    assertThat(reconciliation().visit(key("1", false))).isEqualTo(Duration.ofMinutes(10));
  }

  @Test
  void aConflictWithASuccessorOfTheSameNameLeavesItAlone() {
    var successor = key("7", false);
    successor.getMetadata().setUid("another");
    server.expect().patch().withPath(STATUS).andReturn(409, "{}").once();
    server.expect().get().withPath(PATH).andReturn(200, successor).once();

    reconciliation().visit(key("1", false));

    assertThat(pass.count("faulty")).isEqualTo(1);
  }

  @Test
  void aCacheBehindOurOwnWriteIsNotBelieved() {
    var written = key("8", false);
    written.setStatus(Statuses.ready(EncryptionKeyStatus.class, 1, "keyArn=arn:1"));
    server.expect().patch().withPath(STATUS).andReturn(200, written).always();
    var reconciliation = reconciliation();
    reconciliation.visit(key("1", false));

    reconciliation.visit(key("1", false));

    assertThat(pass.runs("faulty").getLast().status())
        .isNotNull()
        .extracting(EncryptionKeyStatus::keyArn)
        .isEqualTo("arn:1");
  }

  @Test
  void theFinalizerIsTakenOffTheVersionThatIsThere() throws InterruptedException {
    pass.script(FaultsTest::released);
    server.expect().patch().withPath(STATUS).andReturn(200, key("2", true)).once();
    server.expect().patch().withPath(PATH + "?fieldManager=keyway").andReturn(409, "{}").once();
    var moved = key("5", true);
    moved.getMetadata().setFinalizers(List.of("example.org/hold", Store.FINALIZER));
    server.expect().get().withPath(PATH).andReturn(200, moved).once();
    server.expect().patch().withPath(PATH + "?fieldManager=keyway").andReturn(200, moved).once();

    reconciliation().visit(key("1", true));

    var patch = server.getLastRequest().getBody().readUtf8();
    assertThat(patch)
        .contains("\"resourceVersion\":\"5\"")
        .contains("\"finalizers\":[\"example.org/hold\"]");
  }

  @Test
  void twoPassesOverOneObjectNeverRunAtOnce() {
    var reconciliation = reconciliation();
    var nested = new AtomicBoolean();
    server.expect().patch().withPath(STATUS).andReturn(200, key("2", false)).always();
    pass.script(
        resource -> {
          if (nested.compareAndSet(false, true)) {
            assertThat(reconciliation.visit(key("1", false))).isLessThan(Duration.ofSeconds(1));
          }
          return ScriptedPass.done(Statuses.ready(EncryptionKeyStatus.class, resource));
        });

    reconciliation.visit(key("1", false));

    assertThat(pass.count("faulty")).isEqualTo(1);
  }

  private Reconciliation<EncryptionKeySpec, EncryptionKeyStatus, EncryptionKey> reconciliation() {
    var wakes = new Wakes(new Neighbours(new InformerWanted(new Caches(), client)), agendas);
    var clock = Clock.systemUTC();
    var surroundings =
        new Surroundings(
            agendas,
            wakes,
            new Schedule(Duration.ofMinutes(10), () -> 0.5),
            new KubernetesEvents(client, "test", clock),
            new PassMetrics(new SimpleMeterRegistry()),
            clock,
            new Lanes(1));
    var rooms = new RoomPasses(pass, unused(), unused(), unused());
    return new Assembly(client, new Caches(), new Gate(), surroundings, rooms)
        .reconciliation(ResourceTypes.KEY, pass);
  }

  private static <S, T> ScriptedPass<S, T> unused() {
    return new ScriptedPass<>(
        _ -> {
          throw new AssertionError("not this kind");
        });
  }

  private static PassResult<EncryptionKeyStatus> released(Resource<?, ?> resource) {
    return new PassResult<>(
        new Outcome.Done(),
        Statuses.unready(EncryptionKeyStatus.class, resource),
        false,
        true,
        List.of());
  }

  private static EncryptionKey key(String version, boolean deleting) {
    return Serialization.unmarshal(
        """
        {"apiVersion":"keyway.dev/v1alpha1","kind":"EncryptionKey",
        "metadata":{"name":"faulty","namespace":"ns","uid":"u","generation":1,
        "creationTimestamp":"2026-01-01T00:00:00Z","resourceVersion":"%s",
        "finalizers":["keyway.dev/aws-cleanup"]%s},"spec":{}}
        """
            .formatted(version, deleting ? ",\"deletionTimestamp\":\"2026-01-02T00:00:00Z\"" : ""),
        EncryptionKey.class);
  }
}
