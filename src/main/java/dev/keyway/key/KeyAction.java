package dev.keyway.key;

import dev.keyway.aws.NewKey;
import java.util.List;
import java.util.Map;

/** What the key's pass does to KMS. */
public sealed interface KeyAction {
  /** CreateKey, tagged with the nonce of the intent that stands in status. */
  record CreateKey(NewKey key, String nonce) implements KeyAction {}

  /** CreateAlias. */
  record CreateAlias(String alias, String keyArn) implements KeyAction {}

  /** UpdateAlias, onto our key again. */
  record UpdateAlias(String alias, String keyArn) implements KeyAction {}

  /** PutKeyPolicy. */
  record PutPolicy(String keyArn, String policy) implements KeyAction {}

  /** EnableKey. */
  record EnableKey(String keyArn) implements KeyAction {}

  /** DisableKey. */
  record DisableKey(String keyArn) implements KeyAction {}

  /** EnableKeyRotation. */
  record EnableRotation(String keyArn, int periodDays) implements KeyAction {}

  /** DisableKeyRotation. */
  record DisableRotation(String keyArn) implements KeyAction {}

  /** UpdateKeyDescription. */
  record UpdateDescription(String keyArn, String description) implements KeyAction {}

  /** TagResource. */
  record Tag(String keyArn, Map<String, String> tags) implements KeyAction {}

  /** UntagResource. */
  record Untag(String keyArn, List<String> tagKeys) implements KeyAction {}

  /** CancelKeyDeletion. */
  record CancelDeletion(String keyArn) implements KeyAction {}

  /** TagResource with the mark of Keyway's own deletion, then ScheduleKeyDeletion. */
  record ScheduleDeletion(String keyArn, int pendingWindowDays) implements KeyAction {}
}
