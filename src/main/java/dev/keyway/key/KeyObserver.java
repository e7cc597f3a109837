package dev.keyway.key;

import dev.keyway.api.v1alpha1.EncryptionKeySpec;
import dev.keyway.api.v1alpha1.EncryptionKeyStatus;
import dev.keyway.api.v1alpha1.KeyState;
import dev.keyway.api.v1alpha1.Management;
import dev.keyway.aws.AccountIdentity;
import dev.keyway.aws.Aws;
import dev.keyway.aws.KeyDescription;
import dev.keyway.key.KeyObservation.Search;
import dev.keyway.reconcile.Adopting;
import dev.keyway.reconcile.Asks;
import dev.keyway.reconcile.AwsNames;
import dev.keyway.reconcile.Freshness;
import dev.keyway.reconcile.Observations;
import dev.keyway.reconcile.PolicyText;
import dev.keyway.reconcile.RefusedPrincipals;
import dev.keyway.reconcile.Resource;
import dev.keyway.reconcile.Settings;
import dev.keyway.reconcile.Wanted;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Reads what the key's plan depends on. */
final class KeyObserver {
  private final Aws aws;
  private final Observations observations;
  private final Wanted wanted;
  private final Settings settings;
  private final KeySearch search;
  private final RefusedPrincipals refused;
  private final KeyUses uses;
  private final KeyDeadLetters deadLetters;
  private final Clock clock;

  KeyObserver(
      Aws aws,
      Observations observations,
      Wanted wanted,
      Settings settings,
      KeySearch search,
      RefusedPrincipals refused,
      Clock clock) {
    this.aws = aws;
    this.observations = observations;
    this.wanted = wanted;
    this.settings = settings;
    this.search = search;
    this.refused = refused;
    this.clock = clock;
    this.uses = new KeyUses(observations, wanted, settings, clock);
    this.deadLetters = new KeyDeadLetters(observations, wanted, settings, clock);
  }

  KeyObservation observe(
      Resource<EncryptionKeySpec, EncryptionKeyStatus> resource, Freshness freshness) {
    var region = AwsNames.region(settings, resource.spec().region());
    var alias = alias(resource);
    var account = aws.identity();
    var target = observations.key(region, alias, freshness.notBefore()).orThrow();
    var known = KeyPlanner.keyArn(resource).or(() -> KeyPlanner.adopted(resource));
    var searched = known.isPresent() ? new Search.NotNeeded() : search(resource, region);
    var key = key(region, target, known, searched, freshness);
    var tagged = key.or(() -> target).map(KeyDescription::arn);
    var tags =
        tagged.flatMap(
            arn -> observations.keyTags(region, arn, freshness.slowNotBefore()).orThrow());
    if (known.isEmpty() && key.isEmpty() && isReturn(resource, tags)) {
      key = target;
    }
    return complete(
        resource, new Start(account, region, alias, target, key, tags, searched), freshness);
  }

  // Fixed at creation, also where the operator's name prefix is another one now.
  private String alias(Resource<EncryptionKeySpec, EncryptionKeyStatus> resource) {
    return KeyPlanner.keyArn(resource)
        .flatMap(_ -> Optional.ofNullable(resource.status()).map(EncryptionKeyStatus::alias))
        .orElseGet(() -> AwsNames.alias(settings, resource.name(), resource.spec()));
  }

  private record Start(
      AccountIdentity account,
      String region,
      String alias,
      Optional<KeyDescription> target,
      Optional<KeyDescription> key,
      Optional<Map<String, String>> tags,
      Search search) {}

  private KeyObservation complete(
      Resource<EncryptionKeySpec, EncryptionKeyStatus> resource, Start s, Freshness freshness) {
    var arn = s.key().map(KeyDescription::arn);
    var policy =
        arn.flatMap(a -> observations.keyPolicy(s.region(), a, freshness.notBefore()).orThrow());
    var rotation =
        arn.filter(_ -> s.key().get().state().equals(KeyDescription.ENABLED))
            .flatMap(
                a -> observations.keyRotation(s.region(), a, freshness.slowNotBefore()).orThrow());
    var asks =
        new Asks(settings, wanted, Management.of(resource.spec())).seenFrom(resource.namespace());
    var name = resource.name();
    var queues =
        wanted.queuesUnder(name.namespace(), name.name()).stream()
            .map(queue -> asks.ofQueueOnKey(queue, s.account()))
            .toList();
    var topics =
        wanted.topicsUnder(name.namespace(), name.name()).stream()
            .map(topic -> asks.ofTopic(topic, s.account()))
            .toList();
    var withoutUses =
        new KeyObservation(
            s.account(),
            s.region(),
            s.alias(),
            s.target(),
            s.key(),
            policy,
            rotation,
            s.tags(),
            s.search(),
            UUID.randomUUID().toString(),
            queues,
            topics,
            List.of(),
            refused.of(
                resource,
                KeyPolicy.wanted(resource, queues, topics),
                policy.flatMap(PolicyText::read)),
            arn.map(a -> observations.recentWrites(a, settings.propagation())).orElse(Map.of()),
            List.of(),
            Optional.empty());
    var known = withUses(resource, withoutUses, false, freshness);
    var seen =
        hasToLookAtAll(resource, known) ? withUses(resource, withoutUses, true, freshness) : known;
    return seen.withUnclaimed(UnclaimedGrants.until(resource, seen, clock.instant()));
  }

  private boolean hasToLookAtAll(
      Resource<EncryptionKeySpec, EncryptionKeyStatus> resource, KeyObservation o) {
    boolean kept = UnclaimedGrants.remembered(resource, clock.instant()).isPresent();
    return resource.deleting()
        || (!kept && KeyPolicy.hasExcess(resource, o))
        || resource.spec().state() == KeyState.DISABLED;
  }

  private KeyObservation withUses(
      Resource<EncryptionKeySpec, EncryptionKeyStatus> resource,
      KeyObservation o,
      boolean lookAtAll,
      Freshness freshness) {
    var found = uses.of(resource, o, lookAtAll, freshness);
    return o.withUses(found, deadLetters.of(resource, o, found, lookAtAll, freshness));
  }

  private Search search(Resource<EncryptionKeySpec, EncryptionKeyStatus> resource, String region) {
    var status = resource.status();
    var intent = status == null ? null : status.creation();
    return intent == null ? new Search.NotNeeded() : search.find(region, intent.nonce());
  }

  private Optional<KeyDescription> key(
      String region,
      Optional<KeyDescription> target,
      Optional<String> known,
      Search searched,
      Freshness freshness) {
    if (known.isPresent()) {
      return target
          .filter(t -> t.arn().equals(known.get()))
          .or(() -> observations.key(region, known.get(), freshness.notBefore()).orThrow());
    }
    return searched instanceof Search.Found(List<KeyDescription> keys)
        ? Optional.of(keys.getFirst())
        : Optional.empty();
  }

  private boolean isReturn(
      Resource<EncryptionKeySpec, EncryptionKeyStatus> resource,
      Optional<Map<String, String>> tags) {
    return Adopting.isOurs(settings, resource, tags);
  }
}
