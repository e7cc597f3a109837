package dev.keyway.runtime;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Waits that say what they wait for. */
final class Waiting {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Duration BEFORE_ANY_RECHECK = Duration.ofSeconds(20);
  private static final Duration POLL = Duration.ofMillis(20);

  private Waiting() {}

  /** Wait as long as a busy machine may need. */
  static void until(String what, Callable<Boolean> condition) {
    await(what).atMost(LONG).pollInterval(POLL).until(condition);
  }

  /** Wait for what an event brings: no check of its own comes by before 30 seconds. */
  static void atOnce(String what, Callable<Boolean> condition) {
    await(what).atMost(BEFORE_ANY_RECHECK).pollInterval(POLL).until(condition);
  }

  /** Watch for a while that something stays as it is: there is no event to wait for. */
  static void staysFor(Duration period, String what, Callable<Boolean> condition) {
    await(what).during(period).atMost(period.plus(LONG)).pollInterval(POLL).until(condition);
  }
}
