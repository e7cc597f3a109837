package dev.keyway.key;

import dev.keyway.api.v1alpha1.EncryptionKeySpec;
import dev.keyway.api.v1alpha1.EncryptionKeyStatus;
import dev.keyway.api.v1alpha1.Impact;
import dev.keyway.aws.KeyDescription;
import dev.keyway.drift.Difference;
import dev.keyway.grants.KeyGrants;
import dev.keyway.grants.OwnedStatements;
import dev.keyway.policy.Caller;
import dev.keyway.policy.CallerContexts;
import dev.keyway.policy.Decision;
import dev.keyway.policy.Evaluator;
import dev.keyway.policy.PolicyDocument;
import dev.keyway.policy.Statement;
import dev.keyway.reconcile.Adopting;
import dev.keyway.reconcile.Adoption;
import dev.keyway.reconcile.Identity;
import dev.keyway.reconcile.Outcome;
import dev.keyway.reconcile.Plan;
import dev.keyway.reconcile.PolicyText;
import dev.keyway.reconcile.Reason;
import dev.keyway.reconcile.Resource;
import dev.keyway.reconcile.Settings;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** A key that somebody else made and that a spec takes over; pure. */
final class AdoptedKey {
  private AdoptedKey() {}

  static Adoption of(Resource<EncryptionKeySpec, EncryptionKeyStatus> resource) {
    var set = new TreeSet<String>();
    if (resource.spec().rotation() != null) {
      set.add(KeyUpkeep.ROTATION);
    }
    if (resource.spec().description() != null) {
      set.add(KeyUpkeep.DESCRIPTION);
    }
    return Adoption.of(resource, set);
  }

  /** Return what has to happen before the key is kept like one that Keyway made. */
  static Optional<Plan<KeyAction>> takeOver(
      Settings settings,
      Resource<EncryptionKeySpec, EncryptionKeyStatus> resource,
      KeyObservation o) {
    var adopt = resource.spec().adopt();
    if (adopt == null) {
      return Optional.empty();
    }
    var refused = Adopting.mismatch(resource.spec(), arn(o, adopt.arn())).or(() -> untakable(o));
    if (refused.isPresent() || o.key().isEmpty()) {
      return Optional.of(Plan.end(refused.orElseGet(() -> Adopting.absent(adopt.arn()))));
    }
    if (o.policy().flatMap(PolicyText::read).isEmpty()) {
      return Optional.of(Plan.end(Adopting.unreadable(adopt.arn())));
    }
    boolean free = Adopting.isToTake(settings, resource, o.tags());
    if (free && Adopting.isTold(resource)) {
      return Optional.empty();
    }
    if (free) {
      var tags = Adopting.tags(settings, resource, resource.spec().tags());
      return Optional.of(
          Plan.step(
              new KeyAction.Tag(adopt.arn(), tags),
              Reason.Adopted,
              "Took over key " + adopt.arn() + "."));
    }
    if (!Adopting.isOurs(settings, resource, o.tags())) {
      return Optional.of(Plan.end(conflict(adopt.arn())));
    }
    return of(resource).unrecorded().map((Outcome record) -> Plan.writeAhead(record, List.of()));
  }

  /**
   * Return the statement of the account's root.
   *
   * @param others others keep the policy too: it is written only where Keyway once wrote it
   */
  static List<Statement> account(
      KeyObservation o, boolean others, Optional<PolicyDocument> observed) {
    var account = KeyGrants.account(o.account().partition(), o.account().accountId());
    boolean stands =
        observed.stream()
            .flatMap(document -> document.statements().stream())
            .filter(OwnedStatements::owns)
            .anyMatch(statement -> String.valueOf(account.sid()).equals(statement.sid()));
    return !others || stands ? List.of(account) : List.of();
  }

  /** Return the difference of a policy that no longer leaves the key to its account. */
  static Optional<Difference> rootless(KeyObservation o, PolicyDocument observed, String keyArn) {
    var root = new Caller.AccountRoot(o.account().partition(), o.account().accountId());
    var request = CallerContexts.iam(root, "kms:PutKeyPolicy", keyArn);
    boolean rules = Evaluator.evaluate(request, observed) instanceof Decision.Allowed;
    return rules
        ? Optional.empty()
        : Optional.of(
            new Difference(
                KeyUpkeep.POLICY + "[root of the account]",
                "kms:* for the root of account " + o.account().accountId(),
                "nothing",
                Impact.TIGHTENED));
  }

  private static String arn(KeyObservation o, String adopted) {
    var id = adopted.substring(adopted.lastIndexOf('/') + 1);
    var account = o.account();
    return "arn:%s:kms:%s:%s:key/%s"
        .formatted(account.partition(), o.region(), account.accountId(), id);
  }

  private static Optional<Outcome> untakable(KeyObservation o) {
    if (o.key().filter(key -> key.keyManager().equals("AWS")).isPresent()) {
      return Optional.of(
          new Outcome.Invalid(
              Reason.OwnershipConflict,
              "The key is one that AWS keeps for the account; its policy cannot be changed."));
    }
    return o.key()
        .filter(key -> key.state().equals(KeyDescription.PENDING_DELETION))
        .filter(_ -> o.tags().filter(t -> t.containsKey(Identity.CLUSTER)).isEmpty())
        .map(
            key ->
                new Outcome.Invalid(
                    Reason.KeyPendingDeletion,
                    key.arn() + " is to be deleted and is not adopted so. Cancel that in AWS."));
  }

  private static Outcome conflict(String arn) {
    return new Outcome.Invalid(
        Reason.OwnershipConflict,
        arn
            + " belongs to another object of Keyway; it was left untouched. Delete that object, and"
            + " remove the keyway.dev/ tags from the key in AWS, before it is adopted here.");
  }
}
