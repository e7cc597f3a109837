package dev.keyway.queue;

import dev.keyway.api.v1alpha1.EncryptedQueueSpec;
import dev.keyway.api.v1alpha1.EncryptedQueueStatus;
import dev.keyway.api.v1alpha1.EncryptionKeyStatus;
import dev.keyway.api.v1alpha1.Management;
import dev.keyway.api.v1alpha1.ObjectReference;
import dev.keyway.api.v1alpha1.QueueDeadLetter;
import dev.keyway.api.v1alpha1.RedriveAllowMode;
import dev.keyway.queue.RedriveView.Admitted;
import dev.keyway.queue.RedriveView.DeadLetter;
import dev.keyway.reconcile.DeadLetters;
import dev.keyway.reconcile.HeldBack;
import dev.keyway.reconcile.Kind;
import dev.keyway.reconcile.Observations;
import dev.keyway.reconcile.Reason;
import dev.keyway.reconcile.RedriveAllowPolicy;
import dev.keyway.reconcile.References;
import dev.keyway.reconcile.Resource;
import dev.keyway.reconcile.Revoked;
import dev.keyway.reconcile.Settings;
import dev.keyway.reconcile.Wanted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Looks at the dead-letter queue of a queue, and at the queues that have it as theirs. */
final class RedriveObserver {
  private final Observations observations;
  private final Wanted wanted;
  private final DeadLetters deadLetters;
  private final DeadLetterKeys keys;

  RedriveObserver(Observations observations, Wanted wanted, Settings settings) {
    this.observations = observations;
    this.wanted = wanted;
    this.deadLetters = new DeadLetters(settings, wanted);
    this.keys = new DeadLetterKeys(observations, wanted, deadLetters);
  }

  RedriveView observe(RedriveSubject subject) {
    return new RedriveView(
        deadLetter(subject),
        admitted(subject),
        sources(subject),
        lifetime(subject),
        keysOfMoved(subject),
        new RedriveTargets(observations, wanted, deadLetters).of(subject));
  }

  private List<String> sources(RedriveSubject subject) {
    var resource = subject.resource();
    var asking =
        wanted.deadLetterSourcesOf(subject.namespace(), resource.name().name()).stream()
            .filter(source -> !source.deleting())
            .map(Resource::name);
    return Stream.concat(asking, Revoked.deadLetterSources(wanted, resource).stream())
        .map(source -> References.text(source, subject.namespace()))
        .toList();
  }

  private Set<String> keysOfMoved(RedriveSubject subject) {
    var arns = new TreeSet<String>();
    DeadLetters.upstream(wanted, subject.resource().name()).stream()
        .map(Resource::status)
        .flatMap(Stream::ofNullable)
        .map(EncryptedQueueStatus::keyArn)
        .flatMap(Stream::ofNullable)
        .forEach(arns::add);
    wanted.keysMovedTo(subject.queueArn()).stream()
        .map(Resource::status)
        .flatMap(Stream::ofNullable)
        .map(EncryptionKeyStatus::keyArn)
        .flatMap(Stream::ofNullable)
        .forEach(arns::add);
    return arns;
  }

  private Duration lifetime(RedriveSubject subject) {
    var observed = subject.attributes().map(DeadLetters::retention).orElse(Duration.ZERO);
    var next = deadLetters.of(subject.resource()).map(dead -> arn(subject, dead));
    boolean unknownEnd =
        subject.inAws().filter(p -> !Optional.of(p.targetArn()).equals(next)).isPresent();
    return deadLetters.lifetime(subject.resource(), observed, unknownEnd);
  }

  private Admitted admitted(RedriveSubject subject) {
    var arns = new ArrayList<String>();
    var missing = new ArrayList<String>();
    var allow = subject.resource().spec().redriveAllow();
    for (var ref : allow == null ? List.<ObjectReference>of() : allow.sourceQueueRefs()) {
      wanted
          .queue(subject.resource().name(), ref)
          .map(Resource::status)
          .map(EncryptedQueueStatus::queueArn)
          .ifPresentOrElse(arns::add, () -> missing.add(References.text(ref, subject.namespace())));
    }
    arns.addAll(allow == null ? List.of() : allow.sourceQueueArns());
    return new Admitted(List.copyOf(arns), List.copyOf(missing));
  }

  private DeadLetter deadLetter(RedriveSubject subject) {
    var spec = subject.resource().spec().deadLetter();
    if (spec == null) {
      return new DeadLetter.None();
    }
    var dead = deadLetters.named(subject.resource());
    if (dead.isPresent()) {
      return unfit(subject, dead.get())
          .or(() -> notReady(subject, dead.get()))
          .orElseGet(() -> found(subject, spec, dead.get()));
    }
    var queueArn = spec.queueArn();
    return queueArn == null
        ? new DeadLetter.Missing(
            Reason.ReferenceNotFound,
            "EncryptedQueue \""
                + deadLetterName(subject, spec)
                + "\", the dead-letter queue, "
                + References.absence(deadLetterName(subject, spec))
                + ".")
        : new ForeignDeadLetter(observations, subject, queueArn).look(spec.maxReceiveCount());
  }

