package dev.keyway.reconcile;

import java.time.Duration;
import java.time.Instant;

/**
 * How old what a pass looks at may be.
 *
 * <p>A pass that is woken by a neighbour looks at what the last check read; one that is due as a
 * check (intervals are jittered by ten per cent) finds that too old and reads anew. Before a write
 * all is read within the pass itself, or by another pass in the two seconds before it: AWS itself
 * takes up to a minute to show a change everywhere (docs/adr).
 *
 * @param notBefore reads begun earlier do not count
 * @param slowNotBefore the same for what changes rarely and is read every 12th check
 */
public record Freshness(Instant notBefore, Instant slowNotBefore) {
  private static final double DUE = 0.85;
  private static final Duration GATE = Duration.ofSeconds(2);

  /** Accept what the last check has read. */
  public static Freshness ofCheck(Instant now, Duration interval) {
    return new Freshness(
        now.minus(scaled(interval, DUE)),
        now.minus(scaled(interval, Settings.SLOW_CHECKS - 1 + DUE)));
  }

  /** Accept only what was read just now, whose object it is included. */
  public Freshness atGate(Instant passStart) {
    return new Freshness(passStart.minus(GATE), passStart.minus(GATE));
  }

  private static Duration scaled(Duration duration, double factor) {
    return Duration.ofMillis((long) (duration.toMillis() * factor));
  }
}
