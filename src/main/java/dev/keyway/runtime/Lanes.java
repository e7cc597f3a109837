package dev.keyway.runtime;

import java.util.concurrent.Semaphore;

/**
 * Keeps a part of the threads free for what users are waiting for. Checks, repeated passes and the
 * first look at what a former process left behind take the other lanes; when those are full, the
 * object comes again.
 */
final class Lanes {
  private static final int RESERVED_SHARE = 4;

  private final Semaphore unhurried;

  /** Divide that many threads. */
  Lanes(int threads) {
    unhurried = new Semaphore(Math.max(1, threads - reserved(threads)));
  }

  /** Return how many of that many threads are kept free: a quarter. */
  static int reserved(int threads) {
    return Math.max(1, threads / RESERVED_SHARE);
  }

  /** Take a lane for a pass that nobody waits for; false when there is none. */
  boolean tryEnter() {
    return unhurried.tryAcquire();
  }

  /** Give the lane back. */
  void leave() {
    unhurried.release();
  }
}
