package dev.keyway.key;

import dev.keyway.api.v1alpha1.EncryptionKeySpec;
import dev.keyway.api.v1alpha1.EncryptionKeyStatus;
import dev.keyway.api.v1alpha1.KeyUse;
import dev.keyway.reconcile.Freshness;
import dev.keyway.reconcile.Identity;
import dev.keyway.reconcile.Kind;
import dev.keyway.reconcile.ObjectName;
import dev.keyway.reconcile.Observations;
import dev.keyway.reconcile.Reading;
import dev.keyway.reconcile.References;
import dev.keyway.reconcile.Resource;
import dev.keyway.reconcile.Wanted;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the objects of what a key's ledger has. A row of another namespace has no name: its object
 * is found by the ARN, and that it is gone by the tags of the AWS object.
 */
final class UseOwners {
  private final Observations observations;
  private final Wanted wanted;

  UseOwners(Observations observations, Wanted wanted) {
    this.observations = observations;
    this.wanted = wanted;
  }

  /** Return whether the ledger counts what says that it leaves the key. */
  static boolean counts(
      Resource<EncryptionKeySpec, EncryptionKeyStatus> key, ObjectName user, String userArn) {
    return References.mayRefer(key, user)
        || References.isOnLedger(Optional.ofNullable(key.status()), userArn);
  }

  /** Return the object where it is there; it may name another key now. */
  Optional<ObjectName> find(Resource<?, ?> key, KeyUse entry) {
    boolean isQueue = isQueue(entry);
    var name = entry.name();
    if (name != null) {
      return isQueue
          ? wanted.queue(key.namespace(), name).map(Resource::name)
          : wanted.topic(key.namespace(), name).map(Resource::name);
    }
    return isQueue
        ? wanted.queuesOf(entry.arn()).stream().findFirst().map(Resource::name)
        : wanted.topicsOf(entry.arn()).stream().findFirst().map(Resource::name);
  }

  /** Return whether the API server says that the object is gone. */
  boolean isGone(Resource<?, ?> key, KeyUse entry, Freshness freshness) {
    var kind = isQueue(entry) ? Kind.ENCRYPTED_QUEUE : Kind.ENCRYPTED_TOPIC;
    var name = entry.name();
    return name == null
        ? isGone(kind, tags(entry, freshness))
        : wanted.isGone(new ObjectName(kind, key.namespace(), name));
  }

  private boolean isGone(Kind kind, Reading<Map<String, String>> tags) {
    return switch (tags) {
      case Reading.Unreadable<Map<String, String>> _ -> false;
      case Reading.Absent<Map<String, String>> _ -> true;
      case Reading.Found<Map<String, String>>(var found, var _) ->
          Identity.object(kind, found).map(wanted::isGone).orElse(true);
    };
  }

  private Reading<Map<String, String>> tags(KeyUse entry, Freshness freshness) {
    var arn = entry.arn();
    if (!isQueue(entry)) {
      return observations.topicTags(arn, freshness.slowNotBefore());
    }
    var queue = observations.queue(arn, freshness.notBefore());
    return queue.found().isPresent()
        ? observations.queueTags(arn, freshness.slowNotBefore())
        : queue;
  }

  static boolean isQueue(KeyUse entry) {
    return entry.kind().equals(Kind.ENCRYPTED_QUEUE.kubernetesName());
  }
}
