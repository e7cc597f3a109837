package dev.keyway.runtime;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.regex.Pattern;

/**
 * The order of resourceVersions. Kubernetes promises since 1.35 that they are decimal numbers that
 * grow with each write; where a server has others, nothing is concluded.
 */
final class ResourceVersions {
  /** How one version of an object relates to another. */
  enum Order {
    OLDER,
    NOT_OLDER,
    UNKNOWN
  }

  private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]*");

  private ResourceVersions() {}

  /** Return whether {@code one} is an older version of an object than {@code other}. */
  static Order compare(HasMetadata one, HasMetadata other) {
    String left = one.getMetadata().getResourceVersion();
    String right = other.getMetadata().getResourceVersion();
    if (left.equals(right)) {
      return Order.NOT_OLDER;
    }
    if (!NUMBER.matcher(left).matches() || !NUMBER.matcher(right).matches()) {
      return Order.UNKNOWN;
    }
    boolean older =
        left.length() == right.length()
            ? left.compareTo(right) < 0
            : left.length() < right.length();
    return older ? Order.OLDER : Order.NOT_OLDER;
  }
}
