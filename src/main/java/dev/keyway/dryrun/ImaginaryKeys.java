package dev.keyway.dryrun;

import dev.keyway.aws.AwsException;
import dev.keyway.aws.AwsFailure;
import dev.keyway.aws.KeyDescription;
import dev.keyway.aws.KeyRotationStatus;
import dev.keyway.aws.KeyService;
import dev.keyway.aws.NewKey;
import dev.keyway.dryrun.ImaginaryAccount.Thing;
import dev.keyway.reconcile.AwsNames;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** KMS of an imaginary account. */
final class ImaginaryKeys implements KeyService {
  private static final String ALIAS = "AliasName";
  private static final String DESCRIPTION = "Description";
  private static final String STATE = "KeyState";
  static final String ROTATION = "RotationPeriodInDays";
  private static final String AWS_ALIAS = "alias/aws/";

  /** What the owner of a key that Keyway does not manage is taken to allow. */
  private static final String ALLOWS_ALL =
      """
      {"Version":"2012-10-17","Statement":[{"Sid":"Assumed","Effect":"Allow","Principal":"*",\
      "Action":"kms:*","Resource":"*"}]}""";

  private final ImaginaryAccount account;
  private final String region;

  ImaginaryKeys(ImaginaryAccount account, String region) {
    this.account = account;
    this.region = region;
  }

  @Override
  public Optional<KeyDescription> describe(String keyArnOrAlias) {
    if (keyArnOrAlias.startsWith(AWS_ALIAS)) {
      var id = keyArnOrAlias.substring(AWS_ALIAS.length());
      return Optional.of(
          description(account.arn("kms", region, "key/aws-managed-" + id), "Enabled", "", "AWS"));
    }
    return keyArnOrAlias.startsWith("alias/")
        ? keys()
            .filter(key -> keyArnOrAlias.equals(key.attributes().get(ALIAS)))
            .findFirst()
            .map(ImaginaryKeys::description)
        : account
            .find(AwsType.KEY, keyArnOrAlias)
            .map(ImaginaryKeys::description)
            .or(() -> assumed(keyArnOrAlias));
  }

  private Optional<KeyDescription> assumed(String arn) {
    return account.isAssumed(arn)
        ? Optional.of(description(arn, KeyDescription.ENABLED, "", "CUSTOMER"))
        : Optional.empty();
  }

  private Stream<Thing> keys() {
    return account.things().stream()
        .filter(t -> t.type() == AwsType.KEY && t.arn().contains(":kms:" + region + ":"));
  }

  private static KeyDescription description(Thing key) {
    var attributes = key.attributes();
    return description(
        key.arn(),
        attributes.getOrDefault(STATE, KeyDescription.ENABLED),
        attributes.getOrDefault(DESCRIPTION, ""),
        "CUSTOMER");
  }

  private static KeyDescription description(String arn, String state, String text, String manager) {
    return new KeyDescription(arn, state, text, manager, Instant.EPOCH, null);
  }

  @Override
  public Optional<String> policy(String keyArn) {
    return account
        .find(AwsType.KEY, keyArn)
        .map(Thing::policy)
        .or(() -> Optional.of(keyArn).filter(account::isAssumed).map(this::assumedPolicy));
  }

  // GetKeyPolicy works within the key's own account only (KMS API Reference, "Cross-account use").
  private String assumedPolicy(String keyArn) {
    if (AwsNames.accountOf(keyArn).equals(account.identity().accountId())) {
      return ALLOWS_ALL;
    }
    throw new AwsException(
        new AwsFailure(
            AwsFailure.Cause.ACCESS_DENIED,
            "kms",
            "GetKeyPolicy",
            keyArn,
            "AccessDeniedException",
            "The key is of another account.",
            null));
  }

  @Override
  public Optional<KeyRotationStatus> rotation(String keyArn) {
    return account
        .find(AwsType.KEY, keyArn)
        .map(key -> Optional.ofNullable(key.attributes().get(ROTATION)).map(Integer::valueOf))
        .map(days -> new KeyRotationStatus(days.isPresent(), days.orElse(null)));
  }

  @Override
  public Optional<Map<String, String>> tags(String keyArn) {
    return account.find(AwsType.KEY, keyArn).map(key -> Map.copyOf(key.tags()));
  }

  @Override
  public List<String> aliases(String keyArn) {
    return account.find(AwsType.KEY, keyArn).map(key -> key.attributes().get(ALIAS)).stream()
        .toList();
  }

  @Override
  public List<String> list() {
    return keys().map(Thing::arn).toList();
  }

  @Override
  public KeyDescription create(NewKey key) {
    var arn = account.arn("kms", region, "key/" + account.nextId(AwsType.KEY));
    var attributes =
        Map.of(
            DESCRIPTION,
            key.description(),
            ImaginaryAccount.POLICY,
            key.policy(),
            STATE,
            KeyDescription.ENABLED);
    return description(account.create(AwsType.KEY, arn, attributes, key.tags()));
  }

  @Override
  public void putPolicy(String keyArn, String policy) {
    set(keyArn, ImaginaryAccount.POLICY, policy);
  }

  @Override
  public void updateDescription(String keyArn, String description) {
    set(keyArn, DESCRIPTION, description);
  }

  @Override
  public void enable(String keyArn) {
    set(keyArn, STATE, KeyDescription.ENABLED);
  }

  @Override
  public void disable(String keyArn) {
    set(keyArn, STATE, KeyDescription.DISABLED);
  }

  @Override
  public void enableRotation(String keyArn, int periodDays) {
    set(keyArn, ROTATION, Integer.toString(periodDays));
  }

  @Override
  public void disableRotation(String keyArn) {
    thing(keyArn).attributes().remove(ROTATION);
  }

  @Override
  public void scheduleDeletion(String keyArn, int pendingWindowDays) {
    set(keyArn, STATE, KeyDescription.PENDING_DELETION);
  }

  @Override
  public void cancelDeletion(String keyArn) {
    set(keyArn, STATE, KeyDescription.DISABLED);
  }

  @Override
  public void createAlias(String alias, String keyArn) {
    set(keyArn, ALIAS, alias);
  }

  @Override
  public void updateAlias(String alias, String keyArn) {
    deleteAlias(alias);
    set(keyArn, ALIAS, alias);
  }

  @Override
  public void deleteAlias(String alias) {
    keys().forEach(key -> key.attributes().remove(ALIAS, alias));
  }

  @Override
  public void tag(String keyArn, Map<String, String> tags) {
    thing(keyArn).tags().putAll(tags);
  }

  @Override
  public void untag(String keyArn, List<String> tagKeys) {
    tagKeys.forEach(thing(keyArn).tags()::remove);
  }

  private void set(String keyArn, String attribute, String value) {
    thing(keyArn).attributes().put(attribute, value);
  }

  private Thing thing(String keyArn) {
    return account.find(AwsType.KEY, keyArn).orElseThrow();
  }
}