  private static String deadLetterName(RedriveSubject subject, QueueDeadLetter spec) {
    var ref = spec.queueRef();
    return ref == null ? "" : References.text(ref, subject.namespace());
  }

  private DeadLetter.Found found(
      RedriveSubject subject,
      QueueDeadLetter spec,
      Resource<EncryptedQueueSpec, EncryptedQueueStatus> dead) {
    var arn = arn(subject, dead);
    boolean look = subject.attributes().isPresent() && !subject.standsOn(arn);
    return new DeadLetter.Found(arn, spec.maxReceiveCount(), look ? keys.of(subject) : List.of());
  }

  private Optional<DeadLetter> unfit(
      RedriveSubject subject, Resource<EncryptedQueueSpec, EncryptedQueueStatus> dead) {
    var name = References.text(dead.name(), subject.namespace());
    if (!DeadLetters.isOfSameType(subject.resource(), dead)) {
      return Optional.of(
          new DeadLetter.Unfit(
              Reason.FifoMismatch,
              "The dead-letter queue \""
                  + name
                  + "\" is not of this queue's type; a FIFO queue needs a FIFO queue, a standard"
                  + " queue a standard one. Name another in deadLetter.queueRef."));
    }
    if (!deadLetters.isInSameRegion(subject.resource(), dead)) {
      return Optional.of(
          new DeadLetter.Unfit(
              Reason.RegionMismatch,
              "The dead-letter queue \""
                  + name
                  + "\" is in another region; SQS moves messages within one region only. Name"
                  + " another in deadLetter.queueRef."));
    }
    return admitsBySpec(subject, dead)
        ? Optional.empty()
        : Optional.of(
            new DeadLetter.Unfit(
                Reason.RedriveNotAllowed,
                "EncryptedQueue \""
                    + name
                    + "\" does not let this queue use it as dead-letter queue. Add it to its"
                    + " redriveAllow.sourceQueueRefs, or name another in deadLetter.queueRef."));
  }

  private static boolean admitsBySpec(
      RedriveSubject subject, Resource<EncryptedQueueSpec, EncryptedQueueStatus> dead) {
    var allow = dead.spec().redriveAllow();
    var name = References.text(subject.resource().name(), dead.namespace());
    return allow == null
        || allow.mode() == RedriveAllowMode.ALLOW_ALL
        || allow.sourceQueueRefs().stream()
            .anyMatch(ref -> References.text(ref, dead.namespace()).equals(name))
        || allow.sourceQueueArns().contains(subject.queueArn());
  }

  // Also asks AWS where it is about to be asked to take this queue for a dead-letter queue.
  private Optional<DeadLetter> notReady(
      RedriveSubject subject, Resource<EncryptedQueueSpec, EncryptedQueueStatus> dead) {
    var name = References.text(dead.name(), subject.namespace());
    var status = dead.status();
    var arn = arn(subject, dead);
    boolean exists = status != null && arn.equals(status.queueArn());
    if (exists && (subject.standsOn(arn) || subject.attributes().isEmpty())) {
      return Optional.empty();
    }
    var attributes = exists ? read(subject, arn) : Optional.<Map<String, String>>empty();
    if (attributes.isEmpty()) {
      return Optional.of(
          missing(
              dead,
              name,
              "EncryptedQueue \"" + name + "\", the dead-letter queue, has no queue in AWS yet."));
    }
    var allow =
        RedriveAllowPolicy.read(attributes.get().getOrDefault(RedriveAllowPolicy.ATTRIBUTE, ""));
    return allow.admits(subject.queueArn())
        ? Optional.empty()
        : Optional.of(
            missing(
                dead,
                name,
                "The dead-letter queue \"" + name + "\" does not admit this queue in AWS yet."));
  }

  private static DeadLetter missing(Resource<EncryptedQueueSpec, ?> dead, String name, String why) {
    var mode = Management.of(dead.spec());
    return mode == Management.ENFORCE
        ? new DeadLetter.Missing(Reason.ReferenceNotReady, why)
        : new DeadLetter.Missing(
            HeldBack.reason(mode), HeldBack.message(Kind.ENCRYPTED_QUEUE, name, mode));
  }

  private Optional<Map<String, String>> read(RedriveSubject subject, String queueArn) {
    return observations.queue(queueArn, subject.notBefore()).orThrow();
  }

  private String arn(RedriveSubject subject, Resource<EncryptedQueueSpec, ?> queue) {
    return deadLetters.arn(subject.account(), queue);
  }
}
