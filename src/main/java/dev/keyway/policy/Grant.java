package dev.keyway.policy;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the Allow statements of one or several documents come to.
 *
 * @param by the statement that allows, when the truth is yes
 * @param missing what it depends on, when the truth is unknown
 */
record Grant(Truth truth, @Nullable Statement by, List<String> missing) {
  static final Grant NONE = new Grant(Truth.NO, null, List.of());

  static Grant by(Statement statement) {
    return new Grant(Truth.YES, statement, List.of());
  }

  static Grant unknown(String missing) {
    return new Grant(Truth.UNKNOWN, null, List.of(missing));
  }

  static Grant of(StatementVerdict verdict) {
    return switch (verdict.truth()) {
      case YES -> by(verdict.statement());
      case NO -> NONE;
      case UNKNOWN -> new Grant(Truth.UNKNOWN, null, verdict.missing());
    };
  }

  Grant or(Grant other) {
    return join(other, truth.or(other.truth));
  }

  Grant and(Grant other) {
    return join(other, truth.and(other.truth));
  }

  private Grant join(Grant other, Truth joined) {
    return switch (joined) {
      case YES -> truth == Truth.YES ? this : other;
      case NO -> NONE;
      case UNKNOWN ->
          new Grant(
              Truth.UNKNOWN,
              null,
              Stream.concat(missing.stream(), other.missing.stream()).toList());
    };
  }
}
