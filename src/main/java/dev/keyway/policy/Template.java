package dev.keyway.policy;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A policy value with its variables filled in.
 *
 * <p>Source: IAM User Guide, "IAM policy elements: Variables and tags". A variable whose key is not
 * in the request, or has several values, and that has no default makes the statement not match.
 */
sealed interface Template {

  /**
   * All variables are filled in.
   *
   * @param glob with {@code *} and {@code ?} of substituted values as plain characters
   * @param doubtful a substituted value holds {@code *} or {@code ?}; AWS does not say whether
   *     these act as wildcards
   * @param wild {@code glob} with those as wildcards
   */
  record Filled(Glob glob, boolean doubtful, Glob wild) implements Template {}

  /** A variable has no value in this request. */
  record Unresolved(String key) implements Template {}

  /**
   * It is not known what a variable stands for.
   *
   * @param mayBeUnresolved it may have no value at all
   */
  record Unknown(String missing, boolean mayBeUnresolved) implements Template {}

  /**
   * Fill in a value of a document that has policy variables.
   *
   * @param lookup what is known of a condition key
   */
  static Template fill(String raw, Function<String, ContextValue> lookup) {
    return raw.contains("${") ? new Filler(lookup).fill(raw) : plain(raw);
  }

  /** A value in which {@code ${…}} has no meaning. */
  static Filled plain(String raw) {
    Glob glob = Glob.of(raw);
    return new Filled(glob, false, glob);
  }

  /** One pass over a raw value; not safe for several threads. */
  final class Filler {
    /** AWS writes a default behind "a comma and space", in single quotes. */
    private static final String DEFAULT = ", '";

    private final Function<String, ContextValue> lookup;
    private int[] plain = new int[64];
    private int[] wild = new int[64];
    private int length;
    private boolean doubtful;

    private Filler(Function<String, ContextValue> lookup) {
      this.lookup = lookup;
    }

    private Template fill(String raw) {
      int at = 0;
      while (at < raw.length()) {
        if (!raw.startsWith("${", at)) {
          int token = Glob.token(raw.charAt(at++));
          append(token, token);
          continue;
        }
        int end = raw.indexOf('}', at);
        if (end < 0) {
          return new Unknown("the meaning of \"" + raw.substring(at) + "\"", true);
        }
        Template failure = variable(raw.substring(at + 2, end));
        if (failure != null) {
          return failure;
        }
        at = end + 1;
      }
      return done();
    }

    private Filled done() {
      Glob glob = Glob.ofTokens(Arrays.copyOf(plain, length));
      return new Filled(
          glob, doubtful, doubtful ? Glob.ofTokens(Arrays.copyOf(wild, length)) : glob);
    }

    private @Nullable Template variable(String inner) {
      if (inner.equals("*") || inner.equals("?") || inner.equals("$")) {
        append(inner.charAt(0), inner.charAt(0));
        return null;
      }
      int comma = inner.indexOf(',');
      String key = comma < 0 ? inner : inner.substring(0, comma);
      String fallback = comma < 0 ? "" : inner.substring(comma);
      boolean quoted =
          fallback.length() > DEFAULT.length()
              && fallback.startsWith(DEFAULT)
              && fallback.endsWith("'");
      if (key.indexOf(':') < 0 || !key.equals(key.strip()) || (comma >= 0 && !quoted)) {
        return new Unknown("the meaning of \"${" + inner + "}\"", true);
      }
      return switch (lookup.apply(key)) {
        case ContextValue.Known(List<String> values) when values.size() == 1 ->
            substitute(values.getFirst());
        case ContextValue.Known _ -> new Unresolved(key);
        case ContextValue.Absent _ when quoted ->
            substitute(fallback.substring(DEFAULT.length(), fallback.length() - 1));
        case ContextValue.Absent _ -> new Unresolved(key);
        case ContextValue.PresentUnknown _ -> unknown(key, Values.isMultivalued(key));
        case ContextValue.Unknown _ -> unknown(key, !quoted || Values.isMultivalued(key));
      };
    }

    private static Template unknown(String key, boolean mayBeUnresolved) {
      return new Unknown("context key " + key.toLowerCase(Locale.ROOT), mayBeUnresolved);
    }

    private @Nullable Template substitute(String value) {
      for (int i = 0; i < value.length(); i++) {
        char c = value.charAt(i);
        doubtful |= Glob.token(c) != c;
        append(c, Glob.token(c));
      }
      return null;
    }

    private void append(int plainToken, int wildToken) {
      if (length == plain.length) {
        plain = Arrays.copyOf(plain, 2 * length);
        wild = Arrays.copyOf(wild, 2 * length);
      }
      plain[length] = plainToken;
      wild[length++] = wildToken;
    }
  }
}
