package dev.keyway.runtime;

import dev.keyway.aws.sdk.Ticker;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Elapsed time that runs so many times as fast as that of the machine. */
final class FastTicker implements Ticker {
  private final int factor;

  FastTicker(int factor) {
    this.factor = factor;
  }

  @Override
  public long nanoTime() {
    return System.nanoTime() * factor;
  }

  @Override
  public void sleep(Duration duration) throws InterruptedException {
    long end = System.nanoTime() + duration.toNanos() / factor;
    for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
  }
}
