package dev.keyway.reconcile;

/** Whose an AWS object is. */
public sealed interface Ownership {
  /**
   * It carries our identity.
   *
   * @param returned made for an earlier object of the same name: its owner has come back
   */
  record Ours(boolean returned) implements Ownership {}

  /** It carries no tags of any Keyway. */
  record Untagged() implements Ownership {}

  /** It carries the identity of another object, or of another cluster; which, is not told. */
  record SomebodyElses() implements Ownership {}
}
