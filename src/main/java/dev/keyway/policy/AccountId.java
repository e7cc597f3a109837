package dev.keyway.policy;

/** The twelve digits of an AWS account. */
public final class AccountId {
  private static final int DIGITS = 12;

  private AccountId() {}

  /** Whether the text has the form of one. */
  public static boolean isAccountId(String text) {
    return text.length() == DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
