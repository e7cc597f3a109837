package dev.keyway.policy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * One free choice of a request (its caller, its action, the value of a key), cut down to choices
 * that differ for at least one statement.
 *
 * @param choices one for each class
 * @param matches by class and statement
 */
record Dimension<T>(List<T> choices, List<List<Match>> matches) {

  /** How far a statement matches one choice; the account only for callers. */
  enum Match {
    NO,
    UNKNOWN,
    BY_ACCOUNT,
    YES;

    static Match of(Truth truth) {
      return switch (truth) {
        case NO -> NO;
        case UNKNOWN -> UNKNOWN;
        case YES -> YES;
      };
    }
  }

  /** The first of all choices that no statement tells apart stands for them. */
  static <T> Dimension<T> of(
      List<T> all, List<Statement> statements, BiFunction<T, Integer, Match> match) {
    Map<List<Match>, T> classes = new HashMap<>();
    List<T> choices = new ArrayList<>();
    List<List<Match>> rows = new ArrayList<>();
    for (T choice : all) {
      Match[] row = new Match[statements.size()];
      for (int i = 0; i < row.length; i++) {
        row[i] = match.apply(choice, i);
      }
      List<Match> key = Arrays.asList(row);
      if (classes.putIfAbsent(key, choice) == null) {
        choices.add(choice);
        rows.add(key);
      }
    }
    return new Dimension<>(choices, rows);
  }

  int size() {
    return choices.size();
  }

  Match match(int choice, int statement) {
    return matches.get(choice).get(statement);
  }
}
