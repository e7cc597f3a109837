package dev.keyway.queue;

import dev.keyway.api.v1alpha1.EncryptedQueueSpec;
import dev.keyway.api.v1alpha1.EncryptedQueueStatus;
import dev.keyway.api.v1alpha1.Management;
import dev.keyway.api.v1alpha1.QueueEncryptionMode;
import dev.keyway.aws.Aws;
import dev.keyway.grants.Grant;
import dev.keyway.grants.QueueGrants;
import dev.keyway.reconcile.Asks;
import dev.keyway.reconcile.AwsManagedKeys;
import dev.keyway.reconcile.AwsNames;
import dev.keyway.reconcile.ChildKeyNeed;
import dev.keyway.reconcile.ExternalKeys;
import dev.keyway.reconcile.Freshness;
import dev.keyway.reconcile.KeyGate;
import dev.keyway.reconcile.KeyReferences;
import dev.keyway.reconcile.KeyView;
import dev.keyway.reconcile.LeftKey;
import dev.keyway.reconcile.Observations;
import dev.keyway.reconcile.OldKey;
import dev.keyway.reconcile.PolicyText;
import dev.keyway.reconcile.References;
import dev.keyway.reconcile.RefusedPrincipals;
import dev.keyway.reconcile.Resource;
import dev.keyway.reconcile.Revoked;
import dev.keyway.reconcile.Settings;
import dev.keyway.reconcile.Wanted;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads what the queue's plan depends on. */
final class QueueObserver {
  private final Aws aws;
  private final Observations observations;
  private final Wanted wanted;
  private final Settings settings;
  private final RefusedPrincipals refused;
  private final RedriveObserver redrive;

  QueueObserver(
      Aws aws,
      Observations observations,
      Wanted wanted,
      Settings settings,
      RefusedPrincipals refused) {
    this.aws = aws;
    this.observations = observations;
    this.wanted = wanted;
    this.settings = settings;
    this.refused = refused;
    this.redrive = new RedriveObserver(observations, wanted, settings);
  }

  QueueObservation observe(
      Resource<EncryptedQueueSpec, EncryptedQueueStatus> resource, Freshness freshness) {
    var spec = resource.spec();
    var name = resource.name();
    var account = aws.identity();
    var region = AwsNames.region(settings, spec.region());
    var queueName = AwsNames.queue(settings, name, spec);
    var arn = AwsNames.queueArn(account, region, queueName);
    boolean nameable = queueName.length() <= AwsNames.MAX_QUEUE_NAME;
    var attributes =
        nameable
            ? observations.queue(arn, freshness.notBefore()).orThrow()
            : Optional.<Map<String, String>>empty();
    var url = attributes.flatMap(_ -> observations.queueUrl(arn));
    var tags =
        attributes.flatMap(_ -> observations.queueTags(arn, freshness.slowNotBefore()).orThrow());
    var asks = new Asks(settings, wanted, Management.of(spec));
    var ask = asks.ofQueue(resource, account);
    var refusals =
        refused.of(resource, QueueGrants.of(ask), PolicyText.read(QueuePolicy.text(attributes)));
    var former =
        new FormerSources(observations, arn, freshness)
            .of(resource.status(), QueuePolicy.text(attributes), ask);
    var grants = QueuePolicy.grantsOnKey(QueueObservation.onKey(ask, former), refusals.members());
    var key = key(resource, region, arn, grants, freshness);
    var oldKey = oldKey(resource, arn, attributes, key, freshness);
    var subject =
        new RedriveSubject(resource, account, region, arn, attributes, key, freshness.notBefore());
    return new QueueObservation(
        account,
        region,
        queueName,
        arn,
        url,
        attributes,
        tags,
        key,
        gate(key, attributes, region, freshness),
        oldKey,
        childKey(resource, attributes),
        KeyReferences.ownKeyOfQueue(name.name()),
        ask,
        former,
        subscribers(resource),
        refusals,
        observations.recentWrites(arn, settings.propagation()),
        redrive.observe(subject),
        LeftKey.of(observations, wanted, leaver(resource, region, grants), oldKey, freshness),
        asks.topicsFailingTo(name),
        new FormerRedrivers(observations, wanted, settings).of(subject));
  }

