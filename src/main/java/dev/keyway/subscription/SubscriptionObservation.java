package dev.keyway.subscription;

import dev.keyway.api.v1alpha1.DeliveryLink;
import dev.keyway.api.v1alpha1.Management;
import dev.keyway.delivery.Chain;
import dev.keyway.reconcile.HeldBack;
import dev.keyway.reconcile.Kind;
import dev.keyway.reconcile.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the subscription's plan depends on.
 *
 * @param region the topic's region
 * @param missing references that are not there or have no AWS object yet, for people
 * @param waitsOn names of the objects that are missing
 * @param olderTwin name of an older TopicSubscription of the same topic and queue
 * @param mismatch why topic and queue can never work together
 * @param topicArn the topic, once it was observed with our tags
 * @param queueArn the queue, likewise
 * @param granted whether the queue remembers this topic as let in
 * @param subscriptionArn the subscription, as far as it is known
 * @param attributes its attributes; empty when there is none
 * @param chain what AWS returned about every link
 * @param links the proof
 * @param recent what Keyway wrote within the propagation window, by attribute
 * @param holds topic, queue and key for which nobody writes, as their {@code management} says
 * @param replay what a replay depends on
 * @param deadLetter how far its dead-letter queue is
 * @param rival attributes of a subscription of the two ends that is not known to be this object's;
 *     looked for only where one may be there, on a queue that was adopted
 */
record SubscriptionObservation(
    String region,
    List<String> missing,
    Set<String> waitsOn,
    Optional<String> olderTwin,
    Optional<Mismatch> mismatch,
    Optional<String> topicArn,
    Optional<String> queueArn,
    boolean granted,
    Optional<String> subscriptionArn,
    Optional<Map<String, String>> attributes,
    Optional<Chain> chain,
    List<DeliveryLink> links,
    Map<String, String> recent,
    List<Hold> holds,
    ReplayView replay,
    DeadLetterView deadLetter,
    Optional<Map<String, String>> rival) {

  /** A neighbour for which nobody writes. */
  record Hold(Kind kind, String name, Management mode) {
    /** Return how a pass ends that needs a write on it. */
    Outcome blocked(Set<String> on) {
      return new Outcome.Blocked(HeldBack.reason(mode), HeldBack.message(kind, name, mode), on);
    }
  }

  /** Return what a subscription waits for that is not there, for people. */
  String waitsFor() {
    return "Waits for " + String.join(" and ", missing) + ".";
  }

  /** Return the ARNs of what a message passes, as far as they are known. */
  Set<String> arns() {
    var arns = new TreeSet<String>();
    queueArn.ifPresent(arns::add);
    topicArn.ifPresent(arns::add);
    chain.flatMap(Chain::key).ifPresent(key -> arns.add(key.arn()));
    return arns;
  }

  /** Why a topic and a queue can never work together. */
  enum Mismatch {
    FIFO,
    REGION,
    AWS_MANAGED_KEY,
    ADOPTION
  }
}
