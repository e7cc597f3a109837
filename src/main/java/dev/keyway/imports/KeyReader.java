package dev.keyway.imports;

import dev.keyway.aws.Aws;
import dev.keyway.aws.AwsException;
import dev.keyway.aws.AwsFailure;
import dev.keyway.aws.KeyDescription;
import dev.keyway.aws.KeyRotationStatus;
import dev.keyway.imports.Existing.KeyOf;
import dev.keyway.policy.AmazonResourceName;
import dev.keyway.reconcile.AwsNames;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the keys that queues and topics name, each once. */
final class KeyReader {
  private final Aws aws;
  private final String accountId;
  private final Map<String, Existing.Key> keys = new LinkedHashMap<>();
  private final Map<String, KeyOf> byId = new LinkedHashMap<>();

  KeyReader(Aws aws, String accountId) {
    this.aws = aws;
    this.accountId = accountId;
  }

  /** Return the keys that were found, in that order. */
  List<Existing.Key> found() {
    return List.copyOf(keys.values());
  }

  /** Return what a KmsMasterKeyId means. */
  KeyOf of(String region, String id) {
    return id.isEmpty()
        ? new KeyOf.None()
        : byId.computeIfAbsent(region + " " + id, _ -> look(region, id));
  }

  private KeyOf look(String region, String id) {
    boolean foreign =
        AmazonResourceName.parse(id).isPresent() && !AwsNames.accountOf(id).equals(accountId);
    if (foreign) {
      return id.contains(":key/")
          ? new KeyOf.Foreign(id)
          : new KeyOf.Unseen(id, "it is an alias of another account");
    }
    Optional<KeyDescription> description = aws.keys(region).describe(id);
    if (description.isEmpty()) {
      return new KeyOf.Unseen(id, "there is no such key");
    }
    var key = description.get();
    if (key.keyManager().equals("AWS")) {
      return new KeyOf.OfAws();
    }
    keys.computeIfAbsent(key.arn(), _ -> read(region, key));
    return new KeyOf.Own(key.arn());
  }

  private Existing.Key read(String region, KeyDescription key) {
    var service = aws.keys(region);
    return new Existing.Key(
        key,
        service.policy(key.arn()).orElse(""),
        rotation(region, key),
        service.tags(key.arn()).orElse(Map.of()));
  }

  // KMS does not say it of a key that is to be deleted.
  private Optional<KeyRotationStatus> rotation(String region, KeyDescription key) {
    try {
      return aws.keys(region).rotation(key.arn());
    } catch (AwsException e) {
      if (e.failure().cause() == AwsFailure.Cause.INVALID_STATE) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
