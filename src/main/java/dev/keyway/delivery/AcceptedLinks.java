package dev.keyway.delivery;

import dev.keyway.api.v1alpha1.DeliveryLink;
import dev.keyway.api.v1alpha1.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Links that a user may accept unknown: those that rest on what somebody else owns and AWS does not
 * let be read. Pure.
 */
public final class AcceptedLinks {
  private static final Set<String> OF_OTHERS =
      Set.of(DeliveryProof.TOPIC, DeliveryProof.KEY_STATE, DeliveryProof.KEY_POLICY);

  private AcceptedLinks() {}

  /**
   * Return the first link that is broken, or else the first that nobody knows of and nobody has
   * accepted.
   */
  public static Optional<DeliveryLink> firstObstacle(
      List<DeliveryLink> links, boolean acceptUnknown) {
    return DeliveryProof.firstObstacle(
        links.stream().filter(link -> !(acceptUnknown && mayBeUnknown(link))).toList());
  }

  /** Return whether the link is unknown and may be accepted so. */
  public static boolean mayBeUnknown(DeliveryLink link) {
    return link.verdict() == Verdict.UNKNOWN && OF_OTHERS.contains(link.link());
  }
}
