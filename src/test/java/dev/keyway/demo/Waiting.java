package dev.keyway.demo;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Waits for facts, and not for ever. */
final class Waiting {
  private static final Duration PAUSE = Duration.ofMillis(100);

  private Waiting() {}

  /** Return what is looked for as soon as it is there. */
  static <T> T forResult(String what, Duration atMost, Supplier<Optional<T>> look) {
    long deadline = System.nanoTime() + atMost.toNanos();
    while (true) {
      Optional<T> found = look.get();
      if (found.isPresent()) {
        return found.get();
      }
      if (System.nanoTime() > deadline) {
        throw new DemoFailure("Waited " + atMost.toSeconds() + " s in vain for " + what + ".");
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DemoFailure("Interrupted.", e);
    }
  }
}
