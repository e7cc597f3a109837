package dev.keyway.queue;

import dev.keyway.api.v1alpha1.DeduplicationScope;
import dev.keyway.api.v1alpha1.EncryptedQueueSpec;
import dev.keyway.api.v1alpha1.QueueEncryptionMode;
import dev.keyway.api.v1alpha1.QueueFifo;
import dev.keyway.api.v1alpha1.ThroughputLimit;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A queue's spec in SQS's words. An absent field is AWS's default, so that removing a field
 * restores it (SQS API Reference, SetQueueAttributes).
 */
final class QueueAttributes {
  static final String POLICY = "Policy";
  static final String QUEUE_ARN = "QueueArn";
  static final String FIFO = "FifoQueue";
  static final String KEY = "KmsMasterKeyId";
  static final String KEY_REUSE = "KmsDataKeyReusePeriodSeconds";
  static final String SSE_SQS = "SqsManagedSseEnabled";
  static final String VISIBILITY = "VisibilityTimeout";
  static final String DELAY = "DelaySeconds";
  static final String RETENTION = "MessageRetentionPeriod";
  static final String MAX_SIZE = "MaximumMessageSize";
  static final String WAIT = "ReceiveMessageWaitTimeSeconds";
  static final String DEDUPLICATION = "ContentBasedDeduplication";
  static final String SCOPE = "DeduplicationScope";
  static final String LIMIT = "FifoThroughputLimit";

  private QueueAttributes() {}

  /** Return all attributes that a queue is to have, encryption apart. */
  static Map<String, String> settings(EncryptedQueueSpec spec) {
    var attributes = new TreeMap<String, String>();
    attributes.put(VISIBILITY, number(spec.visibilityTimeoutSeconds(), 30));
    attributes.put(DELAY, number(spec.delaySeconds(), 0));
    attributes.put(RETENTION, number(spec.messageRetentionSeconds(), 345_600));
    attributes.put(MAX_SIZE, number(spec.maximumMessageSizeBytes(), 1_048_576));
    attributes.put(WAIT, number(spec.receiveWaitTimeSeconds(), 0));
    if (spec.fifo() != null) {
      attributes.putAll(fifo(spec.fifo()));
    }
    return attributes;
  }

  /** Return the attributes of encryption; empty while the key is not known. */
  static Map<String, String> encryption(EncryptedQueueSpec spec, Optional<String> keyId) {
    var encryption = spec.encryption();
    if (encryption == null) {
      return Map.of();
    }
    if (encryption.mode() == QueueEncryptionMode.SERVICE_MANAGED) {
      return Map.of(SSE_SQS, "true");
    }
    var reuse = number(encryption.dataKeyReusePeriodSeconds(), 300);
    return keyId.map(id -> Map.of(KEY, id, KEY_REUSE, reuse)).orElse(Map.of());
  }

  private static Map<String, String> fifo(QueueFifo fifo) {
    return Map.of(
        DEDUPLICATION,
        Boolean.toString(Boolean.TRUE.equals(fifo.contentBasedDeduplication())),
        SCOPE,
        fifo.deduplicationScope() == DeduplicationScope.MESSAGE_GROUP ? "messageGroup" : "queue",
        LIMIT,
        fifo.throughputLimit() == ThroughputLimit.PER_MESSAGE_GROUP_ID
            ? "perMessageGroupId"
            : "perQueue");
  }

  private static String number(@Nullable Integer value, int awsDefault) {
    return Integer.toString(Objects.requireNonNullElse(value, awsDefault));
  }
}
