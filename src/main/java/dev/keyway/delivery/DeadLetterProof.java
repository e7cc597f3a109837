package dev.keyway.delivery;

import dev.keyway.api.v1alpha1.DeliveryLink;
import dev.keyway.api.v1alpha1.Verdict;
import java.util.List;

/**
 * Proves link by link that SNS can put what it could not deliver into a subscription's dead-letter
 * queue (SNS Developer Guide, "Dead-letter queues": it needs the same of that queue's policy and
 * key as of any other's). Pure.
 */
public final class DeadLetterProof {
  private static final String PREFIX = "DeadLetter";

  private DeadLetterProof() {}

  /**
   * Return every link, in the order in which a message passes them.
   *
   * @param chain from the topic to the dead-letter queue
   */
  public static List<DeliveryLink> of(Chain chain) {
    return DeliveryProof.intoQueue(chain).stream()
        .map(link -> link.link().equals(DeliveryProof.FIFO) ? sameType(chain) : link)
        .toList();
  }

  /** Return the links as they stand in status beside those into the queue. */
  public static List<DeliveryLink> named(List<DeliveryLink> links) {
    return links.stream()
        .map(link -> new DeliveryLink(PREFIX + link.link(), link.verdict(), link.message()))
        .toList();
  }

  private static DeliveryLink sameType(Chain chain) {
    boolean fifo = chain.topicArn().endsWith(".fifo");
    return fifo == chain.queueArn().endsWith(".fifo")
        ? new DeliveryLink(
            DeliveryProof.FIFO, Verdict.PROVEN, fifo ? "Both are FIFO." : "Neither is FIFO.")
        : new DeliveryLink(
            DeliveryProof.FIFO,
            Verdict.BROKEN,
            "The dead-letter queue of a FIFO topic's subscription has to be FIFO, that of a standard"
                + " topic's standard.");
  }
}
