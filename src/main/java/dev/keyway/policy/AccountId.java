package dev.keyway.policy;

/** The twelve digits of an AWS account. */
final class AccountId {
  private static final int DIGITS = 12;

  private AccountId() {}

  static boolean isAccountId(String text) {
    return text.length() == DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
