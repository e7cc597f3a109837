package dev.keyway.topic;

import dev.keyway.api.v1alpha1.EncryptionKeySpec;
import java.util.Map;

/** What the topic's pass does. */
public sealed interface TopicAction {
  /** Create or update the EncryptionKey object of {@code mode: OwnKey}. */
  record ApplyChildKey(String keyName, EncryptionKeySpec spec) implements TopicAction {}

  /** Delete the EncryptionKey object of a mode that is OwnKey no more. */
  record RemoveChildKey(String keyName) implements TopicAction {}

  /** CreateTopic with everything in it. */
  record CreateTopic(String name, Map<String, String> attributes, Map<String, String> tags)
      implements TopicAction {}

  /** SetTopicAttributes of anything but the policy. */
  record SetAttribute(String name, String value) implements TopicAction {}

  /** SetTopicAttributes(Policy). */
  record SetPolicy(String policy) implements TopicAction {}

  /** TagResource. */
  record Tag(Map<String, String> tags) implements TopicAction {}

  /** DeleteTopic. */
  record DeleteTopic() implements TopicAction {}
}
