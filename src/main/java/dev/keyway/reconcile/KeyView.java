package dev.keyway.reconcile;

import dev.keyway.api.v1alpha1.EncryptionKeySpec;
import dev.keyway.api.v1alpha1.EncryptionKeyStatus;
import dev.keyway.api.v1alpha1.KeywaySpec;
import dev.keyway.api.v1alpha1.Management;
import java.util.Optional;

/** How far the key of a topic or queue is. Names of keys are texts of references. */
public sealed interface KeyView {
  /** No KMS key is involved. */
  record NotNeeded() implements KeyView {}

  /**
   * The key that AWS keeps for the account; its policy is fixed and needs no grants.
   *
   * @param alias {@link AwsManagedKeys#SQS} or {@link AwsManagedKeys#SNS}
   * @param keyArn the key that the alias leads to, where KMS says so
   */
  record AwsManaged(String alias, Optional<String> keyArn) implements KeyView {}

  /** A key that Keyway does not manage: its owner brings the grants. */
  record External(ExternalKey key) implements KeyView {}

  /** There is no EncryptionKey of that name. */
  record Absent(String keyName) implements KeyView {}

  /** The EncryptionKey of that name belongs to something else. */
  record Foreign(String keyName) implements KeyView {}

  /** The key is in another region; {@code keyName} is an ARN where Keyway does not manage it. */
  record Elsewhere(String keyName, String region) implements KeyView {}

  /** The key cannot be moved onto yet. */
  record Pending(String keyName, String why, Optional<String> keyArn) implements KeyView {}

  /** The key would have to be written to, and its {@code management} says that nobody does. */
  record Held(String keyName, Management mode, Optional<String> keyArn) implements KeyView {}

  /** The key remembers this user and holds its grants. */
  record Usable(String keyArn) implements KeyView {}

  /** Return the key's ARN as far as it is known. */
  default Optional<String> arn() {
    return switch (this) {
      case Usable(String keyArn) -> Optional.of(keyArn);
      case Pending(String _, String _, Optional<String> keyArn) -> keyArn;
      case Held(String _, Management _, Optional<String> keyArn) -> keyArn;
      case AwsManaged(String _, Optional<String> keyArn) -> keyArn;
      case External(ExternalKey key) -> Optional.of(key.arn());
      case NotNeeded _, Absent _, Foreign _, Elsewhere _ -> Optional.empty();
    };
  }

  /** Return the ARN of the key whose policy has to hold grants; empty where none are needed. */
  default Optional<String> grantingArn() {
    return this instanceof AwsManaged ? Optional.empty() : arn();
  }

  /** Return whether the key is known to hold the grants of its user. */
  static boolean holdsGrants(KeyView view) {
    return view instanceof Usable || (view instanceof External(ExternalKey key) && key.holds());
  }

  /** Return what SQS and SNS are told as {@code KmsMasterKeyId}, as far as it is known. */
  default Optional<String> keyId() {
    return this instanceof AwsManaged(String alias, var _) ? Optional.of(alias) : arn();
  }

  /** Return whether an identifier, as SQS or SNS returned it, names this key. */
  default boolean isNamed(String identifier) {
    boolean named = arn().filter(arn -> KeyIds.sameKey(identifier, arn)).isPresent();
    return named
        || (this instanceof AwsManaged(String alias, var _)
            && KeyIds.sameAlias(identifier, alias, arn()));
  }

  /**
   * Look at a key.
   *
   * @param user the topic or queue
   * @param own whether the key has to be the user's own child
   * @param userArn the user's ARN, which the key remembers once it holds the grants
   */
  static KeyView of(
      Wanted wanted,
      Resource<? extends KeywaySpec, ?> user,
      String keyName,
      boolean own,
      String region,
      String userArn) {
    return wanted
        .key(user.name(), keyName)
        .map(key -> of(key, user, own, region, userArn))
        .orElseGet(() -> new Absent(keyName));
  }

  private static KeyView of(
      Resource<EncryptionKeySpec, EncryptionKeyStatus> key,
      Resource<? extends KeywaySpec, ?> user,
      boolean own,
      String region,
      String userArn) {
    var name = References.text(key.name(), user.namespace());
    if (own && !user.uid().equals(key.ownerUid())) {
      return new Foreign(name);
    }
    var status = Optional.ofNullable(key.status());
    var arn = status.map(EncryptionKeyStatus::keyArn);
    var elsewhere = status.map(EncryptionKeyStatus::region).filter(r -> !r.equals(region));
    if (elsewhere.isPresent()) {
      return new Elsewhere(name, elsewhere.get());
    }
    if (arn.isEmpty()) {
      return PlannedEnds.of(Management.of(user.spec()), Optional.of(key))
          .map(planned -> told(key, name, planned))
          .orElseGet(() -> pending(key, name, "has no key in AWS yet", arn));
    }
    boolean remembered =
        status.get().usedBy().stream()
            .anyMatch(use -> use.arn().equals(userArn) && !Boolean.TRUE.equals(use.retiring()));
    return remembered
        ? new Usable(arn.get())
        : pending(key, name, "does not hold the grants of this object yet", arn);
  }

  // With management: Report on both sides nothing is written; the key's own plan says what it
  // lacks.
  private static KeyView told(
      Resource<EncryptionKeySpec, EncryptionKeyStatus> key, String name, String plannedArn) {
    return key.status() != null && Conditions.isTrue(key.status().conditions(), Conditions.READY)
        ? new Usable(plannedArn)
        : new Held(name, Management.REPORT, Optional.of(plannedArn));
  }

  private static KeyView pending(
      Resource<EncryptionKeySpec, EncryptionKeyStatus> key,
      String name,
      String why,
      Optional<String> arn) {
    var mode = Management.of(key.spec());
    return mode == Management.ENFORCE ? new Pending(name, why, arn) : new Held(name, mode, arn);
  }
}
