package dev.keyway.grants;

/**
 * A permission that one object asks for on another.
 *
 * @param asker who is told when the grant cannot be given, such as {@code EncryptedQueue orders}
 * @param group the statement that the grant becomes a part of
 * @param member what the grant adds to it: a principal, or a source ARN
 */
public record Grant(String asker, GrantGroup group, String member) {
  /** Return whether both allow the same to the same member, whoever asks. */
  public boolean isLike(Grant other) {
    return group.equals(other.group) && member.equals(other.member);
  }
}
