package dev.keyway.aws.sdk;

import dev.keyway.aws.KeyDescription;
import dev.keyway.aws.KeyRotationStatus;
import dev.keyway.aws.KeyService;
import dev.keyway.aws.NewKey;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.AliasListEntry;
import software.amazon.awssdk.services.kms.model.KeyListEntry;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.Tag;

/** KMS of one region over the SDK. */
final class SdkKeyService implements KeyService {
  /** The only policy that a key has. */
  private static final String POLICY_NAME = "default";

  private static final String ALL_KEYS = "*";
  private static final String UNNAMED = "new-key";
  private static final int KEYS_PER_PAGE = 1000;
  private static final int ALIASES_PER_PAGE = 100;
  private static final int TAGS_PER_PAGE = 50;

  private final KmsClient kms;
  private final Calls calls;

  SdkKeyService(KmsClient kms, Calls calls) {
    this.kms = kms;
    this.calls = calls;
  }

  @Override
  public Optional<KeyDescription> describe(String keyArnOrAlias) {
    return Calls.found(
        () ->
            description(
                calls
                    .read(
                        "DescribeKey",
                        keyArnOrAlias,
                        () -> kms.describeKey(r -> r.keyId(keyArnOrAlias)))
                    .keyMetadata()));
  }

  @Override
  public Optional<String> policy(String keyArn) {
    return Calls.found(
        () ->
            calls
                .read(
                    "GetKeyPolicy",
                    keyArn,
                    () -> kms.getKeyPolicy(r -> r.keyId(keyArn).policyName(POLICY_NAME)))
                .policy());
  }

  @Override
  public Optional<KeyRotationStatus> rotation(String keyArn) {
    return Calls.found(
        () -> {
          var answer =
              calls.read(
                  "GetKeyRotationStatus",
                  keyArn,
                  () -> kms.getKeyRotationStatus(r -> r.keyId(keyArn)));
          return new KeyRotationStatus(answer.keyRotationEnabled(), answer.rotationPeriodInDays());
        });
  }

  @Override
  public Optional<Map<String, String>> tags(String keyArn) {
    return Calls.found(
        () ->
            Page.<Tag>all(
                    marker -> {
                      var answer =
                          calls.read(
                              "ListResourceTags",
                              keyArn,
                              () ->
                                  kms.listResourceTags(
                                      r -> r.keyId(keyArn).limit(TAGS_PER_PAGE).marker(marker)));
                      return new Page<>(answer.tags(), answer.nextMarker());
                    })
                .stream()
                .collect(Collectors.toUnmodifiableMap(Tag::tagKey, Tag::tagValue)));
  }

  @Override
  public List<String> aliases(String keyArn) {
    return Page.all(
        marker -> {
          var answer =
              calls.read(
                  "ListAliases",
                  keyArn,
                  () ->
                      kms.listAliases(r -> r.keyId(keyArn).limit(ALIASES_PER_PAGE).marker(marker)));
          return new Page<>(
              answer.aliases().stream().map(AliasListEntry::aliasName).toList(),
              answer.nextMarker());
        });
  }

  @Override
  public List<String> list() {
    return Page.all(
        marker -> {
          var answer =
              calls.read(
                  "ListKeys",
                  ALL_KEYS,
                  () -> kms.listKeys(r -> r.limit(KEYS_PER_PAGE).marker(marker)));
          return new Page<>(
              answer.keys().stream().map(KeyListEntry::keyArn).toList(), answer.nextMarker());
        });
  }

  @Override
  public KeyDescription create(NewKey key) {
    return description(
        calls
            .create(
                "CreateKey",
                UNNAMED,
                () ->
                    kms.createKey(
                        r ->
                            r.description(key.description())
                                .keySpec(KeySpec.SYMMETRIC_DEFAULT)
                                .keyUsage(KeyUsageType.ENCRYPT_DECRYPT)
                                .policy(key.policy())
                                .tags(tagList(key.tags()))),
                answer -> answer.keyMetadata().arn())
            .keyMetadata());
  }

  @Override
  public void putPolicy(String keyArn, String policy) {
    calls.mutate(
        "PutKeyPolicy",
        keyArn,
        () -> kms.putKeyPolicy(r -> r.keyId(keyArn).policyName(POLICY_NAME).policy(policy)));
  }

  @Override
  public void updateDescription(String keyArn, String description) {
    calls.mutate(
        "UpdateKeyDescription",
        keyArn,
        () -> kms.updateKeyDescription(r -> r.keyId(keyArn).description(description)));
  }

  @Override
  public void enable(String keyArn) {
    calls.mutate("EnableKey", keyArn, () -> kms.enableKey(r -> r.keyId(keyArn)));
  }

  @Override
  public void disable(String keyArn) {
    calls.mutate("DisableKey", keyArn, () -> kms.disableKey(r -> r.keyId(keyArn)));
  }

  @Override
  public void enableRotation(String keyArn, int periodDays) {
    calls.mutate(
        "EnableKeyRotation",
        keyArn,
        () -> kms.enableKeyRotation(r -> r.keyId(keyArn).rotationPeriodInDays(periodDays)));
  }

  @Override
  public void disableRotation(String keyArn) {
    calls.mutate("DisableKeyRotation", keyArn, () -> kms.disableKeyRotation(r -> r.keyId(keyArn)));
  }

  @Override
  public void scheduleDeletion(String keyArn, int pendingWindowDays) {
    calls.mutate(
        "ScheduleKeyDeletion",
        keyArn,
        () -> kms.scheduleKeyDeletion(r -> r.keyId(keyArn).pendingWindowInDays(pendingWindowDays)));
  }

  @Override
  public void cancelDeletion(String keyArn) {
    calls.mutate("CancelKeyDeletion", keyArn, () -> kms.cancelKeyDeletion(r -> r.keyId(keyArn)));
  }

  @Override
  public void createAlias(String alias, String keyArn) {
    calls.mutate(
        "CreateAlias", alias, () -> kms.createAlias(r -> r.aliasName(alias).targetKeyId(keyArn)));
  }

  @Override
  public void updateAlias(String alias, String keyArn) {
    calls.mutate(
        "UpdateAlias", alias, () -> kms.updateAlias(r -> r.aliasName(alias).targetKeyId(keyArn)));
  }

  @Override
  public void deleteAlias(String alias) {
    var _ =
        Calls.found(
            () ->
                calls.mutate("DeleteAlias", alias, () -> kms.deleteAlias(r -> r.aliasName(alias))));
  }

  @Override
  public void tag(String keyArn, Map<String, String> tags) {
    calls.mutate(
        "TagResource", keyArn, () -> kms.tagResource(r -> r.keyId(keyArn).tags(tagList(tags))));
  }

  @Override
  public void untag(String keyArn, List<String> tagKeys) {
    calls.mutate(
        "UntagResource", keyArn, () -> kms.untagResource(r -> r.keyId(keyArn).tagKeys(tagKeys)));
  }

  private static KeyDescription description(KeyMetadata key) {
    return new KeyDescription(
        key.arn(),
        key.keyStateAsString(),
        Objects.requireNonNullElse(key.description(), ""),
        key.keyManagerAsString(),
        key.creationDate(),
        key.deletionDate());
  }

  private static List<Tag> tagList(Map<String, String> tags) {
    return tags.entrySet().stream()
        .map(tag -> Tag.builder().tagKey(tag.getKey()).tagValue(tag.getValue()).build())
        .toList();
  }
}
