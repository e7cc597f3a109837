package dev.keyway.grants;

import dev.keyway.policy.Caller;
import java.util.Optional;

/** Members of a grant as callers. */
public final class Callers {
  private Callers() {}

  /** Return the caller; empty for an account, which is no caller but a delegation. */
  public static Optional<Caller> of(String member) {
    if (member.contains(":role/")) {
      return Optional.of(new Caller.IamRole(member));
    }
    return member.contains(":user/") ? Optional.of(new Caller.IamUser(member)) : Optional.empty();
  }
}
