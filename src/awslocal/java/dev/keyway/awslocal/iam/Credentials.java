package dev.keyway.awslocal.iam;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Credentials for an SDK client. The access key names the caller; the secret is not checked.
 *
 * @param sessionToken absent for long-lived keys
 * @param expiration absent for long-lived keys
 */
public record Credentials(
    String accessKeyId,
    String secretAccessKey,
    @Nullable String sessionToken,
    @Nullable Instant expiration) {

  private static final String SECRET = "local-aws-does-not-check-signatures";

  /** The long-lived key by which a role of an account calls: {@code AKIA_<account>_role_<name>}. */
  public static Credentials ofRole(String account, String role) {
    return new Credentials("AKIA_" + account + "_role_" + role, SECRET, null, null);
  }

  /** The long-lived key of a user: {@code AKIA_<account>_user_<name>}. */
  public static Credentials ofUser(String account, String user) {
    return new Credentials("AKIA_" + account + "_user_" + user, SECRET, null, null);
  }

  /** The key of an account's root user: {@code AKIA_<account>_root}. */
  public static Credentials ofRoot(String account) {
    return new Credentials("AKIA_" + account + "_root", SECRET, null, null);
  }

  /** Temporary credentials of a session. */
  static Credentials ofSession(String accessKeyId, Instant expiration) {
    return new Credentials(accessKeyId, SECRET, "session-of-" + accessKeyId, expiration);
  }
}
