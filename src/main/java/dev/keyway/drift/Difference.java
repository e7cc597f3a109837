package dev.keyway.drift;

import dev.keyway.api.v1alpha1.Impact;
import org.jspecify.annotations.Nullable;

/**
 * One difference between what is wanted and what AWS has.
 *
 * @param path what differs, in AWS's words, such as {@code Policy.KeywaySnsDelivery… } or {@code
 *     VisibilityTimeout}
 * @param desired what is wanted, for people
 * @param observed what AWS returned, for people
 * @param impact how it matters
 * @param witness who can do now what they could not, or can no longer do what they have to; absent
 *     where it is about no policy
 */
public record Difference(
    String path, String desired, String observed, Impact impact, @Nullable String witness) {
  private static final int MAX_PATH = 256;

  /** A difference that is about no policy. */
  public Difference(String path, String desired, String observed, Impact impact) {
    this(path, desired, observed, impact, null);
  }

  // The path is what status knows the difference by, and status has no room for more.
  public Difference {
    if (path.length() > MAX_PATH) {
      int end = Character.isHighSurrogate(path.charAt(MAX_PATH - 2)) ? MAX_PATH - 2 : MAX_PATH - 1;
      path = path.substring(0, end) + "…";
    }
  }
}
