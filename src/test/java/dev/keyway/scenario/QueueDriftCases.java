package dev.keyway.scenario;

import dev.keyway.reconcile.Kind;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What people do to a queue, its policy apart. */
final class QueueDriftCases {
  private QueueDriftCases() {}

  static Stream<DriftCase> all() {
    return Stream.of(
        set("VisibilityTimeout", "5"),
        set("DelaySeconds", "7"),
        set("MessageRetentionPeriod", "600"),
        set("MaximumMessageSize", "1024"),
        set("ReceiveMessageWaitTimeSeconds", "3"),
        set("KmsDataKeyReusePeriodSeconds", "60"),
        set("ContentBasedDeduplication", "false"),
        queue(
            "high throughput for FIFO switched on",
            t ->
                t.queue(
                    Map.of(
                        "DeduplicationScope", "messageGroup",
                        "FifoThroughputLimit", "perMessageGroupId"))),
        queue("SSE switched off", Tampering::switchEncryptionOff),
        queue("SSE-SQS instead of the key", t -> t.queue(Map.of("SqsManagedSseEnabled", "true"))),
        queue(
            "the key replaced by alias/aws/sqs",
            t -> t.queue(Map.of("KmsMasterKeyId", "alias/aws/sqs"))),
        queue("the key replaced by another", t -> t.queue(Map.of("KmsMasterKeyId", t.otherKey()))),
        queue("the redrive policy removed", t -> t.queue(Map.of("RedrivePolicy", ""))),
        queue(
            "maxReceiveCount of the redrive policy changed",
            t ->
                t.queue(
                    Map.of(
                        "RedrivePolicy",
                        "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":99}"
                            .formatted(World.queueArn("shop_dead.fifo"))))),
        queue(
            "RedriveAllowPolicy set to denyAll",
            t -> t.queue(Map.of("RedriveAllowPolicy", "{\"redrivePermission\":\"denyAll\"}"))),
        queue("the queue deleted", Tampering::deleteQueue),
        queue(
            "the queue deleted and made anew by somebody else",
            t -> {
              t.deleteQueue();
              t.createQueue();
            }),
        DriftCase.slow(
            Kind.ENCRYPTED_QUEUE,
            "the tags of Keyway stripped",
            t -> t.untagQueue("keyway.dev/name", "keyway.dev/namespace", "keyway.dev/kind")),
        DriftCase.slow(
            Kind.ENCRYPTED_QUEUE, "a tag of the spec stripped", t -> t.untagQueue("team")),
        DriftCase.slow(
            Kind.ENCRYPTED_QUEUE, "a tag of the spec changed", t -> t.tagQueue("team", "theirs")));
  }

  private static DriftCase set(String attribute, String value) {
    return queue(attribute + " changed", t -> t.queue(Map.of(attribute, value)));
  }

  private static DriftCase queue(String title, Consumer<Tampering> by) {
    return DriftCase.of(Kind.ENCRYPTED_QUEUE, title, by);
  }
}
