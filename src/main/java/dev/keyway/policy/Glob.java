package dev.keyway.policy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A text in which some places are wildcards: {@code *} for any characters, {@code ?} for one.
 * Literal characters stay apart from wildcards, so that an escaped or substituted {@code *} can be
 * literal.
 */
public final class Glob {
  static final int MANY = -1;
  static final int ONE = -2;

  private static final int[] NO_WILDCARD = {};

  private final String literal;

  /** Empty when there is no wildcard: most values have none, and are compared as they stand. */
  private final int[] tokens;

  private Glob(String literal, int[] tokens) {
    this.literal = literal;
    this.tokens = tokens;
  }

  /** Every {@code *} and {@code ?} is a wildcard. */
  public static Glob of(String pattern) {
    if (pattern.indexOf('*') < 0 && pattern.indexOf('?') < 0) {
      return new Glob(pattern, NO_WILDCARD);
    }
    int[] tokens = new int[pattern.length()];
    for (int i = 0; i < tokens.length; i++) {
      tokens[i] = token(pattern.charAt(i));
    }
    return new Glob(pattern, tokens);
  }

  /** Characters, {@link #MANY} and {@link #ONE}. */
  static Glob ofTokens(int[] tokens) {
    StringBuilder text = new StringBuilder(tokens.length);
    boolean literal = true;
    for (int token : tokens) {
      text.append(token == MANY ? '*' : token == ONE ? '?' : (char) token);
      literal &= token >= 0;
    }
    return new Glob(text.toString(), literal ? NO_WILDCARD : tokens);
  }

  static int token(int character) {
    return switch (character) {
      case '*' -> MANY;
      case '?' -> ONE;
      default -> character;
    };
  }

  /** Whether no place is a wildcard. */
  boolean isLiteral() {
    return tokens.length == 0;
  }

  /** Whether it is a single {@code *}. */
  boolean isStar() {
    return tokens.length == 1 && tokens[0] == MANY;
  }

  /** The text, in which wildcards stand for themselves. */
  String literal() {
    return literal;
  }

  /**
   * Whether the text matches when a wildcard may stand for any characters; never slower than
   * pattern times text.
   */
  public boolean matches(String text) {
    if (isLiteral()) {
      return literal.equals(text);
    }
    int at = 0;
    int position = 0;
    int star = -1;
    int resume = 0;
    while (position < text.length()) {
      if (at < tokens.length && tokens[at] == MANY) {
        star = at++;
        resume = position;
      } else if (at < tokens.length && (tokens[at] == ONE || tokens[at] == text.charAt(position))) {
        at++;
        position++;
      } else if (star >= 0) {
        at = star + 1;
        position = ++resume;
      } else {
        return false;
      }
    }
    return onlyManyFrom(at);
  }

  private boolean onlyManyFrom(int at) {
    for (int i = at; i < tokens.length; i++) {
      if (tokens[i] != MANY) {
        return false;
      }
    }
    return true;
  }

  /** Whether the text matches when only a {@code *} that ends a segment may go beyond a colon. */
  boolean matchesBySegment(String text) {
    if (isLiteral()) {
      return literal.equals(text);
    }
    // One row for each prefix of the pattern: which prefixes of the text it can match.
    boolean[] row = new boolean[text.length() + 1];
    row[0] = true;
    for (int i = 0; i < tokens.length; i++) {
      row = nextRow(row, i, text);
    }
    return row[text.length()];
  }

  private boolean[] nextRow(boolean[] row, int index, String text) {
    boolean[] next = new boolean[row.length];
    int token = tokens[index];
    boolean crosses = token == MANY && endsSegment(index);
    for (int p = 0; p < row.length; p++) {
      if (token == MANY) {
        next[p] = row[p] || (p > 0 && next[p - 1] && (crosses || text.charAt(p - 1) != ':'));
      } else if (p > 0 && row[p - 1]) {
        char c = text.charAt(p - 1);
        next[p] = token == ONE ? c != ':' : token == c;
      }
    }
    return next;
  }

  private boolean endsSegment(int index) {
    return index + 1 == tokens.length || tokens[index + 1] == ':';
  }

  /** The parts between colons, at most {@code limit}; the last keeps its colons. */
  List<Glob> segments(int limit) {
    int[] all = isLiteral() ? literal.chars().toArray() : tokens;
    List<Glob> segments = new ArrayList<>(limit);
    int start = 0;
    for (int i = 0; i < all.length && segments.size() < limit - 1; i++) {
      if (all[i] == ':') {
        segments.add(ofTokens(Arrays.copyOfRange(all, start, i)));
        start = i + 1;
      }
    }
    segments.add(ofTokens(Arrays.copyOfRange(all, start, all.length)));
    return segments;
  }
}
