package dev.keyway.topic;

import dev.keyway.api.v1alpha1.EncryptedTopicSpec;
import dev.keyway.api.v1alpha1.ThroughputScope;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** A topic's spec in SNS's words (SNS API Reference, SetTopicAttributes). */
final class TopicAttributes {
  static final String POLICY = "Policy";
  static final String TOPIC_ARN = "TopicArn";
  static final String FIFO = "FifoTopic";
  static final String KEY = "KmsMasterKeyId";
  static final String DISPLAY_NAME = "DisplayName";
  static final String DEDUPLICATION = "ContentBasedDeduplication";
  static final String SCOPE = "FifoThroughputScope";

  private TopicAttributes() {}

  /** Return all attributes that a topic is to have, encryption and policy apart. */
  static Map<String, String> settings(EncryptedTopicSpec spec) {
    var attributes = new TreeMap<String, String>();
    attributes.put(DISPLAY_NAME, Objects.requireNonNullElse(spec.displayName(), ""));
    var fifo = spec.fifo();
    if (fifo != null) {
      attributes.put(
          DEDUPLICATION, Boolean.toString(Boolean.TRUE.equals(fifo.contentBasedDeduplication())));
      attributes.put(
          SCOPE,
          fifo.throughputScope() == ThroughputScope.MESSAGE_GROUP ? "MessageGroup" : "Topic");
    }
    return attributes;
  }

  /** Return what AWS means where it returns no value. */
  static String whenAbsent(String name) {
    return switch (name) {
      case DEDUPLICATION -> "false";
      case SCOPE -> "Topic";
      default -> "";
    };
  }
}