  private KeyView key(
      Resource<EncryptedQueueSpec, EncryptedQueueStatus> resource,
      String region,
      String arn,
      List<Grant> grants,
      Freshness freshness) {
    var spec = resource.spec();
    var encryption = spec.encryption();
    if (encryption == null) {
      return new KeyView.NotNeeded();
    }
    var keyArn = KeyReferences.arnOf(spec);
    if (keyArn.isPresent()) {
      boolean accepted = Boolean.TRUE.equals(encryption.acceptUnknown());
      return ExternalKeys.view(
          observations,
          wanted,
          resource,
          arn,
          keyArn.get(),
          grants,
          accepted,
          freshness.notBefore());
    }
    if (encryption.mode() == QueueEncryptionMode.AWS_MANAGED_KEY) {
      return AwsManagedKeys.view(observations, region, AwsManagedKeys.SQS, freshness);
    }
    boolean own = encryption.mode() == QueueEncryptionMode.OWN_KEY;
    return KeyReferences.of(resource.name(), spec)
        .map(keyName -> KeyView.of(wanted, resource, keyName, own, region, arn))
        .orElseGet(KeyView.NotNeeded::new);
  }

  private static LeftKey.Leaver leaver(
      Resource<EncryptedQueueSpec, EncryptedQueueStatus> resource,
      String region,
      List<Grant> grants) {
    var status = Optional.ofNullable(resource.status());
    return new LeftKey.Leaver(
        resource,
        region,
        grants,
        status.map(EncryptedQueueStatus::retiringKeys).orElse(List.of()),
        status.map(EncryptedQueueStatus::keyStatements).orElse(List.of()));
  }

  // The key itself is looked at only where the queue is not on it, which a write would change.
  private Optional<KeyGate> gate(
      KeyView key, Optional<Map<String, String>> attributes, String region, Freshness freshness) {
    return key.grantingArn()
        .filter(_ -> attributes.isPresent())
        .filter(
            _ ->
                Optional.ofNullable(attributes.get().get(QueueAttributes.KEY))
                    .filter(key::isNamed)
                    .isEmpty())
        .flatMap(arn -> KeyGate.read(observations, region, arn, freshness.notBefore()));
  }

  private Optional<OldKey> oldKey(
      Resource<EncryptedQueueSpec, EncryptedQueueStatus> resource,
      String arn,
      Optional<Map<String, String>> attributes,
      KeyView key,
      Freshness freshness) {
    if (resource.spec().encryption() == null) {
      return Optional.empty();
    }
    boolean known = key instanceof KeyView.NotNeeded || key.keyId().isPresent();
    var keyId =
        attributes.filter(_ -> known).flatMap(a -> Optional.ofNullable(a.get(QueueAttributes.KEY)));
    var notBefore = freshness.notBefore();
    return OldKey.of(observations, wanted, resource, arn, keyId, key.arn(), notBefore);
  }

  private ChildKeyNeed childKey(
      Resource<EncryptedQueueSpec, EncryptedQueueStatus> resource,
      Optional<Map<String, String>> attributes) {
    var spec = resource.spec();
    var keyName = KeyReferences.ownKeyOfQueue(resource.name().name());
    var encryption = spec.encryption();
    if (encryption != null && encryption.mode() == QueueEncryptionMode.OWN_KEY) {
      var child =
          ChildKeyNeed.spec(
              spec.region(),
              spec.tags(),
              spec.deletionPolicy(),
              spec.checkIntervalSeconds(),
              Management.of(spec));
      return ChildKeyNeed.ofOwner(wanted, resource, keyName, child);
    }
    var status = resource.status();
    return ChildKeyNeed.ofFormerOwner(
        wanted,
        resource,
        keyName,
        attributes.flatMap(a -> Optional.ofNullable(a.get(QueueAttributes.KEY))),
        status == null ? List.of() : status.retiringKeys());
  }

  private List<String> subscribers(Resource<EncryptedQueueSpec, EncryptedQueueStatus> resource) {
    var namespace = resource.namespace();
    var name = resource.name().name();
    var asking =
        Stream.concat(
                wanted.subscriptionsTo(namespace, name).stream(),
                wanted.subscriptionsFailingTo(namespace, name).stream())
            .filter(subscription -> !subscription.deleting())
            .map(Resource::name);
    return Stream.concat(asking, Revoked.subscriptions(wanted, resource))
        .map(subscription -> References.text(subscription, namespace))
        .distinct()
        .toList();
  }
}
