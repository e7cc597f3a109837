package dev.keyway.topic;

import dev.keyway.api.v1alpha1.EncryptedTopicSpec;
import dev.keyway.api.v1alpha1.EncryptedTopicStatus;
import dev.keyway.api.v1alpha1.Management;
import dev.keyway.api.v1alpha1.TopicEncryptionMode;
import dev.keyway.aws.Aws;
import dev.keyway.aws.SubscriptionSummary;
import dev.keyway.grants.Grant;
import dev.keyway.grants.TopicGrants;
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
import dev.keyway.reconcile.RefusedPrincipals;
import dev.keyway.reconcile.Resource;
import dev.keyway.reconcile.Settings;
import dev.keyway.reconcile.Wanted;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what the topic's plan depends on. */
final class TopicObserver {
  private final Aws aws;
  private final Observations observations;
  private final Wanted wanted;
  private final Settings settings;
  private final RefusedPrincipals refused;

  TopicObserver(
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
  }

  TopicObservation observe(
      Resource<EncryptedTopicSpec, EncryptedTopicStatus> resource, Freshness freshness) {
    var spec = resource.spec();
    var name = resource.name();
    var account = aws.identity();
    var region = AwsNames.region(settings, spec.region());
    var topicName = AwsNames.topic(settings, name, spec);
    var arn = AwsNames.topicArn(account, region, topicName);
    boolean nameable = topicName.length() <= AwsNames.MAX_TOPIC_NAME;
    var attributes =
        nameable
            ? observations.topic(arn, freshness.notBefore()).orThrow()
            : Optional.<Map<String, String>>empty();
    var tags =
        attributes.flatMap(_ -> observations.topicTags(arn, freshness.slowNotBefore()).orThrow());
    var ask = new Asks(settings, wanted).ofTopic(resource, account);
    var refusals =
        refused.of(resource, TopicGrants.of(ask), PolicyText.read(TopicPolicy.text(attributes)));
    var grants = TopicPolicy.grantsOnKey(ask, refusals.members());
    var key = key(resource, region, arn, grants, freshness);
    var oldKey = oldKey(resource, arn, attributes, key, freshness);
    return new TopicObservation(
        account,
        region,
        topicName,
        arn,
        attributes,
        tags,
        key,
        gate(key, attributes, region, freshness),
        oldKey,
        childKey(resource, attributes),
        KeyReferences.ownKeyOfTopic(name.name()),
        ask,
        resource.deleting() ? subscriptions(arn, freshness) : List.of(),
        refusals,
        observations.recentWrites(arn, settings.propagation()),
        LeftKey.of(observations, wanted, leaver(resource, region, grants), oldKey, freshness));
  }

  private KeyView key(
      Resource<EncryptedTopicSpec, EncryptedTopicStatus> resource,
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
    boolean own = encryption.mode() == TopicEncryptionMode.OWN_KEY;
    return KeyReferences.of(resource.name(), spec)
        .map(keyName -> KeyView.of(wanted, resource, keyName, own, region, arn))
        .orElseGet(() -> AwsManagedKeys.view(observations, region, AwsManagedKeys.SNS, freshness));
  }

  private static LeftKey.Leaver leaver(
      Resource<EncryptedTopicSpec, EncryptedTopicStatus> resource,
      String region,
      List<Grant> grants) {
    var status = Optional.ofNullable(resource.status());
    return new LeftKey.Leaver(
        resource,
        region,
        grants,
        status.map(EncryptedTopicStatus::retiringKeys).orElse(List.of()),
        status.map(EncryptedTopicStatus::keyStatements).orElse(List.of()));
  }

  // The key itself is looked at only where the topic is not on it, which a write would change.
  private Optional<KeyGate> gate(
      KeyView key, Optional<Map<String, String>> attributes, String region, Freshness freshness) {
    return key.grantingArn()
        .filter(_ -> attributes.isPresent())
        .filter(
            _ ->
                Optional.ofNullable(attributes.get().get(TopicAttributes.KEY))
                    .filter(key::isNamed)
                    .isEmpty())
        .flatMap(arn -> KeyGate.read(observations, region, arn, freshness.notBefore()));
  }

  private Optional<OldKey> oldKey(
      Resource<EncryptedTopicSpec, EncryptedTopicStatus> resource,
      String arn,
      Optional<Map<String, String>> attributes,
      KeyView key,
      Freshness freshness) {
    var keyId =
        attributes
            .filter(_ -> key.keyId().isPresent())
            .flatMap(a -> Optional.ofNullable(a.get(TopicAttributes.KEY)));
    var notBefore = freshness.notBefore();
    return OldKey.of(observations, wanted, resource, arn, keyId, key.arn(), notBefore);
  }

  private ChildKeyNeed childKey(
      Resource<EncryptedTopicSpec, EncryptedTopicStatus> resource,
      Optional<Map<String, String>> attributes) {
    var spec = resource.spec();
    var keyName = KeyReferences.ownKeyOfTopic(resource.name().name());
    var encryption = spec.encryption();
    if (encryption != null && encryption.mode() == TopicEncryptionMode.OWN_KEY) {
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
        attributes.flatMap(a -> Optional.ofNullable(a.get(TopicAttributes.KEY))),
        status == null ? List.of() : status.retiringKeys());
  }

  private List<SubscriptionSummary> subscriptions(String arn, Freshness freshness) {
    return observations.subscriptionsOf(arn, freshness.notBefore()).orThrow().orElse(List.of());
  }
}
