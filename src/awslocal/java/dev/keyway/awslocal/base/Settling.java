package dev.keyway.awslocal.base;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * A value that takes time to be seen everywhere. Every write is kept with its time, so that a look
 * into the past answers what a slow part of AWS would still say; of several writers the last
 * settles.
 */
public final class Settling<T> {

  private record Version<T>(Instant from, T value) {}

  private static final int KEPT = 16;

  private final Deque<Version<T>> versions = new ArrayDeque<>();

  public Settling(T initial, Instant now) {
    versions.addLast(new Version<>(now, initial));
  }

  /** Writes a new value. */
  public void write(T value, Instant now) {
    versions.addLast(new Version<>(now, value));
    if (versions.size() > KEPT) {
      versions.removeFirst();
    }
  }

  /** What was written last. */
  public T latest() {
    return versions.getLast().value();
  }

  /** What stood at that time; before the first write, the first value. */
  public T asOf(Instant time) {
    Iterator<Version<T>> newestFirst = versions.descendingIterator();
    while (newestFirst.hasNext()) {
      Version<T> version = newestFirst.next();
      if (!version.from().isAfter(time)) {
        return version.value();
      }
    }
    return versions.getFirst().value();
  }
}
