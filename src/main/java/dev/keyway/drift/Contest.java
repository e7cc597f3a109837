package dev.keyway.drift;

import dev.keyway.api.v1alpha1.DriftEntry;
import dev.keyway.api.v1alpha1.Impact;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A value that somebody else keeps changing back. Two writers that disagree do not come to rest, so
 * from the third repair in a row on each is followed by a longer pause; what lets somebody in or
 * keeps messages from arriving is never left alone for long. All of it is derived from the record
 * of drift in status, so that a restart forgets nothing.
 */
public final class Contest {
  /** How many repairs in a row make a contest. */
  public static final int REPAIRS = 3;

  private static final Duration ROW_ENDS_AFTER = Duration.ofHours(2);
  private static final Duration FIRST = Duration.ofMinutes(10);
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final Duration FIRST_OF_URGENT = Duration.ofMinutes(1);
  private static final Duration LONGEST_OF_URGENT = Duration.ofMinutes(10);
  private static final int MOST_DOUBLINGS = 10;

  private Contest() {}

  /** Return until when a difference is left as it is; empty where it may be repaired now. */
  public static Optional<Instant> until(
      List<DriftEntry> record, String path, Impact impact, Instant now) {
    return record.stream()
        .filter(entry -> entry.path().equals(path) && repairs(entry, now) >= REPAIRS)
        .map(entry -> repairedAt(entry).orElseThrow().plus(pause(repairs(entry, now), impact)))
        .filter(now::isBefore)
        .findFirst();
  }

  /** Return whether the entry is of a value that is waited for, because it was changed back. */
  public static boolean isContested(DriftEntry entry) {
    var repairs = entry.repairs();
    return repairs != null && repairs >= REPAIRS && !DriftLog.open(List.of(entry)).isEmpty();
  }

  /** Return how often the value was repaired in a row, as far as the row has not ended. */
  static int repairs(DriftEntry entry, Instant now) {
    var repairs = entry.repairs();
    boolean over = repairedAt(entry).filter(at -> !now.isAfter(at.plus(ROW_ENDS_AFTER))).isEmpty();
    return repairs == null || over ? 0 : repairs;
  }

  private static Optional<Instant> repairedAt(DriftEntry entry) {
    return Optional.ofNullable(entry.repairedAt()).map(Instant::parse);
  }

  private static Duration pause(int repairs, Impact impact) {
    int doublings = Math.min(repairs - REPAIRS, MOST_DOUBLINGS);
    return switch (impact) {
      case LOOSENED, BROKEN -> least(FIRST_OF_URGENT, doublings, LONGEST_OF_URGENT);
      case TIGHTENED, CHANGED -> least(FIRST, doublings, LONGEST);
    };
  }

  private static Duration least(Duration first, int doublings, Duration longest) {
    var wanted = first.multipliedBy(1L << doublings);
    return wanted.compareTo(longest) < 0 ? wanted : longest;
  }
}
