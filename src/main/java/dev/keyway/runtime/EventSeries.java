package dev.keyway.runtime;

import dev.keyway.reconcile.Reason;
import dev.keyway.reconcile.Transition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.api.model.events.v1.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Events in series: what happens to an object again within ten minutes is counted on the Event that
 * told it first. Of one reason, only so many are told in words of their own; the others are counted
 * on the last of these. Used by one thread.
 */
final class EventSeries {
  static final String CONTROLLER = "keyway.dev";

  private static final Duration WINDOW = Duration.ofMinutes(10);
  private static final int LONGEST_NOTE = 1024;
  private static final String ELLIPSIS = "…";
  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private static final int MOST_OF_A_REASON = 8;

  private record Key(String uid, Transition.Type type, Reason reason, int place) {}

  private record Told(String namespace, String name, String message, int count, Instant last) {
    Told again(Instant now) {
      return new Told(namespace, name, message, count + 1, now);
    }
  }

  private final KubernetesClient client;
  private final String instance;
  private final Clock clock;
  private final Map<Key, Told> told = new HashMap<>();

  EventSeries(KubernetesClient client, String instance, Clock clock) {
    this.client = client;
    this.instance = instance;
    this.clock = clock;
  }

  /** Tell a transition of an object, as a new Event or as one more of a series. */
  void add(HasMetadata object, Transition transition) {
    Instant now = clock.instant();
    told.values().removeIf(past -> past.last().plus(WINDOW).isBefore(now));
    var key = key(object, transition);
    Told present =
        Optional.ofNullable(told.get(key))
            .map(past -> past.again(now))
            .filter(this::isCounted)
            .orElseGet(() -> create(object, transition, now));
    told.put(key, present);
  }

  /** Find the place of the same words, else the next free one, else the last. */
  private Key key(HasMetadata object, Transition transition) {
    var uid = object.getMetadata().getUid();
    for (int place = 0; place < MOST_OF_A_REASON - 1; place++) {
      var key = new Key(uid, transition.type(), transition.reason(), place);
      var past = told.get(key);
      if (past == null || past.message().equals(transition.message())) {
        return key;
      }
    }
    return new Key(uid, transition.type(), transition.reason(), MOST_OF_A_REASON - 1);
  }

  /** Count on an Event that is there; false when it has expired. */
  private boolean isCounted(Told series) {
    try {
      var event =
          new EventBuilder()
              .withNewMetadata()
              .withName(series.name())
              .withNamespace(series.namespace())
              .endMetadata()
              .build();
      // Of a bare name fabric8 would read the object first, which Keyway may not.
      client
          .resource(event)
          .patch(
              PatchContext.of(PatchType.JSON_MERGE),
              "{\"series\":{\"count\":%d,\"lastObservedTime\":\"%s\"}}"
                  .formatted(series.count(), MICROS.format(series.last())));
      return true;
    } catch (KubernetesClientException e) {
      if (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
        return false;
      }
      throw e;
    }
  }

  private Told create(HasMetadata object, Transition transition, Instant now) {
    ObjectMeta metadata = object.getMetadata();
    var digits = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    Event event =
        new EventBuilder()
            .withNewMetadata()
            .withName(metadata.getName() + "." + digits)
            .withNamespace(namespace(metadata))
            .endMetadata()
            .withNewRegarding()
            .withApiVersion(object.getApiVersion())
            .withKind(object.getKind())
            .withNamespace(metadata.getNamespace())
            .withName(metadata.getName())
            .withUid(metadata.getUid())
            .endRegarding()
            .withEventTime(new MicroTime(MICROS.format(now)))
            .withReportingController(CONTROLLER)
            .withReportingInstance(instance)
            .withAction("Reconcile")
            .withReason(transition.reason().name())
            .withNote(shortened(transition.message()))
            .withType(Spelling.of(transition.type()))
            .build();
    client.resource(event).create();
    return new Told(
        namespace(metadata), event.getMetadata().getName(), transition.message(), 1, now);
  }

  /** Kubernetes takes Events of what has no namespace in this one only. */
  private static String namespace(ObjectMeta metadata) {
    return Objects.requireNonNullElse(metadata.getNamespace(), "default");
  }

  /** Kubernetes counts bytes. */
  private static String shortened(String message) {
    if (message.getBytes(StandardCharsets.UTF_8).length <= LONGEST_NOTE) {
      return message;
    }
    var cut = new StringBuilder();
    int bytes = ELLIPSIS.getBytes(StandardCharsets.UTF_8).length;
    for (int codePoint : message.codePoints().toArray()) {
      bytes += Character.toString(codePoint).getBytes(StandardCharsets.UTF_8).length;
      if (bytes > LONGEST_NOTE) {
        break;
      }
      cut.appendCodePoint(codePoint);
    }
    return cut.append(ELLIPSIS).toString();
  }
}
