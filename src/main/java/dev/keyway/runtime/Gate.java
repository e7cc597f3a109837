package dev.keyway.runtime;

import java.time.Duration;

/**
 * Lets passes begin only between the moment when all caches have synced and the moment when the
 * process is asked to stop.
 */
final class Gate {
  /** After this an object may knock again at a gate that is shut: the process is about to end. */
  static final Duration SHUT = Duration.ofMinutes(5);

  private enum State {
    CLOSED,
    OPEN,
    SHUT
  }

  private State state = State.CLOSED;

  /** Wait for the gate to open; false when it is shut instead. */
  synchronized boolean enter() {
    try {
      while (state == State.CLOSED) {
        wait();
      }
      return state == State.OPEN;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Let passes begin, unless the process was asked to stop meanwhile. */
  synchronized void open() {
    if (state == State.CLOSED) {
      state = State.OPEN;
      notifyAll();
    }
  }

  /** Let no pass begin any more. */
  synchronized void shut() {
    state = State.SHUT;
    notifyAll();
  }
}
