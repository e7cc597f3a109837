package dev.keyway.awslocal.iam;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A pattern with {@code *} and {@code ?}, its policy variables replaced ("IAM policy elements:
 * Variables and tags", IAM user guide). What a variable brings in stands for itself, never for a
 * wildcard.
 */
final class Glob {

  private static final int ANY = -1;
  private static final int ONE = -2;

  private final int[] tokens;

  private Glob(List<Integer> tokens) {
    this.tokens = tokens.stream().mapToInt(Integer::intValue).toArray();
  }

  /** A pattern without variables. */
  static Glob of(String pattern) {
    List<Integer> tokens = new ArrayList<>(pattern.length());
    appendPattern(tokens, pattern);
    return new Glob(tokens);
  }

  /** Replaces the variables; empty when one has no single value, which matches nothing. */
  static Optional<Glob> compile(String pattern, boolean variables, RequestContext context) {
    if (!variables || !pattern.contains("${")) {
      return Optional.of(of(pattern));
    }
    List<Integer> tokens = new ArrayList<>();
    int at = 0;
    while (true) {
      int open = pattern.indexOf("${", at);
      int close = open < 0 ? -1 : pattern.indexOf('}', open);
      if (close < 0) {
        appendPattern(tokens, pattern.substring(at));
        return Optional.of(new Glob(tokens));
      }
      appendPattern(tokens, pattern.substring(at, open));
      Optional<String> value = value(pattern.substring(open + 2, close), context);
      if (value.isEmpty()) {
        return Optional.empty();
      }
      value.get().chars().forEach(tokens::add);
      at = close + 1;
    }
  }

  private static Optional<String> value(String variable, RequestContext context) {
    if (variable.equals("*") || variable.equals("?") || variable.equals("$")) {
      return Optional.of(variable);
    }
    int comma = variable.indexOf(',');
    String key = (comma < 0 ? variable : variable.substring(0, comma)).strip();
    List<String> values = context.values(key);
    if (values.size() == 1) {
      return Optional.of(values.getFirst());
    }
    String fallback = comma < 0 ? "" : variable.substring(comma + 1).strip();
    boolean quoted = fallback.length() >= 2 && fallback.startsWith("'") && fallback.endsWith("'");
    return values.isEmpty() && quoted
        ? Optional.of(fallback.substring(1, fallback.length() - 1))
        : Optional.empty();
  }

  private static void appendPattern(List<Integer> tokens, String pattern) {
    pattern.chars().map(c -> c == '*' ? ANY : c == '?' ? ONE : c).forEach(tokens::add);
  }

  /** The pattern as a plain text, wildcards written out: what an equals operator compares with. */
  String text() {
    StringBuilder text = new StringBuilder(tokens.length);
    for (int token : tokens) {
      text.append(token == ANY ? '*' : token == ONE ? '?' : (char) token);
    }
    return text.toString();
  }

  /** The patterns between the separators, at most so many; the last keeps further separators. */
  List<Glob> split(char separator, int limit) {
    List<Glob> parts = new ArrayList<>();
    List<Integer> part = new ArrayList<>();
    for (int token : tokens) {
      if (token == separator && parts.size() < limit - 1) {
        parts.add(new Glob(part));
        part.clear();
      } else {
        part.add(token);
      }
    }
    parts.add(new Glob(part));
    return parts;
  }

  /** Whether the whole text matches. */
  boolean matches(String text) {
    int token = 0;
    int at = 0;
    int star = -1;
    int resume = 0;
    while (at < text.length()) {
      if (token < tokens.length && tokens[token] == ANY) {
        star = token++;
        resume = at;
      } else if (token < tokens.length
          && (tokens[token] == ONE || tokens[token] == text.charAt(at))) {
        token++;
        at++;
      } else if (star >= 0) {
        token = star + 1;
        at = ++resume;
      } else {
        return false;
      }
    }
    while (token < tokens.length && tokens[token] == ANY) {
      token++;
    }
    return token == tokens.length;
  }
}
