package dev.keyway.queue;

import dev.keyway.api.v1alpha1.EncryptionKeySpec;
import java.util.Map;

/** What the queue's pass does. */
public sealed interface QueueAction {
  /** Create or update the EncryptionKey object of {@code mode: OwnKey}. */
  record ApplyChildKey(String keyName, EncryptionKeySpec spec) implements QueueAction {}

  /** Delete the EncryptionKey object of a mode that is OwnKey no more. */
  record RemoveChildKey(String keyName) implements QueueAction {}

  /** CreateQueue with everything in it. */
  record CreateQueue(String name, Map<String, String> attributes, Map<String, String> tags)
      implements QueueAction {}

  /** SetQueueAttributes without the policy. */
  record SetAttributes(Map<String, String> attributes) implements QueueAction {}

  /** SetQueueAttributes(Policy). */
  record SetPolicy(String policy) implements QueueAction {}

  /** TagQueue. */
  record Tag(Map<String, String> tags) implements QueueAction {}

  /** DeleteQueue. */
  record DeleteQueue() implements QueueAction {}
}
