package dev.keyway.awslocal.iam;

/** The authorizer's answer. */
public sealed interface Decision {

  /** Allowed. */
  record Allowed() implements Decision {}

  /**
   * Denied.
   *
   * @param because AWS's words after "because"
   */
  record Denied(String because) implements Decision {}

  default boolean isAllowed() {
    return this instanceof Allowed;
  }
}
