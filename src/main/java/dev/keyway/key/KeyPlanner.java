package dev.keyway.key;

import dev.keyway.api.v1alpha1.Adopt;
import dev.keyway.api.v1alpha1.DeletionPolicy;
import dev.keyway.api.v1alpha1.EncryptionKeySpec;
import dev.keyway.api.v1alpha1.EncryptionKeyStatus;
import dev.keyway.aws.KeyDescription;
import dev.keyway.aws.NewKey;
import dev.keyway.key.KeyObservation.Search;
import dev.keyway.reconcile.Adopting;
import dev.keyway.reconcile.Deletions;
import dev.keyway.reconcile.Hold;
import dev.keyway.reconcile.Identity;
import dev.keyway.reconcile.Outcome;
import dev.keyway.reconcile.Plan;
import dev.keyway.reconcile.Reason;
import dev.keyway.reconcile.Resource;
import dev.keyway.reconcile.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Decides what to do about a key; pure. */
final class KeyPlanner {
  private static final Duration SEARCH_AGAIN = Duration.ofSeconds(10);

  private final Settings settings;

  KeyPlanner(Settings settings) {
    this.settings = settings;
  }

  Plan<KeyAction> plan(
      Resource<EncryptionKeySpec, EncryptionKeyStatus> resource, KeyObservation o, Instant now) {
    var plan = decide(resource, o, now);
    return o.key().map(key -> Hold.respect(plan, o.tags(), key.arn())).orElse(plan);
  }

  private Plan<KeyAction> decide(
      Resource<EncryptionKeySpec, EncryptionKeyStatus> resource, KeyObservation o, Instant now) {
    if (resource.deleting()) {
      return delete(resource, o, now);
    }
    return AdoptedKey.takeOver(settings, resource, o)
        .or(() -> conflict(resource, o).map(Plan::end))
        .orElseGet(() -> keep(resource, o, now));
  }

  private Plan<KeyAction> keep(
      Resource<EncryptionKeySpec, EncryptionKeyStatus> resource, KeyObservation o, Instant now) {
    return o.key()
        .map(key -> new KeyUpkeep(settings, resource, o, key, now).plan())
        .orElseGet(() -> create(resource, o, now));
  }

  private Optional<Outcome> conflict(
      Resource<EncryptionKeySpec, EncryptionKeyStatus> resource, KeyObservation o) {
    var moved = moved(resource, o);
    if (moved.isPresent()) {
      return moved;
    }
    if (o.key().isEmpty() && keyArn(resource).isPresent()) {
      return Optional.of(
          new Outcome.Invalid(
              Reason.KeyDeleted,
              "The key "
                  + keyArn(resource).get()
                  + " is gone; what is encrypted under it cannot be read. Delete this object and"
                  + " create it anew for a new key."));
    }
    boolean free = Adopting.isToTake(settings, resource, o.tags());
    if (o.aliasTarget().isEmpty() || free || isOwn(resource, o)) {
      return Optional.empty();
    }
    return Optional.of(
        new Outcome.Invalid(
            Reason.OwnershipConflict,
            o.alias()
                + " names a key that is not this object's; it was left untouched. Choose another"
                + " spec.alias, or remove the alias in AWS."));
  }

  private static Optional<Outcome> moved(
      Resource<EncryptionKeySpec, EncryptionKeyStatus> resource, KeyObservation o) {
    return elsewhere(resource, o)
        .map(
            arn ->
                new Outcome.Invalid(
                    Reason.IdentityChanged,
                    "The key was created as "
                        + arn
                        + " and is now looked for in "
                        + o.region()
                        + " of account "
                        + o.account().accountId()
                        + ". Restore account and region, or delete the object and create it anew."));
  }

  private static Optional<String> elsewhere(
      Resource<EncryptionKeySpec, EncryptionKeyStatus> resource, KeyObservation o) {
    var here = ":kms:" + o.region() + ":" + o.account().accountId() + ":";
    return keyArn(resource).filter(arn -> !arn.contains(here));
  }

  private boolean isOwn(
      Resource<EncryptionKeySpec, EncryptionKeyStatus> resource, KeyObservation o) {
    boolean known = resource.spec().adopt() == null && keyArn(resource).isPresent();
    return known || Adopting.isOurs(settings, resource, o.tags());
  }

