package dev.keyway.scenario;

import dev.keyway.aws.sdk.Ticker;
import java.time.Duration;

/** Elapsed time that only waiting moves: nothing in a scenario ever sleeps. */
final class StillTicker implements Ticker {
  private long nanos;

  @Override
  public synchronized long nanoTime() {
    return nanos;
  }

  @Override
  public synchronized void sleep(Duration duration) {
    nanos += duration.toNanos();
  }
}
