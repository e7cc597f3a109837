package dev.keyway.queue;

import dev.keyway.reconcile.Kind;
import dev.keyway.reconcile.Outcome;
import dev.keyway.reconcile.Reason;
import dev.keyway.reconcile.References;
import java.util.List;
import java.util.TreeSet;

/** What the deletion of a queue waits for; pure. */
final class QueueDeletion {
  private QueueDeletion() {}

  static Outcome stillSubscribed(String namespace, List<String> subscribers) {
    var on = new TreeSet<String>();
    subscribers.forEach(
        name -> on.add(References.name(Kind.TOPIC_SUBSCRIPTION, namespace, name).toString()));
    return new Outcome.Blocked(
        Reason.StillSubscribed,
        "The queue is deleted when no TopicSubscription names it any more; now: "
            + References.told(Kind.TOPIC_SUBSCRIPTION, subscribers)
            + ". Set deletionPolicy: Retain to let the object go and keep the queue.",
        on);
  }

  static Outcome stillDeadLetter(String namespace, List<String> sources) {
    var on = new TreeSet<String>();
    sources.forEach(
        name -> on.add(References.name(Kind.ENCRYPTED_QUEUE, namespace, name).toString()));
    return new Outcome.Blocked(
        Reason.StillDeadLetterQueue,
        "The queue is deleted when no EncryptedQueue names it in deadLetter any more; now: "
            + References.told(Kind.ENCRYPTED_QUEUE, sources)
            + ". Set deletionPolicy: Retain to let the object go and keep the queue.",
        on);
  }
}
