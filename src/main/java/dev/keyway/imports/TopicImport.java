package dev.keyway.imports;

import dev.keyway.api.v1alpha1.Adopt;
import dev.keyway.api.v1alpha1.DeliveryLogging;
import dev.keyway.api.v1alpha1.EncryptedTopicSpec;
import dev.keyway.api.v1alpha1.Management;
import dev.keyway.api.v1alpha1.ObjectReference;
import dev.keyway.api.v1alpha1.ThroughputScope;
import dev.keyway.api.v1alpha1.TopicEncryption;
import dev.keyway.api.v1alpha1.TopicEncryptionMode;
import dev.keyway.api.v1alpha1.TopicFifo;
import dev.keyway.api.v1alpha1.Tracing;
import dev.keyway.imports.Existing.KeyOf;
import dev.keyway.imports.Imported.Note;
import dev.keyway.reconcile.ArchivePolicy;
import dev.keyway.reconcile.AwsNames;
import dev.keyway.reconcile.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes a topic as it is; pure. */
final class TopicImport {
  private static final String TRUE = "true";

  private final ObjectNames names;
  private final Policies policies;
  private final Existing.Topic topic;
  private final List<Note> notes = new ArrayList<>();

  TopicImport(ObjectNames names, Policies policies, Existing.Topic topic) {
    this.names = names;
    this.policies = policies;
    this.topic = topic;
  }

  Imported imported() {
    notes.addAll(Notes.owner(topic.tags()));
    var encryption = encryption();
    var policy = policies.of(topic);
    notes.addAll(policy.notes());
    if (!topic.others().isEmpty()) {
      notes.add(Note.of(topic.others().size() + " more subscription(s) of it stay as they are"));
    }
    return new Imported(
        Kind.ENCRYPTED_TOPIC, names.of(topic.arn()), topic.arn(), spec(encryption), notes, policy);
  }

  private EncryptedTopicSpec spec(@Nullable TopicEncryption encryption) {
    return new EncryptedTopicSpec(
        AwsNames.regionOf(topic.arn()),
        Map.of(),
        null,
        null,
        null,
        fifo(),
        encryption,
        List.of(),
        value("DisplayName").isEmpty() ? null : value("DisplayName"),
        null,
        new Adopt(topic.arn()),
        Management.REPORT,
        List.of(),
        value("SignatureVersion").equals("2") ? 2 : null,
        value("TracingConfig").equals("Active") ? Tracing.ACTIVE : null,
        logging(),
        null,
        List.of(),
        List.of());
  }

  private @Nullable TopicFifo fifo() {
    if (!value("FifoTopic").equals(TRUE)) {
      return null;
    }
    return new TopicFifo(
        value("ContentBasedDeduplication").equals(TRUE) ? true : null,
        value("FifoThroughputScope").equals("MessageGroup") ? ThroughputScope.MESSAGE_GROUP : null,
        ArchivePolicy.daysOf(topic.attributes()).orElse(null));
  }

  private @Nullable TopicEncryption encryption() {
    return switch (topic.key()) {
      case KeyOf.Own(String arn) ->
          new TopicEncryption(
              TopicEncryptionMode.SHARED_KEY, new ObjectReference(names.of(arn)), null, null);
      case KeyOf.Foreign(String arn) ->
          new TopicEncryption(TopicEncryptionMode.SHARED_KEY, null, arn, null);
      case KeyOf.OfAws _ ->
          new TopicEncryption(TopicEncryptionMode.AWS_MANAGED_KEY, null, null, null);
      case KeyOf.None _ -> {
        notes.add(
            Note.insecure(
                "it is not encrypted: name its publishers, then set encryption, with mode OwnKey"
                    + " or with SharedKey and a keyRef"));
        yield null;
      }
      case KeyOf.Unseen unseen -> {
        notes.add(Notes.unseen(unseen));
        yield null;
      }
    };
  }

  private @Nullable DeliveryLogging logging() {
    var failure = value("SQSFailureFeedbackRoleArn");
    var success = value("SQSSuccessFeedbackRoleArn");
    if (failure.isEmpty()) {
      if (!success.isEmpty()) {
        notes.add(Note.of("stays as it is: only deliveries that succeed are logged"));
      }
      return null;
    }
    var rate = topic.attributes().getOrDefault("SQSSuccessFeedbackSampleRate", "0");
    return new DeliveryLogging(
        failure,
        success.isEmpty() ? null : success,
        success.isEmpty() ? null : Integer.valueOf(rate));
  }

  private String value(String attribute) {
    return topic.attributes().getOrDefault(attribute, "");
  }
}
