package dev.keyway.key;

import dev.keyway.api.v1alpha1.EncryptionKeySpec;
import dev.keyway.api.v1alpha1.EncryptionKeyStatus;
import dev.keyway.aws.KeyDescription;
import dev.keyway.grants.Admission;
import dev.keyway.grants.Frame;
import dev.keyway.grants.Grant;
import dev.keyway.grants.KeyGrants;
import dev.keyway.grants.OwnedStatements;
import dev.keyway.grants.QueueAsk;
import dev.keyway.grants.TopicAsk;
import dev.keyway.key.KeyObservation.Answer;
import dev.keyway.key.KeyObservation.Use;
import dev.keyway.policy.PolicyDocument;
import dev.keyway.policy.ResourceKind;
import dev.keyway.reconcile.OwnKeyGrants;
import dev.keyway.reconcile.PolicySharing;
import dev.keyway.reconcile.PolicyText;
import dev.keyway.reconcile.Resource;
import dev.keyway.reconcile.SpecStatements;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The key policy that is wanted: the account's root, what the spec says, what the queues and topics
 * under the key ask for, and what has been granted and is still in use.
 */
final class KeyPolicy {
  private KeyPolicy() {}

  /** Compute it; foreign Deny statements stay, foreign Allow statements where it is shared. */
  static Admission.Admitted desired(
      Resource<EncryptionKeySpec, EncryptionKeyStatus> resource, KeyObservation o) {
    var sharing = sharing(resource, o);
    boolean others = sharing.isShared() && resource.spec().adopt() != null;
    return admit(resource, o, others, sharing.frame());
  }

  /** Return whether it is shared with others. */
  static PolicySharing sharing(
      Resource<EncryptionKeySpec, EncryptionKeyStatus> resource, KeyObservation o) {
    return PolicySharing.of(
        resource,
        observed(o),
        o.account().accountId(),
        () -> asked(resource, o),
        frame -> admit(resource, o, false, frame));
  }

  private static Admission.Admitted admit(
      Resource<EncryptionKeySpec, EncryptionKeyStatus> resource,
      KeyObservation o,
      boolean others,
      Frame frame) {
    var fixed = AdoptedKey.account(o, others, observed(o));
    return new SpecStatements(
            resource.spec(), o.account(), ResourceKind.KMS_KEY, arn(o), observed(o))
        .admit(fixed, frame, asked(resource, o), o.refusals());
  }

  // KMS gives the ARN away only when the key is there; what is judged before is the same.
  private static String arn(KeyObservation o) {
    var account = o.account();
    return o.key()
        .map(KeyDescription::arn)
        .orElseGet(
            () ->
                "arn:%s:kms:%s:%s:key/new"
                    .formatted(account.partition(), o.region(), account.accountId()));
  }

  private static Optional<PolicyDocument> observed(KeyObservation o) {
    return o.policy().flatMap(PolicyText::read);
  }

  private static List<Grant> asked(
      Resource<EncryptionKeySpec, EncryptionKeyStatus> resource, KeyObservation o) {
    var asked = new LinkedHashSet<>(wanted(resource, o));
    boolean forgotten = ForgottenUses.isForgotten(resource.status());
    asked.addAll(kept(asked, observed(o), o, forgotten));
    return List.copyOf(asked);
  }

  /** Return what specs ask for, in order of asking. */
  static List<Grant> wanted(
      Resource<EncryptionKeySpec, EncryptionKeyStatus> resource, KeyObservation o) {
    return wanted(resource, o.queues(), o.topics());
  }

  static List<Grant> wanted(
      Resource<EncryptionKeySpec, EncryptionKeyStatus> resource,
      List<QueueAsk> queues,
      List<TopicAsk> topics) {
    var grants = new ArrayList<Grant>(OwnKeyGrants.of(resource));
    queues.forEach(ask -> grants.addAll(KeyGrants.ofQueue(ask)));
    topics.forEach(ask -> grants.addAll(KeyGrants.ofTopic(ask)));
    return grants;
  }

  /** Return whether the policy holds grants of users that nothing that is known needs. */
  static boolean hasExcess(
      Resource<EncryptionKeySpec, EncryptionKeyStatus> resource, KeyObservation o) {
    var known = withoutAsker(wanted(resource, o));
    known.addAll(withoutAsker(needed(o)));
    return observed(o).map(OwnedStatements::grants).map(KeyPolicy::withoutAsker).stream()
        .flatMap(Set::stream)
        .filter(grant -> KeyGrants.isOnBehalfOfUsers(grant.group().kind()))
        .anyMatch(grant -> !known.contains(grant));
  }

  // Absence never withdraws: what stands and is not asked for any more stays while AWS's own
  // policies show that it is in use, and altogether while somebody's use cannot be read, or is not
  // remembered.
  private static List<Grant> kept(
      Set<Grant> asked, Optional<PolicyDocument> observed, KeyObservation o, boolean forgotten) {
    var needed = needed(o);
    var standing = observed.map(OwnedStatements::grants).orElse(List.of());
    var known = withoutAsker(asked);
    boolean freeze =
        forgotten
            || o.unclaimedUntil().isPresent()
            || o.uses().stream().anyMatch(use -> use.underKey() == Answer.UNKNOWN)
            || o.deadLetters().stream().anyMatch(dead -> !dead.known());
    var inUse =
        withoutAsker(
            o.uses().stream()
                .filter(Use::keepsStanding)
                .flatMap(use -> use.stillAdmitted().stream())
                .toList());
    o.deadLetters().forEach(dead -> inUse.addAll(withoutAsker(dead.stillAdmitted())));
    var kept = new ArrayList<>(needed);
    standing.stream()
        .filter(grant -> KeyGrants.isOnBehalfOfUsers(grant.group().kind()))
        .filter(grant -> !known.contains(grant))
        .filter(grant -> freeze || inUse.contains(grant))
        .forEach(kept::add);
    return kept;
  }

  /** Return what is needed although no spec asks for it. */
  static List<Grant> needed(KeyObservation o) {
    return Stream.concat(
            o.uses().stream().flatMap(use -> use.needed().stream()),
            o.deadLetters().stream().flatMap(dead -> dead.needed().stream()))
        .toList();
  }

  private static Set<Grant> withoutAsker(Iterable<Grant> grants) {
    var result = new LinkedHashSet<Grant>();
    grants.forEach(g -> result.add(new Grant("", g.group(), g.member())));
    return result;
  }
}
