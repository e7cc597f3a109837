package dev.keyway.runtime;

import dev.keyway.reconcile.Kind;
import dev.keyway.reconcile.ObjectName;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The agendas of all objects. They are kept by name, as AWS knows objects by name: an object that
 * was deleted and created again never has two passes at once.
 */
final class Agendas {
  private final Map<ObjectName, Agenda> agendas = new ConcurrentHashMap<>();

  /** Enter the object's agenda; empty while another thread is in it. */
  Optional<Agenda> enter(ObjectName name, Instant now) {
    var entered = new AtomicReference<@Nullable Agenda>();
    agendas.compute(
        name,
        (_, known) -> {
          var agenda = known == null ? new Agenda() : known;
          entered.set(agenda.tryEnter(now) ? agenda : null);
          return agenda;
        });
    return Optional.ofNullable(entered.get());
  }

  /** Note a wake-up, also of an object that has not been visited yet. */
  void wake(ObjectName name) {
    agendas.computeIfAbsent(name, _ -> new Agenda()).wake();
  }

  /** Note that the object has to be looked at like one that was edited. */
  void renew(ObjectName name) {
    agendas.computeIfPresent(
        name,
        (_, agenda) -> {
          agenda.renew();
          return agenda;
        });
  }

  /** Drop what is known of an object that is gone. A pass that still runs keeps its agenda. */
  void forget(ObjectName name) {
    agendas.computeIfPresent(name, (_, agenda) -> agenda.outlives() ? agenda : null);
  }

  /**
   * Leave the object's agenda, and drop it if the object has gone meanwhile.
   *
   * @return whether a successor of the name may wait
   */
  boolean leave(ObjectName name, Agenda agenda) {
    var mayWait = new AtomicBoolean();
    agendas.computeIfPresent(
        name,
        (_, known) -> {
          mayWait.set(agenda.leave());
          return agenda.isGone() ? null : known;
        });
    return mayWait.get();
  }

  /** Return since when the pass runs that has been running longest. */
  Optional<Instant> oldestEntry() {
    return agendas.values().stream()
        .flatMap(agenda -> agenda.enteredAt().stream())
        .min(Comparator.naturalOrder());
  }

  /** Return how many objects of a kind are due and found no lane. */
  long turnedAway(Kind kind) {
    return agendas.entrySet().stream()
        .filter(entry -> entry.getKey().kind() == kind && entry.getValue().isTurnedAway())
        .count();
  }

  /** Return when the object was last checked by this process, if it ever was. */
  Optional<Instant> checkedAt(ObjectName name) {
    return Optional.ofNullable(agendas.get(name)).flatMap(Agenda::checkedAt);
  }
}
