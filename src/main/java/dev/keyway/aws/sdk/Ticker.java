package dev.keyway.aws.sdk;

import java.time.Duration;

/** Elapsed time, and the only way this room waits; tests put their own in its place. */
public interface Ticker {
  /** Return nanoseconds from an arbitrary origin, never going back. */
  long nanoTime();

  /** Block the calling thread for that long. */
  void sleep(Duration duration) throws InterruptedException;

  /** Return the ticker of the machine. */
  static Ticker system() {
    return SystemTicker.INSTANCE;
  }

  /** The machine's own time. */
  enum SystemTicker implements Ticker {
    INSTANCE;

    @Override
    public long nanoTime() {
      return System.nanoTime();
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
      Thread.sleep(duration);
    }
  }
}
