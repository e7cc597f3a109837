package dev.keyway.reconcile;

import dev.keyway.api.v1alpha1.KeyUse;
import dev.keyway.aws.KeyDescription;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The key that a topic or queue is encrypted with now and is to leave.
 *
 * @param arn its ARN
 * @param objectName the EncryptionKey that looks after it, as text, if there is one
 * @param acknowledged whether that EncryptionKey knows of the leave, and so keeps the key; true
 *     where no EncryptionKey could disable or delete it
 */
public record OldKey(String arn, Optional<String> objectName, boolean acknowledged) {

  /**
   * Find out which key it is.
   *
   * @param user the topic or queue
   * @param userArn its ARN
   * @param keyId the key as SQS or SNS returned it; an alias is looked up
   * @param wantedArn the key that it is to have; empty for none
   * @return empty where no other key is left, or one that AWS keeps: nobody can disable or delete
   *     that, or change who may use it
   */
  public static Optional<OldKey> of(
      Observations observations,
      Wanted wanted,
      Resource<?, ?> user,
      String userArn,
      Optional<String> keyId,
      Optional<String> wantedArn,
      Instant notBefore) {
    var region = AwsNames.regionOf(userArn);
    return keyId
        .filter(id -> !id.isEmpty())
        .filter(id -> wantedArn.filter(arn -> KeyIds.sameKey(id, arn)).isEmpty())
        .filter(id -> !AwsManagedKeys.isAlias(id))
        .flatMap(id -> arn(observations, region, id, notBefore))
        .filter(arn -> !wantedArn.equals(Optional.of(arn)))
        .map(arn -> of(wanted, user, userArn, arn));
  }

  private static OldKey of(Wanted wanted, Resource<?, ?> user, String userArn, String arn) {
    var key = wanted.keyHolding(user, arn);
    boolean acknowledged =
        key.map(k -> k.status() == null ? List.<KeyUse>of() : k.status().usedBy())
            .map(uses -> uses.stream().anyMatch(use -> isLeave(use, userArn)))
            .orElse(true);
    return new OldKey(arn, key.map(k -> References.text(k.name(), user.namespace())), acknowledged);
  }

  private static boolean isLeave(KeyUse use, String userArn) {
    return use.arn().equals(userArn) && Boolean.TRUE.equals(use.retiring());
  }

  private static Optional<String> arn(
      Observations observations, String region, String keyId, Instant notBefore) {
    var key = observations.key(region, keyId, notBefore);
    if (key.found().filter(AwsManagedKeys::isAwsManaged).isPresent()) {
      return Optional.empty();
    }
    return keyId.startsWith("arn:") && keyId.contains(":key/")
        ? Optional.of(keyId)
        : key.orThrow().map(KeyDescription::arn);
  }
}
