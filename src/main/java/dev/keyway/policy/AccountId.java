package dev.keyway.policy;

/** The twelve digits of an AWS account. */
public final class AccountId {
  private static final int DIGITS = 12;

  private AccountId() {}

  /** Whether the text has the form of one. */
  public static boolean isAccountId(String text) {
    if (text.length() != DIGITS) {
      return false;
    }
    for (int i = 0; i < DIGITS; i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }
}
