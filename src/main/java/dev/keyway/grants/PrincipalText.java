package dev.keyway.grants;

import dev.keyway.policy.Principal;

/** Principals as members of a grant: an account id, or the ARN of a role or user. */
public final class PrincipalText {
  private PrincipalText() {}

  /** Read a member back into a principal. */
  static Principal read(String member) {
    return member.startsWith("arn:")
        ? accountRoot(member)
        : isAccount(member) ? new Principal.Account("", member) : new Principal.UniqueId(member);
  }

  /** Return whether a member is an account id. */
  static boolean isAccount(String member) {
    return member.length() == 12 && member.chars().allMatch(Character::isDigit);
  }

  /** Write a principal as a member; the root ARN of an account becomes its id. */
  public static String of(Principal principal) {
    return principal instanceof Principal.Account account ? account.accountId() : principal.value();
  }

  private static Principal accountRoot(String arn) {
    if (!arn.endsWith(":root")) {
      return new Principal.Arn(arn);
    }
    var parts = arn.split(":", 6);
    return new Principal.Account(parts[1], parts[4]);
  }
}
