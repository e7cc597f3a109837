package dev.keyway.reconcile;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** What Keyway itself wrote to AWS objects, and when. Thread-safe. */
final class RecentWrites {
  private record Write(String value, Instant at) {}

  private final Clock clock;
  private final Map<String, Map<String, Write>> writes = new ConcurrentHashMap<>();

  RecentWrites(Clock clock) {
    this.clock = clock;
  }

  void add(String arn, Map<String, String> values) {
    var now = clock.instant();
    var written = writes.computeIfAbsent(arn, _ -> new ConcurrentHashMap<>());
    values.forEach((name, value) -> written.put(name, new Write(value, now)));
  }

  Map<String, String> within(String arn, Duration window) {
    var since = clock.instant().minus(window);
    var recent = new TreeMap<String, String>();
    writes
        .getOrDefault(arn, Map.of())
        .forEach(
            (aspect, write) -> {
              if (write.at().isAfter(since)) {
                recent.put(aspect, write.value());
              }
            });
    return recent;
  }

  void forget(String arn) {
    writes.remove(arn);
  }
}
