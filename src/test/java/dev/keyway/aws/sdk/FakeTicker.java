package dev.keyway.aws.sdk;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Time that passes only when somebody waits or a test says so. */
final class FakeTicker implements Ticker {
  private final List<Duration> slept = new ArrayList<>();
  private long now = 1;

  @Override
  public synchronized long nanoTime() {
    return now;
  }

  @Override
  public synchronized void sleep(Duration duration) {
    slept.add(duration);
    now += duration.toNanos();
  }

  /** Let time pass. */
  synchronized void advance(Duration duration) {
    now += duration.toNanos();
  }

  /** Return all waits so far. */
  synchronized List<Duration> slept() {
    return List.copyOf(slept);
  }
}