  private Plan<KeyAction> create(
      Resource<EncryptionKeySpec, EncryptionKeyStatus> resource, KeyObservation o, Instant now) {
    var intent =
        Optional.ofNullable(resource.status()).map(EncryptionKeyStatus::creation).orElse(null);
    if (intent == null) {
      var message = "A key will be created; the intent is recorded first.";
      return new Plan<>(
          List.of(),
          new Outcome.InProgress(Reason.Creating, message, Duration.ZERO),
          true,
          false,
          List.of());
    }
    return switch (o.search()) {
      case Search.NotNeeded _ -> createKey(resource, o, intent.nonce());
      case Search.EmptySince(Instant since) when !now.isBefore(since.plus(settings.keySearch())) ->
          createKey(resource, o, intent.nonce());
      case Search.EmptySince _ ->
          Plan.end(
              new Outcome.InProgress(
                  Reason.SearchingKey,
                  "It is not known whether a CreateKey call had its effect; its key is looked for"
                      + " by its tag until "
                      + settings.keySearch().toSeconds()
                      + " s have passed without a find.",
                  least(SEARCH_AGAIN, settings.keySearch())));
      case Search.Found _ -> throw new IllegalStateException("a key that was found is the key");
    };
  }

  private Plan<KeyAction> createKey(
      Resource<EncryptionKeySpec, EncryptionKeyStatus> resource, KeyObservation o, String nonce) {
    var tags = Identity.tags(settings, resource, resource.spec().tags());
    tags.put(KeyObservation.NONCE_TAG, nonce);
    var policy = KeyPolicy.desired(resource, o).document();
    var description = Objects.requireNonNullElse(resource.spec().description(), "");
    var action =
        new KeyAction.CreateKey(new NewKey(description, policy.toJson(), Map.copyOf(tags)), nonce);
    return Plan.step(action, Reason.KeyCreated, "Created a key for " + o.alias() + ".");
  }

  private Plan<KeyAction> delete(
      Resource<EncryptionKeySpec, EncryptionKeyStatus> resource, KeyObservation o, Instant now) {
    if (resource.spec().deletionPolicy() != DeletionPolicy.DELETE) {
      return Plan.release();
    }
    return elsewhere(resource, o)
        .map(arn -> Plan.<KeyAction>end(Deletions.elsewhere("key", arn)))
        .orElseGet(() -> deleteHere(resource, o, now));
  }

  private Plan<KeyAction> deleteHere(
      Resource<EncryptionKeySpec, EncryptionKeyStatus> resource, KeyObservation o, Instant now) {
    if (o.key().isEmpty()) {
      return releaseWithoutKey(o, now);
    }
    var key = o.key().get();
    if (key.state().equals(KeyDescription.PENDING_DELETION) || !isOwn(resource, o)) {
      return Plan.release();
    }
    var users = KeyUsers.names(o);
    if (!users.isEmpty()) {
      return Plan.end(
          new Outcome.Blocked(
              Reason.KeyInUse,
              "The key is in use by "
                  + String.join(", ", users)
                  + "; it is deleted when they are gone. Set deletionPolicy: Retain to let the"
                  + " object go and keep the key.",
              KeyUsers.arns(o)));
    }
    return schedule(key, Objects.requireNonNullElse(resource.spec().pendingWindowDays(), 30));
  }

  private static Plan<KeyAction> schedule(KeyDescription key, int days) {
    return Plan.step(
        new KeyAction.ScheduleDeletion(key.arn(), days),
        Reason.KeyDeletionScheduled,
        "Scheduled the deletion of " + key.arn() + " in " + days + " days.");
  }

  private Plan<KeyAction> releaseWithoutKey(KeyObservation o, Instant now) {
    if (o.search() instanceof Search.EmptySince(Instant since)
        && now.isBefore(since.plus(settings.keySearch()))) {
      return Plan.end(
          new Outcome.InProgress(
              Reason.SearchingKey,
              "The key of an unanswered CreateKey call is looked for, to delete it too.",
              least(SEARCH_AGAIN, settings.keySearch())));
    }
    return Plan.release();
  }

  static Optional<String> adopted(Resource<EncryptionKeySpec, EncryptionKeyStatus> resource) {
    return Optional.ofNullable(resource.spec().adopt()).map(Adopt::arn);
  }

  static Optional<String> keyArn(Resource<EncryptionKeySpec, EncryptionKeyStatus> resource) {
    return Optional.ofNullable(resource.status()).map(EncryptionKeyStatus::keyArn);
  }

  private static Duration least(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}
