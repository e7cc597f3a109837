package dev.keyway.awslocal.iam;

/** A policy that AWS would refuse, and why. */
public final class PolicyProblem extends RuntimeException {

  public PolicyProblem(String message) {
    super(message, null, false, false);
  }

  /** The reason. */
  public String reason() {
    String message = getMessage();
    return message == null ? "" : message;
  }
}
