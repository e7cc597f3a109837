package dev.keyway.runtime;

import java.time.Duration;

/**
 * How instances agree on the one that works.
 *
 * @param namespace of the Lease
 * @param name of the Lease
 * @param identity names this instance
 * @param duration how long a leader may be silent before another one takes over
 * @param retry how often the leader renews, and the others look
 */
record LeaseOptions(
    String namespace, String name, String identity, Duration duration, Duration retry) {
  static final String NAME = "keyway";

  /** The leader gives up before others may take over. */
  Duration renewDeadline() {
    return duration.multipliedBy(2).dividedBy(3);
  }
}
