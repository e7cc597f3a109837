package dev.keyway.key;

import dev.keyway.api.v1alpha1.EncryptionKeySpec;
import dev.keyway.api.v1alpha1.EncryptionKeyStatus;
import dev.keyway.api.v1alpha1.Management;
import dev.keyway.aws.Aws;
import dev.keyway.aws.AwsException;
import dev.keyway.aws.KeyDescription;
import dev.keyway.aws.KeyService;
import dev.keyway.reconcile.Adopting;
import dev.keyway.reconcile.AwsNames;
import dev.keyway.reconcile.Freshness;
import dev.keyway.reconcile.Observations;
import dev.keyway.reconcile.Observations.Aspect;
import dev.keyway.reconcile.Plan;
import dev.keyway.reconcile.RefusedPrincipals;
import dev.keyway.reconcile.Report;
import dev.keyway.reconcile.Resource;
import dev.keyway.reconcile.Room;
import dev.keyway.reconcile.Settings;
import dev.keyway.reconcile.Wanted;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The room of EncryptionKey: the only one that writes to KMS. */
public final class KeyRoom
    implements Room<EncryptionKeySpec, EncryptionKeyStatus, KeyObservation, KeyAction> {
  private final Aws aws;
  private final Observations observations;
  private final Settings settings;
  private final KeyPlanner planner;
  private final KeySearch search;
  private final KeyObserver observer;
  private final RefusedPrincipals refused;

  /** Keep keys right. */
  public KeyRoom(
      Aws aws, Observations observations, Wanted wanted, Settings settings, Clock clock) {
    this.aws = aws;
    this.observations = observations;
    this.settings = settings;
    this.planner = new KeyPlanner(settings);
    this.search = new KeySearch(aws, clock);
    this.refused = new RefusedPrincipals(clock, settings);
    this.observer = new KeyObserver(aws, observations, wanted, settings, search, refused, clock);
  }

  @Override
  public KeyObservation observe(
      Resource<EncryptionKeySpec, EncryptionKeyStatus> resource, Freshness freshness) {
    return observer.observe(resource, freshness);
  }

  @Override
  public Plan<KeyAction> plan(
      Resource<EncryptionKeySpec, EncryptionKeyStatus> resource,
      KeyObservation observation,
      Instant now) {
    var plan = planner.plan(resource, observation, now);
    if (plan.writeAhead() && Management.of(resource.spec()) == Management.ENFORCE) {
      search.intend(observation.freshNonce());
    }
    if (plan.released()) {
      observation.key().ifPresent(key -> observations.forget(key.arn()));
    }
    return plan;
  }

  @Override
  public void apply(
      Resource<EncryptionKeySpec, EncryptionKeyStatus> resource,
      KeyObservation observation,
      KeyAction action) {
    var kms = aws.keys(observation.region());
    switch (action) {
      case KeyAction.CreateKey create -> create(kms, resource, create);
      case KeyAction.CreateAlias(String alias, String arn) -> {
        kms.createAlias(alias, arn);
        observations.wroteKey(observation.region(), alias, arn, Map.of(KeyUpkeep.ALIAS, arn));
      }
      case KeyAction.UpdateAlias(String alias, String arn) -> {
        kms.updateAlias(alias, arn);
        observations.wroteKey(observation.region(), alias, arn, Map.of(KeyUpkeep.ALIAS, arn));
      }
      case KeyAction.PutPolicy put ->
          putPolicy(kms, resource, observation.policy().orElse(""), put);
      case KeyAction.EnableKey(String arn) -> {
        kms.enable(arn);
        wroteState(observation, arn, KeyDescription.ENABLED);
      }
      case KeyAction.DisableKey(String arn) -> {
        kms.disable(arn);
        wroteState(observation, arn, KeyDescription.DISABLED);
      }
      case KeyAction.EnableRotation(String arn, int days) -> {
        kms.enableRotation(arn, days);
        wroteRotation(arn, "every " + days + " days");
      }
      case KeyAction.DisableRotation(String arn) -> {
        kms.disableRotation(arn);
        wroteRotation(arn, "off");
      }
      case KeyAction.UpdateDescription(String arn, String text) -> {
        kms.updateDescription(arn, text);
        var values = Map.of(KeyUpkeep.DESCRIPTION, text);
        observations.wroteKey(observation.region(), observation.alias(), arn, values);
      }
      case KeyAction.Tag(String arn, var tags) -> {
        kms.tag(arn, tags);
        observations.wrote(Aspect.TAGS, arn, Map.of("Tags", tags.toString()));
      }
      case KeyAction.Untag(String arn, var tagKeys) -> {
        kms.untag(arn, tagKeys);
        observations.wrote(Aspect.TAGS, arn, Map.of(KeyUpkeep.UNTAGGED, tagKeys.toString()));
      }
      case KeyAction.CancelDeletion(String arn) -> {
        kms.cancelDeletion(arn);
        wroteState(observation, arn, KeyDescription.DISABLED);
      }
      case KeyAction.ScheduleDeletion(String arn, int days) -> {
        kms.tag(arn, Map.of(KeyObservation.DELETION_TAG, "scheduled"));
        observations.wrote(Aspect.TAGS, arn, Map.of());
        kms.scheduleDeletion(arn, days);
        wroteState(observation, arn, KeyDescription.PENDING_DELETION);
      }
    }
  }

  @Override
  public EncryptionKeyStatus report(
      Resource<EncryptionKeySpec, EncryptionKeyStatus> resource,
      @Nullable KeyObservation observation,
      Report report) {
    var region = AwsNames.region(settings, resource.spec().region());
    // What is not taken over yet is not told as this object's.
    var own =
        Optional.ofNullable(observation)
            .filter(
                o ->
                    resource.spec().adopt() == null
                        || Adopting.isOurs(settings, resource, o.tags()));
    return KeyReport.of(resource, own, report, region);
  }

  private void create(
      KeyService kms,
      Resource<EncryptionKeySpec, EncryptionKeyStatus> resource,
      KeyAction.CreateKey action) {
    search.attempted(action.nonce());
    try {
      boolean taken =
          refused.attempt(
              resource.uid(),
              action.key().policy(),
              "",
              () -> created(action, kms.create(action.key())));
      if (!taken) {
        search.intend(action.nonce());
      }
    } catch (AwsException e) {
      if (!e.failure().mayHaveTakenEffect()) {
        search.intend(action.nonce());
      }
      throw e;
    }
  }

  private void created(KeyAction.CreateKey action, KeyDescription key) {
    search.created(action.nonce(), key);
    observations.createdKey(key.arn(), action.key().tags());
  }

  private void putPolicy(
      KeyService kms,
      Resource<EncryptionKeySpec, EncryptionKeyStatus> resource,
      String standing,
      KeyAction.PutPolicy action) {
    observations.wrote(Aspect.KEY_POLICY, action.keyArn(), Map.of());
    boolean taken =
        refused.attempt(
            resource.uid(),
            action.policy(),
            standing,
            () -> kms.putPolicy(action.keyArn(), action.policy()));
    if (taken) {
      var values = Map.of(KeyUpkeep.POLICY, action.policy());
      observations.wrote(Aspect.KEY_POLICY, action.keyArn(), values);
    }
  }

  private void wroteState(KeyObservation observation, String arn, String state) {
    var values = Map.of(KeyUpkeep.STATE, state);
    observations.wroteKey(observation.region(), observation.alias(), arn, values);
  }

  private void wroteRotation(String arn, String rotation) {
    observations.wrote(Aspect.KEY_ROTATION, arn, Map.of(KeyUpkeep.ROTATION, rotation));
  }
}
