package dev.keyway.queue;

import dev.keyway.api.v1alpha1.EncryptedQueueSpec;
import dev.keyway.api.v1alpha1.EncryptedQueueStatus;
import dev.keyway.api.v1alpha1.QueueConsumer;
import dev.keyway.api.v1alpha1.QueueEncryptionMode;
import dev.keyway.policy.PolicyDocument;
import dev.keyway.queue.RedriveView.Target;
import dev.keyway.queue.RedriveView.TargetKey;
import dev.keyway.reconcile.DeadLetters;
import dev.keyway.reconcile.KeyGate;
import dev.keyway.reconcile.Observations;
import dev.keyway.reconcile.PolicyText;
import dev.keyway.reconcile.Resource;
import dev.keyway.reconcile.Wanted;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks at the queues that messages can be moved back to. */
final class RedriveTargets {
  private final Observations observations;
  private final Wanted wanted;
  private final DeadLetters deadLetters;

  RedriveTargets(Observations observations, Wanted wanted, DeadLetters deadLetters) {
    this.observations = observations;
    this.wanted = wanted;
    this.deadLetters = deadLetters;
  }

  List<Target> of(RedriveSubject subject) {
    var resource = subject.resource();
    if (QueueConsumer.redriving(resource.spec().consumers()).isEmpty()) {
      return List.of();
    }
    return wanted.deadLetterSourcesOf(subject.namespace(), resource.name().name()).stream()
        .filter(source -> deadLetters.of(source).isPresent())
        .map(source -> target(subject, source))
        .toList();
  }

  private Target target(
      RedriveSubject subject, Resource<EncryptedQueueSpec, EncryptedQueueStatus> source) {
    var arn = deadLetters.arn(subject.account(), source);
    return new Target(arn, policy(subject, arn), key(subject, source));
  }

  private Optional<PolicyDocument> policy(RedriveSubject subject, String queueArn) {
    return observations
        .queue(queueArn, subject.notBefore())
        .found()
        .flatMap(a -> PolicyText.read(a.getOrDefault(QueueAttributes.POLICY, "")));
  }

  private Optional<TargetKey> key(
      RedriveSubject subject, Resource<EncryptedQueueSpec, EncryptedQueueStatus> source) {
    var encryption = source.spec().encryption();
    if (encryption == null || encryption.mode() == QueueEncryptionMode.AWS_MANAGED_KEY) {
      return Optional.empty();
    }
    return Stream.ofNullable(source.status())
        .flatMap(status -> Stream.ofNullable(status.keyArn()))
        .map(arn -> key(subject, arn))
        .findFirst();
  }

  private TargetKey key(RedriveSubject subject, String keyArn) {
    return new TargetKey(
        keyArn,
        subject.region(),
        wanted.keyHolding(subject.resource(), keyArn).isPresent(),
        KeyGate.read(observations, subject.region(), keyArn, subject.notBefore()));
  }
}
