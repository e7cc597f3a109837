package dev.keyway.subscription;

import dev.keyway.api.v1alpha1.EncryptedQueueSpec;
import dev.keyway.api.v1alpha1.EncryptedQueueStatus;
import dev.keyway.api.v1alpha1.QueueEncryptionMode;
import dev.keyway.api.v1alpha1.TopicSubscriptionSpec;
import dev.keyway.api.v1alpha1.TopicSubscriptionStatus;
import dev.keyway.delivery.Chain;
import dev.keyway.delivery.DeadLetterProof;
import dev.keyway.reconcile.AwsNames;
import dev.keyway.reconcile.DeadLetters;
import dev.keyway.reconcile.Freshness;
import dev.keyway.reconcile.Reason;
import dev.keyway.reconcile.References;
import dev.keyway.reconcile.Resource;
import dev.keyway.reconcile.Wanted;
import dev.keyway.subscription.DeadLetterView.Found;
import dev.keyway.subscription.DeadLetterView.Missing;
import dev.keyway.subscription.DeadLetterView.Unfit;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Looks at the dead-letter queue of a subscription. */
final class DeadLetterObserver {
  private static final String ANOTHER = " Name another in deadLetter.";

  private final Wanted wanted;
  private final ChainReader chains;

  DeadLetterObserver(Wanted wanted, ChainReader chains) {
    this.wanted = wanted;
    this.chains = chains;
  }

  DeadLetterView observe(
      Resource<TopicSubscriptionSpec, TopicSubscriptionStatus> resource,
      Optional<String> topicArn,
      Optional<String> subscriber,
      Optional<Map<String, String>> attributes,
      Freshness freshness) {
    var spec = resource.spec().deadLetter();
    if (spec == null || resource.deleting()) {
      return new DeadLetterView.None();
    }
    var owner = DeadLetters.named(wanted, resource.name(), spec.queueRef(), spec.queueArn());
    if (spec.queueRef() != null && owner.isEmpty()) {
      var text = References.text(spec.queueRef(), resource.namespace());
      return new Missing(
          Reason.ReferenceNotFound, name(text) + " " + References.absence(text) + ".");
    }
    var queueArn =
        Optional.ofNullable(spec.queueArn())
            .or(() -> owner.map(Resource::status).map(EncryptedQueueStatus::queueArn));
    if (queueArn.isEmpty()) {
      return new Missing(
          Reason.ReferenceNotReady,
          name(text(resource, owner.orElseThrow())) + " has no queue in AWS yet.");
    }
    return topicArn
        .map(
            topic ->
                unfit(subscriber, owner, topic, queueArn.get())
                    .orElseGet(
                        () -> found(resource, owner, topic, queueArn.get(), attributes, freshness)))
        .orElseGet(
            () -> new Missing(Reason.ReferenceNotReady, "The topic has to be in AWS before."));
  }

  private static String text(Resource<?, ?> subscription, Resource<?, ?> queue) {
    return References.text(queue.name(), subscription.namespace());
  }

  private static String name(String queue) {
    return "EncryptedQueue \"" + queue + "\", the dead-letter queue,";
  }

  // SNS Developer Guide, "Dead-letter queues": the same account and Region as the subscription, and
  // the topic's type; "To use an encrypted queue", a key whose policy can let SNS in.
  private static Optional<DeadLetterView> unfit(
      Optional<String> subscriber,
      Optional<Resource<EncryptedQueueSpec, EncryptedQueueStatus>> owner,
      String topicArn,
      String queueArn) {
    if (topicArn.endsWith(".fifo") != queueArn.endsWith(".fifo")) {
      return unfit(
          Reason.FifoMismatch,
          "A FIFO topic needs a FIFO queue as dead-letter queue, a standard topic a standard one.");
    }
    if (!AwsNames.regionOf(topicArn).equals(AwsNames.regionOf(queueArn))) {
      return unfit(
          Reason.RegionMismatch,
          "SNS needs the dead-letter queue in the topic's region, "
              + AwsNames.regionOf(topicArn)
              + ".");
    }
    if (subscriber.filter(arn -> !isOfSameAccount(arn, queueArn)).isPresent()) {
      return unfit(
          Reason.RegionMismatch,
          "SNS needs the dead-letter queue in the account of the subscribed queue.");
    }
    return owner
        .map(queue -> queue.spec().encryption())
        .filter(encryption -> encryption.mode() == QueueEncryptionMode.AWS_MANAGED_KEY)
        .flatMap(
            _ ->
                unfit(
                    Reason.AwsManagedKeyCannotReceive,
                    "The dead-letter queue is to be encrypted with alias/aws/sqs, which SNS can"
                        + " never use. Encrypt it with OwnKey, SharedKey or ServiceManaged."));
  }

  private static boolean isOfSameAccount(String arn, String other) {
    return AwsNames.accountOf(arn).equals(AwsNames.accountOf(other));
  }

  private static Optional<DeadLetterView> unfit(Reason reason, String message) {
    return Optional.of(new Unfit(reason, message + ANOTHER));
  }

  private Found found(
      Resource<TopicSubscriptionSpec, TopicSubscriptionStatus> resource,
      Optional<Resource<EncryptedQueueSpec, EncryptedQueueStatus>> owner,
      String topicArn,
      String queueArn,
      Optional<Map<String, String>> attributes,
      Freshness freshness) {
    var chain = chains.read(topicArn, queueArn, attributes, freshness);
    return new Found(
        queueArn,
        owner.map(queue -> text(resource, queue)),
        owner.isEmpty() || SubscriptionEnds.remembers(owner, topicArn),
        DeadLetterProof.of(chain),
        provenAt(resource, queueArn),
        arns(chain),
        new Holds(wanted, resource.namespace())
            .among(Optional.empty(), owner).stream().findFirst());
  }

  private static Set<String> arns(Chain chain) {
    var arns = new TreeSet<String>();
    arns.add(chain.queueArn());
    chain.key().ifPresent(key -> arns.add(key.arn()));
    return arns;
  }

  private static Optional<Instant> provenAt(
      Resource<TopicSubscriptionSpec, TopicSubscriptionStatus> resource, String queueArn) {
    return Optional.ofNullable(resource.status())
        .map(TopicSubscriptionStatus::deadLetter)
        .filter(state -> state.queueArn().equals(queueArn))
        .map(state -> Instant.parse(state.provenAt()));
  }
}
