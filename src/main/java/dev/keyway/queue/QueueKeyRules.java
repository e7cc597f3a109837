package dev.keyway.queue;

import dev.keyway.api.v1alpha1.EncryptedQueueSpec;
import dev.keyway.api.v1alpha1.EncryptedQueueStatus;
import dev.keyway.queue.QueueObservation.FormerSource;
import dev.keyway.queue.QueueObservation.Use;
import dev.keyway.reconcile.AwsManagedKeys;
import dev.keyway.reconcile.ExternalKeys;
import dev.keyway.reconcile.KeyView;
import dev.keyway.reconcile.Kind;
import dev.keyway.reconcile.Outcome;
import dev.keyway.reconcile.Reason;
import dev.keyway.reconcile.References;
import dev.keyway.reconcile.Resource;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What keeps a queue off {@code alias/aws/sqs}, which SNS and other accounts cannot use, and off
 * keys that Keyway does not manage; pure.
 */
final class QueueKeyRules {
  private QueueKeyRules() {}

  /** Return what keeps a queue that is there from moving onto its key. */
  static Optional<Outcome> obstacle(
      Resource<EncryptedQueueSpec, EncryptedQueueStatus> resource,
      QueueObservation o,
      QueuePolicy.Keep keep,
      boolean repair) {
    return strangers(o)
        .or(() -> receives(resource, o, keep, repair))
        .or(() -> ExternalKeys.toMove(o.key()));
  }

  /** Return what is to be said of consumers and producers of other accounts. */
  static Optional<Outcome> strangers(QueueObservation o) {
    var members = Stream.concat(o.ask().consumers().stream(), o.ask().producers().stream());
    return AwsManagedKeys.strangers(o.key(), o.account(), members.toList());
  }

  // A queue that was on the key already had no live subscription then, and has got none since:
  // what merely names it keeps nobody from repairing it.
  private static Optional<Outcome> receives(
      Resource<EncryptedQueueSpec, EncryptedQueueStatus> resource,
      QueueObservation o,
      QueuePolicy.Keep keep,
      boolean repair) {
    if (!(o.key() instanceof KeyView.AwsManaged)) {
      return Optional.empty();
    }
    var why = new TreeSet<String>();
    var on = new TreeSet<String>();
    if (!repair) {
      o.subscribers().forEach(name -> named(resource, name, why, on));
      o.ask()
          .sources()
          .forEach(source -> note(References.told(source.asker()), source.topicArn(), why, on));
    }
    o.formerSources().stream()
        .filter(former -> repair ? former.use() != Use.ENDED : keep.holds(former))
        .forEach(former -> note(ending(former), former.topicArn(), why, on));
    return why.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Outcome.Blocked(
                Reason.AwsManagedKeyCannotReceive,
                "The queue stays encrypted as it is: SNS can never deliver to a queue under "
                    + AwsManagedKeys.SQS
                    + ", and it receives by "
                    + String.join(", ", why)
                    + ". Delete the subscriptions, or choose OwnKey, SharedKey or ServiceManaged.",
                on));
  }

  private static void named(Resource<?, ?> resource, String name, Set<String> why, Set<String> on) {
    var subscription = References.name(Kind.TOPIC_SUBSCRIPTION, resource.namespace(), name);
    note(References.told("TopicSubscription " + name), subscription.toString(), why, on);
  }

  private static void note(String what, String wakes, Set<String> why, Set<String> on) {
    why.add(what);
    on.add(wakes);
  }

  private static String ending(FormerSource former) {
    return switch (former.use()) {
      case DELIVERS -> former.topicArn() + " (still subscribed in AWS)";
      case UNKNOWN -> former.topicArn() + " (AWS does not say whether it is still subscribed)";
      case ENDED -> former.topicArn() + " (ended, what is under way still arrives)";
    };
  }
}
