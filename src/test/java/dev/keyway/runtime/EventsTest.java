package dev.keyway.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.api.v1alpha1.EncryptionKey;
import dev.keyway.api.v1alpha1.EncryptionKeyStatus;
import dev.keyway.reconcile.Reason;
import dev.keyway.reconcile.Transition;
import dev.keyway.support.ControlPlane;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventsTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00.123456Z");
  private static final Transition CREATED =
      new Transition(Transition.Type.NORMAL, Reason.KeyCreated, "Key arn:1 was created.");

  private String namespace = "";
  private EncryptionKey key = new EncryptionKey();

  @BeforeEach
  void object() {
    ControlPlane.installCrds();
    namespace = ControlPlane.namespace();
    key = new Cluster(namespace).createKey("told");
  }

  @AfterEach
  void release() {
    ControlPlane.release(namespace);
  }

  @Test
  void anEventSaysWhatHappenedToWhom() {
    series(START).add(key, CREATED);

    assertThat(events())
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.getReason()).isEqualTo("KeyCreated");
              assertThat(event.getNote()).isEqualTo("Key arn:1 was created.");
              assertThat(event.getType()).isEqualTo("Normal");
              assertThat(event.getReportingController()).isEqualTo("keyway.dev");
              assertThat(event.getReportingInstance()).isEqualTo("pod-1");
              assertThat(event.getRegarding().getUid()).isEqualTo(key.getMetadata().getUid());
              assertThat(event.getSeries()).isNull();
            });
  }

  @Test
  void theSameWithinTenMinutesIsCounted() {
    var clock = new SettableClock(START);
    var series = new EventSeries(ControlPlane.client(), "pod-1", clock);
    series.add(key, CREATED);
    clock.now = START.plus(Duration.ofMinutes(9));
    series.add(key, CREATED);
    clock.now = START.plus(Duration.ofMinutes(18));
    series.add(key, CREATED);

    assertThat(events())
        .singleElement()
        .satisfies(event -> assertThat(event.getSeries().getCount()).isEqualTo(3));

    clock.now = START.plus(Duration.ofMinutes(29));
    series.add(key, CREATED);
    assertThat(events()).as("after more than ten quiet minutes").hasSize(2);
  }

  @Test
  void anotherReasonIsAnotherEvent() {
    var series = series(START);
    series.add(key, CREATED);
    series.add(key, new Transition(Transition.Type.WARNING, Reason.PolicyWritten, "Again."));

    assertThat(events()).hasSize(2);
  }

  @Test
  void twoThingsOfOneReasonAreTwoEventsWithinBounds() {
    var series = series(START);
    for (int i = 0; i < 20; i++) {
      series.add(
          key, new Transition(Transition.Type.WARNING, Reason.DriftDetected, "Difference " + i));
    }

    assertThat(events()).hasSize(8).extracting(Event::getNote).contains("Difference 0");
  }

  @Test
  void anExpiredEventIsToldAnew() {
    var series = series(START);
    series.add(key, CREATED);
    events().forEach(event -> ControlPlane.client().resource(event).delete());

    series.add(key, CREATED);

    assertThat(events()).singleElement().extracting(Event::getSeries).isNull();
  }

  @Test
  void aNamespaceThatGoesAwayDoesNotHoldUpThePass() {
    var cluster = new Cluster(namespace);
    try (var operator = TestOperator.in(namespace)) {
      operator.keys.script(
          r ->
              ScriptedPass.done(
                  Statuses.ready(EncryptionKeyStatus.class, r, "alias=g" + r.deleting()), CREATED));
      operator.started();
      Waiting.until("an Event", () -> !events().isEmpty());

      ControlPlane.client().namespaces().withName(namespace).delete();

      Waiting.until(
          "the status of the deletion",
          () -> {
            var status = cluster.get(EncryptionKey.class, "told").getStatus();
            return status != null && "gtrue".equals(status.alias());
          });
      cluster.force(EncryptionKey.class, "told");
    }
  }

  @Test
  void aLongMessageIsCut() {
    series(START)
        .add(key, new Transition(Transition.Type.NORMAL, Reason.KeyCreated, "ä".repeat(5000)));

    assertThat(events().getFirst().getNote()).hasSize(511).endsWith("ä…");
  }

  private List<Event> events() {
    return ControlPlane.client().events().v1().events().inNamespace(namespace).list().getItems();
  }

  private static EventSeries series(Instant now) {
    return new EventSeries(ControlPlane.client(), "pod-1", Clock.fixed(now, ZoneOffset.UTC));
  }

  private static final class SettableClock extends Clock {
    private Instant now;

    SettableClock(Instant now) {
      this.now = now;
    }

    @Override
    public ZoneOffset getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(java.time.ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }
}
