package dev.keyway.aws.sdk;

import java.time.Duration;

/**
 * Calls of one API operation, let through at a rate.
 *
 * <p>A caller takes its token at once and is told how long to wait for it, so that callers go in
 * the order in which they came. The rate halves when AWS throttles and comes back by a twentieth of
 * the full rate per second.
 */
final class TokenBucket {
  /** {@link #take} found no token within the bound. */
  static final long NONE = -1;

  private static final double NANOS_PER_SECOND = Duration.ofSeconds(1).toNanos();

  /**
   * Seconds of full rate that may be used at once: with more, a second could see twice the rate.
   */
  private static final double BURST_SECONDS = 0.2;

  private static final double DECREASE = 0.5;
  private static final double LOWEST_SHARE = 1.0 / 32;
  private static final double RECOVERY_SHARE_PER_SECOND = 1.0 / 20;

  private final double fullRate;
  private final double capacity;
  private double rate;
  private double tokens;
  private long refilledAt;
  private long decreasedAt;

  /** Create a full bucket for that many calls per second. */
  TokenBucket(double fullRate, long now) {
    this.fullRate = fullRate;
    capacity = Math.max(1, fullRate * BURST_SECONDS);
    rate = fullRate;
    tokens = capacity;
    refilledAt = now;
    decreasedAt = now;
  }

  /** Take a token; return the nanoseconds to wait for it, or {@link #NONE} beyond the bound. */
  synchronized long take(long now, long boundNanos) {
    refill(now);
    double wait = Math.max(0, (1 - tokens) / rate * NANOS_PER_SECOND);
    if (wait > boundNanos) {
      return NONE;
    }
    tokens -= 1;
    return (long) Math.ceil(wait);
  }

  /**
   * Slow down after AWS throttled a call that was sent at that time. Calls that were already under
   * way when the rate was last lowered say nothing about the lower rate.
   */
  synchronized void throttled(long now, long sentAt) {
    refill(now);
    if (sentAt - decreasedAt < 0) {
      return;
    }
    rate = Math.max(rate * DECREASE, fullRate * LOWEST_SHARE);
    tokens = Math.min(tokens, 0);
    decreasedAt = now;
  }

  /** Return the calls per second that are let through now. */
  synchronized double rate(long now) {
    refill(now);
    return rate;
  }

  private void refill(long now) {
    double seconds = (now - refilledAt) / NANOS_PER_SECOND;
    if (seconds <= 0) {
      return;
    }
    tokens = Math.min(capacity, tokens + seconds * rate);
    rate = Math.min(fullRate, rate + seconds * fullRate * RECOVERY_SHARE_PER_SECOND);
    refilledAt = now;
  }
}
