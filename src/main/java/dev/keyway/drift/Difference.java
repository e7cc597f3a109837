package dev.keyway.drift;

import dev.keyway.api.v1alpha1.Impact;

/**
 * One difference between what is wanted and what AWS has.
 *
 * @param path what differs, in AWS's words, such as {@code Policy.KeywaySnsDelivery… } or {@code
 *     VisibilityTimeout}
 * @param desired what is wanted, for people
 * @param observed what AWS returned, for people
 * @param impact how it matters
 */
public record Difference(String path, String desired, String observed, Impact impact) {
  private static final int MAX_PATH = 256;

  // The path is what status knows the difference by, and status has no room for more.
  public Difference {
    if (path.length() > MAX_PATH) {
      int end = Character.isHighSurrogate(path.charAt(MAX_PATH - 2)) ? MAX_PATH - 2 : MAX_PATH - 1;
      path = path.substring(0, end) + "…";
    }
  }
}
