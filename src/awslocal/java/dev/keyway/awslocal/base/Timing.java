package dev.keyway.awslocal.base;

import java.time.Duration;
import java.time.Instant;

/**
 * Time, and how long a write takes to be read back and to be in force. AWS promises neither: queue
 * attributes take up to 60 s, key policies seconds to minutes.
 */
public final class Timing {

  private final LocalClock clock;
  private volatile Duration readDelay;
  private volatile Duration effectDelay;

  public Timing(LocalClock clock, Duration readDelay, Duration effectDelay) {
    this.clock = clock;
    this.readDelay = readDelay;
    this.effectDelay = effectDelay;
  }

  public LocalClock clock() {
    return clock;
  }

  public Instant now() {
    return clock.instant();
  }

  /** How long reads still answer the former value. */
  public void readDelay(Duration delay) {
    readDelay = delay;
  }

  /** How long the former value stays in force. */
  public void effectDelay(Duration delay) {
    effectDelay = delay;
  }

  /** The value that a read answers now. */
  public <T> T read(Settling<T> value) {
    return value.asOf(now().minus(readDelay));
  }

  /** The value that is in force now. */
  public <T> T inForce(Settling<T> value) {
    return value.asOf(now().minus(effectDelay));
  }

  /** Whether something made at that time is listed by now. */
  public boolean isListed(Instant createdAt) {
    return !createdAt.isAfter(now().minus(readDelay));
  }
}
