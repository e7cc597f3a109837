package dev.keyway.aws;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** KMS, as far as Keyway uses it. A key is named by its ARN, or for look-ups by {@code alias/…}. */
public interface KeyService {
  /** DescribeKey by key ARN or {@code alias/…}; empty when there is no such key. */
  Optional<KeyDescription> describe(String keyArnOrAlias);

  /** GetKeyPolicy: the policy {@code default} as KMS keeps it; empty when there is no such key. */
  Optional<String> policy(String keyArn);

  /** GetKeyRotationStatus; empty when there is no such key. */
  Optional<KeyRotationStatus> rotation(String keyArn);

  /** ListResourceTags, all pages; empty when there is no such key. */
  Optional<Map<String, String>> tags(String keyArn);

  /** ListAliases of one key, all pages, each as {@code alias/…}. */
  List<String> aliases(String keyArn);

  /** ListKeys, all pages: the ARN of every key of the region. */
  List<String> list();

  /** CreateKey: a symmetric single-Region key for encryption. Not idempotent. */
  KeyDescription create(NewKey key);

  /** PutKeyPolicy, with KMS's lockout safety check. */
  void putPolicy(String keyArn, String policy);

  /** UpdateKeyDescription. */
  void updateDescription(String keyArn, String description);

  /** EnableKey. */
  void enable(String keyArn);

  /** DisableKey. */
  void disable(String keyArn);

  /** EnableKeyRotation with that period; also changes the period. */
  void enableRotation(String keyArn, int periodDays);

  /** DisableKeyRotation. */
  void disableRotation(String keyArn);

  /** ScheduleKeyDeletion after 7 to 30 days. */
  void scheduleDeletion(String keyArn, int pendingWindowDays);

  /** CancelKeyDeletion; leaves the key disabled. */
  void cancelDeletion(String keyArn);

  /** CreateAlias; {@code alias} begins with {@code alias/}. */
  void createAlias(String alias, String keyArn);

  /** UpdateAlias onto another key. */
  void updateAlias(String alias, String keyArn);

  /** DeleteAlias; an alias that is not there is success. */
  void deleteAlias(String alias);

  /** TagResource. */
  void tag(String keyArn, Map<String, String> tags);

  /** UntagResource. */
  void untag(String keyArn, List<String> tagKeys);
}
