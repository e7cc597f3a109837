package dev.keyway.policy;

/** A way in which an observed policy may allow what the desired one does not. */
public sealed interface Widening {

  /** The observed statement that allows more. */
  Statement statement();

  /** One sentence for people. */
  String description();

  /**
   * The observed policy allows this request and the desired one does not: to any caller, or to one
   * whose own identity policies allow it.
   */
  record Witnessed(Statement statement, Request witness, String description) implements Widening {}

  /** The statement differs in a way that cannot be judged; it may or may not allow more. */
  record CannotTell(Statement statement, String description) implements Widening {}
}
