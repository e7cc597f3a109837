package dev.keyway.policy;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.RandomAccess;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Lines for people that are put together when they are first read: most answers are only asked for
 * their kind. Not changed once made; racing readers at worst write the same lines twice.
 */
final class Trace extends AbstractList<String> implements RandomAccess {
  private static final int NEAREST = 3;

  private final Supplier<List<String>> source;
  private volatile List<String> lines = List.of();
  private volatile boolean written;

  private Trace(Supplier<List<String>> source) {
    this.source = source;
  }

  /** All statements, then the rules that joined them. */
  static List<String> of(List<StatementVerdict> verdicts, List<String> notes) {
    return new Trace(
        () ->
            Stream.concat(verdicts.stream().map(StatementVerdict::line), notes.stream()).toList());
  }

  /** The Allow statements that came closest without matching, then the rules. */
  static List<String> nearestMisses(List<StatementVerdict> verdicts, List<String> notes) {
    return new Trace(
        () -> {
          List<String> misses = new ArrayList<>(NEAREST);
          verdicts.stream()
              .filter(verdict -> verdict.isAllow() && verdict.truth() != Truth.YES)
              .sorted(Comparator.comparingLong(StatementVerdict::matchedParts).reversed())
              .limit(NEAREST)
              .forEach(verdict -> misses.add(verdict.line()));
          misses.addAll(notes);
          return List.copyOf(misses);
        });
  }

  private List<String> lines() {
    if (!written) {
      lines = source.get();
      written = true;
    }
    return lines;
  }

  @Override
  public String get(int index) {
    return lines().get(index);
  }

  @Override
  public int size() {
    return lines().size();
  }
}
