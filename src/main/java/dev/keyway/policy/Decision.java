package dev.keyway.policy;

import java.util.List;

/** The answer to a {@link Request}, and how it came about. */
public sealed interface Decision {

  /** One line for each statement that was looked at and for each rule that joined them. */
  List<String> trace();

  /** Whether the request is certainly allowed. */
  default boolean isAllowed() {
    return this instanceof Allowed;
  }

  /**
   * The request is allowed.
   *
   * @param by the statement that allows it
   */
  record Allowed(Statement by, List<String> trace) implements Decision {}

  /**
   * A statement forbids the request.
   *
   * @param by that statement
   */
  record Denied(Statement by, List<String> trace) implements Decision {}

  /**
   * Nothing allows the request; a Deny may or may not match as well.
   *
   * @param nearestMisses why the statements that came closest do not allow it, closest first
   */
  record NotAllowed(List<String> nearestMisses, List<String> trace) implements Decision {}

  /**
   * It depends on something that was not given.
   *
   * @param missing what, sorted: {@code context key aws:SourceVpce}, {@code identity policy of …}
   */
  record Unknown(List<String> missing, List<String> trace) implements Decision {
    public Unknown {
      missing = List.copyOf(missing);
    }
  }
}
