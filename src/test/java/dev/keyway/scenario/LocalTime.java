package dev.keyway.scenario;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;

/** The local AWS's time as a clock. */
final class LocalTime extends Clock {
  private final InstantSource source;
  private final ZoneId zone;

  LocalTime(InstantSource source, ZoneId zone) {
    this.source = source;
    this.zone = zone;
  }

  @Override
  public ZoneId getZone() {
    return zone;
  }

  @Override
  public Clock withZone(ZoneId other) {
    return new LocalTime(source, other);
  }

  @Override
  public Instant instant() {
    return source.instant();
  }
}
