package dev.keyway.policy;

import java.io.Serial;

/** A policy text breaks a rule of the policy grammar. */
public final class PolicySyntaxException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  private final String place;
  private final String rule;

  PolicySyntaxException(String place, String rule) {
    super(place + ": " + rule);
    this.place = place;
    this.rule = rule;
  }

  /**
   * Where, counted from 0: {@code Statement[2].Condition.ArnEquals}; {@code document} for the text
   * as a whole.
   */
  public String place() {
    return place;
  }

  /** What is not as it must be. */
  public String rule() {
    return rule;
  }
}
