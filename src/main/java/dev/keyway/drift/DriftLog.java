package dev.keyway.drift;

import dev.keyway.api.v1alpha1.DriftAction;
import dev.keyway.api.v1alpha1.DriftEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The bounded record of drift in an object's status: newest first, one entry a path, kept until 24
 * hours after the repair.
 */
public final class DriftLog {
  /** What the policy statements of others are called: one that is told no more is not repaired. */
  public static final String FOREIGN = "ForeignPolicy";

  private static final int MAX_ENTRIES = 20;
  private static final Duration KEPT_AFTER_REPAIR = Duration.ofHours(24);

  private static final Comparator<DriftEntry> NEWEST_FIRST =
      Comparator.comparing((DriftEntry entry) -> Instant.parse(entry.firstSeen())).reversed();
  private static final Comparator<DriftEntry> REPAIRED_LAST =
      Comparator.comparing((DriftEntry entry) -> entry.action() == DriftAction.REPAIRED);

  private DriftLog() {}

  /**
   * Merge a pass into the record.
   *
   * @param previous the record so far
   * @param found what differed when the pass began
   * @param remaining what still differs at its end
   * @param action what happens to what remains
   */
  public static List<DriftEntry> merge(
      List<DriftEntry> previous,
      List<Difference> found,
      List<Difference> remaining,
      DriftAction action,
      Instant now) {
    Map<String, DriftEntry> byPath = new LinkedHashMap<>();
    for (var entry : previous) {
      if (!expired(entry, now)) {
        byPath.put(entry.path(), entry);
      }
    }
    found.forEach(d -> byPath.compute(d.path(), (_, old) -> open(d, old, action, now)));
    remaining.forEach(d -> byPath.compute(d.path(), (_, old) -> open(d, old, action, now)));
    byPath.keySet().removeIf(p -> p.startsWith(FOREIGN) && !remains(p, remaining));
    byPath.replaceAll((path, entry) -> remains(path, remaining) ? entry : closed(entry, now));
    return byPath.values().stream()
        .sorted(REPAIRED_LAST.thenComparing(NEWEST_FIRST))
        .limit(MAX_ENTRIES)
        .sorted(NEWEST_FIRST)
        .toList();
  }

  /**
   * Leave open what was open before a pass that failed: it did not see whether it still is.
   *
   * @param merged the record as {@link #merge} made it
   * @param found what the pass did see
   */
  public static List<DriftEntry> notSeen(
      List<DriftEntry> merged, List<DriftEntry> previous, List<Difference> found) {
    var unseen = new LinkedHashMap<String, DriftEntry>();
    open(previous).forEach(entry -> unseen.put(entry.path(), entry));
    found.forEach(d -> unseen.remove(d.path()));
    return merged.stream().map(e -> unseen.getOrDefault(e.path(), e)).toList();
  }

  /** Return the entries that are not repaired. */
  public static List<DriftEntry> open(List<DriftEntry> entries) {
    return entries.stream().filter(e -> e.action() != DriftAction.REPAIRED).toList();
  }

  /** Return the paths of the entries that are not repaired. */
  public static List<String> openPaths(List<DriftEntry> entries) {
    return new ArrayList<>(open(entries).stream().map(DriftEntry::path).toList());
  }

  private static boolean remains(String path, List<Difference> remaining) {
    return remaining.stream().anyMatch(d -> d.path().equals(path));
  }

  private static DriftEntry open(
      Difference d, @Nullable DriftEntry old, DriftAction action, Instant now) {
    var episode = Optional.ofNullable(old).filter(e -> e.action() != DriftAction.REPAIRED);
    int repairs = old == null ? 0 : Contest.repairs(old, now);
    return new DriftEntry(
        d.path(),
        d.desired(),
        d.observed(),
        d.impact(),
        episode.map(DriftEntry::firstSeen).orElse(now.toString()),
        action,
        episode.filter(e -> e.action() == action).map(DriftEntry::at).orElse(now.toString()),
        repairs == 0 ? null : repairs,
        repairs == 0 || old == null ? null : old.repairedAt(),
        episode
            .filter(e -> e.impact() == d.impact() && e.witness() != null)
            .map(DriftEntry::witness)
            .orElse(d.witness()));
  }

  private static DriftEntry closed(DriftEntry entry, Instant now) {
    if (entry.action() == DriftAction.REPAIRED) {
      return entry;
    }
    return new DriftEntry(
        entry.path(),
        entry.desired(),
        entry.observed(),
        entry.impact(),
        entry.firstSeen(),
        DriftAction.REPAIRED,
        now.toString(),
        Contest.repairs(entry, now) + 1,
        now.toString(),
        entry.witness());
  }

  private static boolean expired(DriftEntry entry, Instant now) {
    var at = entry.at();
    return entry.action() == DriftAction.REPAIRED
        && at != null
        && Instant.parse(at).plus(KEPT_AFTER_REPAIR).isBefore(now);
  }
}
