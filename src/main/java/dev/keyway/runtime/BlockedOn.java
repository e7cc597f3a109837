package dev.keyway.runtime;

import dev.keyway.reconcile.ObjectName;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Which objects wait for which ARN or object name, as their last pass said.
 *
 * <p>A change that comes while the pass that will wait for it is still running is not lost: changes
 * are numbered, and a pass says from which number on it may have missed one. What an object's own
 * pass has caused or seen does not wake it.
 */
final class BlockedOn {
  private static final int REMEMBERED_CHANGES = 10_000;

  private record Change(long number, @Nullable ObjectName by) {}

  private final Consumer<ObjectName> wake;
  private final Map<ObjectName, Set<String>> waiting = new HashMap<>();
  private final Map<String, Set<ObjectName>> waiters = new HashMap<>();
  private final Map<String, Change> changes =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Change> eldest) {
          return size() > REMEMBERED_CHANGES;
        }
      };
  private long number;

  BlockedOn(Consumer<ObjectName> wake) {
    this.wake = wake;
  }

  /** Return the number of the last change. */
  synchronized long now() {
    return number;
  }

  /** Wake whoever waits for what has changed, but not the object whose pass noticed it. */
  void changed(String what, @Nullable ObjectName by) {
    woken(what, by).forEach(wake);
  }

  /** Note what an object waits for; nothing ends its waiting. */
  void waits(ObjectName name, Set<String> on, long since) {
    if (register(name, on, since)) {
      wake.accept(name);
    }
  }

  /** Return how many objects wait. */
  synchronized int size() {
    return waiting.size();
  }

  private synchronized Set<ObjectName> woken(String what, @Nullable ObjectName by) {
    number++;
    changes.remove(what);
    changes.put(what, new Change(number, by));
    var found = new HashSet<>(waiters.getOrDefault(what, Set.of()));
    if (by != null) {
      found.remove(by);
    }
    return found;
  }

  private synchronized boolean register(ObjectName name, Set<String> on, long since) {
    for (String what : waiting.getOrDefault(name, Set.of())) {
      waiters.computeIfPresent(what, (_, names) -> without(names, name));
    }
    waiting.remove(name);
    if (on.isEmpty()) {
      return false;
    }
    waiting.put(name, Set.copyOf(on));
    on.forEach(what -> waiters.computeIfAbsent(what, _ -> new HashSet<>()).add(name));
    return on.stream().anyMatch(what -> missed(what, name, since));
  }

  private boolean missed(String what, ObjectName name, long since) {
    Change last = changes.get(what);
    return last != null && last.number() > since && !name.equals(last.by());
  }

  private static @Nullable Set<ObjectName> without(Set<ObjectName> names, ObjectName name) {
    names.remove(name);
    return names.isEmpty() ? null : names;
  }
}
