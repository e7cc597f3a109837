package dev.keyway.topic;

import dev.keyway.api.v1alpha1.EncryptedTopicSpec;
import dev.keyway.api.v1alpha1.ThroughputScope;
import dev.keyway.api.v1alpha1.Tracing;
import dev.keyway.reconcile.ArchivePolicy;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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
  static final String SIGNATURE = "SignatureVersion";
  static final String TRACING = "TracingConfig";
  static final String ARCHIVE = ArchivePolicy.NAME;
  static final String ACTIVE = "Active";

  private TopicAttributes() {}

  /** Return all attributes that a topic is to have, encryption, policy and logging apart. */
  static Map<String, String> settings(EncryptedTopicSpec spec) {
    var attributes = new TreeMap<String, String>();
    attributes.put(DISPLAY_NAME, Objects.requireNonNullElse(spec.displayName(), ""));
    attributes.put(
        SIGNATURE,
        Objects.requireNonNullElse(spec.signatureVersion(), whenAbsent(SIGNATURE)).toString());
    attributes.put(TRACING, spec.tracing() == Tracing.ACTIVE ? ACTIVE : whenAbsent(TRACING));
    var fifo = spec.fifo();
    if (fifo != null) {
      attributes.put(
          DEDUPLICATION, Boolean.toString(Boolean.TRUE.equals(fifo.contentBasedDeduplication())));
      attributes.put(
          SCOPE,
          fifo.throughputScope() == ThroughputScope.MESSAGE_GROUP ? "MessageGroup" : "Topic");
      attributes.put(
          ARCHIVE,
          Optional.ofNullable(fifo.archiveRetentionDays())
              .map(ArchivePolicy::of)
              .orElse(ArchivePolicy.NONE));
    }
    return attributes;
  }

  /** Return those that a new topic has to be given: AWS's defaults it has anyway. */
  static Map<String, String> atBirth(EncryptedTopicSpec spec) {
    var attributes = new TreeMap<>(settings(spec));
    attributes
        .entrySet()
        .removeIf(
            entry ->
                Set.of(SIGNATURE, TRACING, ARCHIVE).contains(entry.getKey())
                    && entry.getValue().equals(whenAbsent(entry.getKey())));
    return attributes;
  }

  /** Return the value in force. */
  static String value(Map<String, String> observed, String name) {
    var value = observed.getOrDefault(name, whenAbsent(name));
    return name.equals(ARCHIVE) ? ArchivePolicy.canonical(value) : value;
  }

  /** Return what AWS means where it returns no value. */
  static String whenAbsent(String name) {
    return switch (name) {
      case DEDUPLICATION -> "false";
      case SCOPE -> "Topic";
      case SIGNATURE -> "1";
      case TRACING -> "PassThrough";
      case ARCHIVE -> ArchivePolicy.NONE;
      case TopicLogging.SUCCESS_RATE -> TopicLogging.NO_RATE;
      default -> "";
    };
  }
}
