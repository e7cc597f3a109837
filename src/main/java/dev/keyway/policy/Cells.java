package dev.keyway.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The combinations of choices that two documents can tell apart. The statements of the narrow
 * document come first.
 */
final class Cells {
  private final List<Statement> statements;
  private final PolicyDocument narrow;
  private final Dimension<Caller> callers;
  private final Dimension<String> actions;
  private final Dimension<String> resources;
  private final List<String> keys;
  private final List<Dimension<ContextValue>> values;
  private final List<Dimension<?>> all = new ArrayList<>();

  Cells(PolicyDocument narrow, PolicyDocument wide, @Nullable String resourceArn) {
    this.statements =
        Stream.concat(narrow.statements().stream(), wide.statements().stream()).toList();
    this.narrow = narrow;
    Vocabulary vocabulary = new Vocabulary(statements, resourceArn);
    Rows rows = new Rows(statements, narrow, wide, vocabulary);
    this.callers = rows.callers();
    this.actions = rows.actions();
    this.resources = rows.resources();
    this.keys = List.copyOf(vocabulary.keys().keySet());
    this.values = vocabulary.keys().entrySet().stream().map(rows::values).toList();
    all.add(callers);
    all.add(actions);
    all.add(resources);
    all.addAll(values);
  }

  /**
   * @param witness a request that differs for certain
   * @param doubtful a request may differ
   */
  record Outcome(@Nullable Request witness, boolean doubtful) {}

  long countFor(int statement) {
    long count = 1;
    for (List<Integer> choices : choicesOf(statement)) {
      count = Math.min(Integer.MAX_VALUE, count * choices.size());
    }
    return count;
  }

  /** The choices that the statement may match, by dimension. */
  private List<List<Integer>> choicesOf(int statement) {
    return all.stream()
        .map(
            dimension ->
                IntStream.range(0, dimension.size())
                    .filter(choice -> dimension.match(choice, statement) != Dimension.Match.NO)
                    .boxed()
                    .toList())
        .toList();
  }

  Outcome search(int statement) {
    List<List<Integer>> choices = choicesOf(statement);
    if (choices.stream().anyMatch(List::isEmpty)) {
      return new Outcome(null, false);
    }
    int[] at = new int[all.size()];
    boolean doubtful = false;
    do {
      int[] cell = IntStream.range(0, at.length).map(d -> choices.get(d).get(at[d])).toArray();
      Range wide = access(cell, narrow.statements().size(), statements.size());
      Range tight = access(cell, 0, narrow.statements().size());
      if (wide.least > tight.most) {
        return new Outcome(request(cell), false);
      }
      doubtful |= wide.most > tight.least;
    } while (next(at, choices));
    return new Outcome(null, doubtful);
  }

  private static boolean next(int[] at, List<List<Integer>> choices) {
    for (int d = at.length - 1; d >= 0; d--) {
      if (++at[d] < choices.get(d).size()) {
        return true;
      }
      at[d] = 0;
    }
    return false;
  }

  private Request request(int[] cell) {
    RequestContext.Builder context = RequestContext.absentUnlessStated();
    for (int k = 0; k < keys.size(); k++) {
      context.with(keys.get(k), values.get(k).choices().get(cell[3 + k]));
    }
    return new Request(
        callers.choices().get(cell[0]),
        actions.choices().get(cell[1]),
        resources.choices().get(cell[2]),
        context.build());
  }

  /** How much is granted, between what is certain and what is possible. */
  private record Range(int least, int most) {
    static final int NOTHING = 0;
    static final int TO_ACCOUNT = 1;
    static final int TO_CALLER = 2;
  }

  private Range access(int[] cell, int from, int to) {
    int least = Range.NOTHING;
    int most = Range.NOTHING;
    boolean mayDeny = false;
    for (int s = from; s < to; s++) {
      Dimension.Match match = match(cell, s);
      if (match == Dimension.Match.NO) {
        continue;
      }
      boolean certain = match != Dimension.Match.UNKNOWN;
      if (statements.get(s).effect() == Effect.DENY) {
        if (certain) {
          return new Range(Range.NOTHING, Range.NOTHING);
        }
        mayDeny = true;
        continue;
      }
      int level = isByAccount(cell, s) ? Range.TO_ACCOUNT : Range.TO_CALLER;
      most = Math.max(most, level);
      least = certain ? Math.max(least, level) : least;
    }
    return new Range(mayDeny ? Range.NOTHING : least, most);
  }

  private boolean isByAccount(int[] cell, int statement) {
    return callers.match(cell[0], statement) == Dimension.Match.BY_ACCOUNT;
  }

  private Dimension.Match match(int[] cell, int statement) {
    Dimension.Match joined = Dimension.Match.YES;
    for (int d = 0; d < cell.length; d++) {
      Dimension.Match match = all.get(d).match(cell[d], statement);
      if (match == Dimension.Match.NO) {
        return match;
      }
      joined = match.compareTo(joined) < 0 ? match : joined;
    }
    return joined;
  }
}
