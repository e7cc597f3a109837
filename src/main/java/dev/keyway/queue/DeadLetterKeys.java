package dev.keyway.queue;

import dev.keyway.api.v1alpha1.EncryptionKeySpec;
import dev.keyway.api.v1alpha1.EncryptionKeyStatus;
import dev.keyway.api.v1alpha1.KeyDeadLetter;
import dev.keyway.api.v1alpha1.KeyStatement;
import dev.keyway.api.v1alpha1.Management;
import dev.keyway.api.v1alpha1.RetiringKey;
import dev.keyway.api.v1alpha1.Verdict;
import dev.keyway.aws.KeyDescription;
import dev.keyway.grants.Grant;
import dev.keyway.grants.KeyGrants;
import dev.keyway.grants.QueueAsk;
import dev.keyway.grants.QueueGrants;
import dev.keyway.queue.RedriveView.KeyHold;
import dev.keyway.reconcile.DeadLetters;
import dev.keyway.reconcile.KeyGate;
import dev.keyway.reconcile.KeyProof;
import dev.keyway.reconcile.Observations;
import dev.keyway.reconcile.PolicyText;
import dev.keyway.reconcile.References;
import dev.keyway.reconcile.Resource;
import dev.keyway.reconcile.Wanted;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks at the keys of what would be moved to a dead-letter queue. */
final class DeadLetterKeys {
  private final Observations observations;
  private final Wanted wanted;
  private final DeadLetters deadLetters;

  DeadLetterKeys(Observations observations, Wanted wanted, DeadLetters deadLetters) {
    this.observations = observations;
    this.wanted = wanted;
    this.deadLetters = deadLetters;
  }

  /** Return all keys that messages of the queue, or moved into it, may be encrypted under. */
  List<KeyHold> of(RedriveSubject subject) {
    var chain =
        deadLetters.chain(subject.resource()).stream()
            .map(d -> deadLetters.arn(subject.account(), d))
            .toList();
    var grants = chain.stream().flatMap(arn -> consumers(subject, arn).stream()).toList();
    var keyArns = new LinkedHashSet<String>();
    subject
        .attributes()
        .flatMap(a -> Optional.ofNullable(a.get(QueueAttributes.KEY)))
        .flatMap(id -> keyArn(subject, id))
        .ifPresent(keyArns::add);
    subject.key().arn().ifPresent(keyArns::add);
    var status = subject.resource().status();
    if (status != null) {
      status.retiringKeys().stream().map(RetiringKey::keyArn).forEach(keyArns::add);
    }
    wanted.keysMovedTo(subject.queueArn()).stream()
        .map(Resource::status)
        .filter(Objects::nonNull)
        .map(EncryptionKeyStatus::keyArn)
        .filter(Objects::nonNull)
        .forEach(keyArns::add);
    return keyArns.stream().map(arn -> hold(subject, arn, chain, grants)).toList();
  }

  private KeyHold hold(
      RedriveSubject subject, String keyArn, List<String> chain, List<Grant> grants) {
    var object = wanted.keyHolding(subject.resource(), keyArn);
    var gate = KeyGate.read(observations, subject.region(), keyArn, subject.notBefore());
    return new KeyHold(
        keyArn,
        object.map(key -> References.text(key.name(), subject.namespace())),
        object.isEmpty()
            ? Optional.of(provenAt(subject, keyArn))
            : since(object.get(), chain, end(subject, keyArn)),
        gate.filter(g -> holds(g, grants, subject, keyArn, object.isPresent())).isPresent(),
        object.map(key -> Management.of(key.spec())).orElse(Management.ENFORCE));
  }

  private static boolean holds(
      KeyGate gate, List<Grant> grants, RedriveSubject subject, String keyArn, boolean ours) {
    return gate.state().equals(KeyDescription.ENABLED)
        && (ours ? gate.holds(grants) : readsExternal(gate, grants, subject, keyArn));
  }

  // Whose policy AWS does not show is taken as it is said to be, but only the key that the spec
  // names.
  private static boolean readsExternal(
      KeyGate gate, List<Grant> grants, RedriveSubject subject, String keyArn) {
    var encryption = subject.resource().spec().encryption();
    boolean accepted =
        encryption != null
            && Boolean.TRUE.equals(encryption.acceptUnknown())
            && keyArn.equals(encryption.keyArn());
    return gate.policy()
        .map(p -> KeyProof.of(grants, keyArn, subject.region(), p) == Verdict.PROVEN)
        .orElse(accepted);
  }

  // Of a key that Keyway does not manage: since when all that it needs is known to stand.
  private static Instant provenAt(RedriveSubject subject, String keyArn) {
    var status = subject.resource().status();
    var statements = status == null ? List.<KeyStatement>of() : status.keyStatements();
    return statements.stream()
        .filter(statement -> statement.keyArn().equals(keyArn))
        .map(KeyStatement::provenAt)
        .filter(Objects::nonNull)
        .map(Instant::parse)
        .max(Instant::compareTo)
        .orElse(Instant.EPOCH);
  }

  // When the last message of the queue under a key that it has left is gone.
  private static Optional<Instant> end(RedriveSubject subject, String keyArn) {
    var status = subject.resource().status();
    var ledger = status == null ? List.<RetiringKey>of() : status.retiringKeys();
    return ledger.stream()
        .filter(entry -> entry.keyArn().equals(keyArn))
        .flatMap(entry -> Stream.ofNullable(entry.until()))
        .map(Instant::parse)
        .findFirst();
  }

  private static Optional<Instant> since(
      Resource<EncryptionKeySpec, EncryptionKeyStatus> key,
      List<String> chain,
      Optional<Instant> end) {
    var status = key.status();
    var rows = status == null ? List.<KeyDeadLetter>of() : status.deadLetters();
    var found =
        rows.stream()
            .filter(row -> chain.contains(row.queueArn()) && lasts(row, end))
            .map(row -> Instant.parse(row.since()))
            .toList();
    return found.size() == chain.size() ? found.stream().max(Instant::compareTo) : Optional.empty();
  }

  // What other queues moved there has an end; the key keeps the grants until then.
  private static boolean lasts(KeyDeadLetter row, Optional<Instant> end) {
    return row.endedAt() == null
        || end.filter(_ -> row.until() != null)
            .filter(at -> !Instant.parse(row.until()).isBefore(at))
            .isPresent();
  }

  // Whom the dead-letter queue lets in now; others cannot receive what cannot be read.
  private List<Grant> consumers(RedriveSubject subject, String queueArn) {
    return read(subject, queueArn)
        .flatMap(a -> PolicyText.read(a.getOrDefault(QueueAttributes.POLICY, "")))
        .map(policy -> QueueGrants.read("", queueArn, policy).consumers())
        .map(members -> KeyGrants.ofDeadLetter(new QueueAsk.DeadLetter("", queueArn, members)))
        .orElse(List.of());
  }

  private Optional<String> keyArn(RedriveSubject subject, String keyId) {
    return keyId.contains(":key/")
        ? Optional.of(keyId)
        : observations
            .key(subject.region(), keyId, subject.notBefore())
            .orThrow()
            .map(KeyDescription::arn);
  }

  private Optional<Map<String, String>> read(RedriveSubject subject, String queueArn) {
    return observations.queue(queueArn, subject.notBefore()).orThrow();
  }
}
