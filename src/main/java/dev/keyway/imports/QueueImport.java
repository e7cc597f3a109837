package dev.keyway.imports;

import dev.keyway.api.v1alpha1.Adopt;
import dev.keyway.api.v1alpha1.DeduplicationScope;
import dev.keyway.api.v1alpha1.EncryptedQueueSpec;
import dev.keyway.api.v1alpha1.Management;
import dev.keyway.api.v1alpha1.ObjectReference;
import dev.keyway.api.v1alpha1.QueueDeadLetter;
import dev.keyway.api.v1alpha1.QueueEncryption;
import dev.keyway.api.v1alpha1.QueueEncryptionMode;
import dev.keyway.api.v1alpha1.QueueFifo;
import dev.keyway.api.v1alpha1.RedriveAllow;
import dev.keyway.api.v1alpha1.RedriveAllowMode;
import dev.keyway.api.v1alpha1.ThroughputLimit;
import dev.keyway.imports.Existing.KeyOf;
import dev.keyway.imports.Imported.Note;
import dev.keyway.reconcile.AwsNames;
import dev.keyway.reconcile.Kind;
import dev.keyway.reconcile.RedriveAllowPolicy;
import dev.keyway.reconcile.RedrivePolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes a queue as it is; pure. */
final class QueueImport {
  private static final String TRUE = "true";

  private final Existing existing;
  private final ObjectNames names;
  private final Policies policies;
  private final Existing.Queue queue;
  private final List<Note> notes = new ArrayList<>();

  QueueImport(Existing existing, ObjectNames names, Policies policies, Existing.Queue queue) {
    this.existing = existing;
    this.names = names;
    this.policies = policies;
    this.queue = queue;
  }

  Imported imported() {
    notes.addAll(Notes.owner(queue.tags()));
    var encryption = encryption();
    var policy = policies.of(queue);
    notes.addAll(policy.notes());
    var spec = spec(encryption);
    return new Imported(
        Kind.ENCRYPTED_QUEUE, names.of(queue.arn()), queue.arn(), spec, notes, policy);
  }

  private EncryptedQueueSpec spec(@Nullable QueueEncryption encryption) {
    return new EncryptedQueueSpec(
        AwsNames.regionOf(queue.arn()),
        Map.of(),
        null,
        null,
        null,
        fifo(),
        encryption,
        List.of(),
        List.of(),
        number("VisibilityTimeout", 30),
        number("DelaySeconds", 0),
        number("MessageRetentionPeriod", 345_600),
        number("MaximumMessageSize", 1_048_576),
        number("ReceiveMessageWaitTimeSeconds", 0),
        null,
        deadLetter(),
        redriveAllow(),
        new Adopt(queue.arn()),
        Management.REPORT,
        null,
        List.of(),
        List.of());
  }

  private @Nullable QueueFifo fifo() {
    if (!value("FifoQueue").equals(TRUE)) {
      return null;
    }
    return new QueueFifo(
        value("ContentBasedDeduplication").equals(TRUE) ? true : null,
        value("DeduplicationScope").equals("messageGroup")
            ? DeduplicationScope.MESSAGE_GROUP
            : null,
        value("FifoThroughputLimit").equals("perMessageGroupId")
            ? ThroughputLimit.PER_MESSAGE_GROUP_ID
            : null);
  }

  private @Nullable QueueEncryption encryption() {
    return switch (queue.key()) {
      case KeyOf.Own(String arn) -> shared(new ObjectReference(names.of(arn)), null);
      case KeyOf.Foreign(String arn) -> shared(null, arn);
      case KeyOf.OfAws _ -> {
        if (!existing.topicsOf(queue.arn()).isEmpty()) {
          notes.add(
              Note.of("alias/aws/sqs never lets SNS deliver: its subscriptions lose messages"));
        }
        yield new QueueEncryption(QueueEncryptionMode.AWS_MANAGED_KEY, null, reuse(), null, null);
      }
      case KeyOf.None _ -> {
        if (!value("SqsManagedSseEnabled").equals(TRUE)) {
          notes.add(
              Note.insecure("it is not encrypted: the plan turns SSE-SQS on, which breaks nobody"));
        }
        yield new QueueEncryption(QueueEncryptionMode.SERVICE_MANAGED, null, null, null, null);
      }
      case KeyOf.Unseen unseen -> {
        notes.add(Notes.unseen(unseen));
        yield null;
      }
    };
  }

  private QueueEncryption shared(@Nullable ObjectReference keyRef, @Nullable String keyArn) {
    return new QueueEncryption(QueueEncryptionMode.SHARED_KEY, keyRef, reuse(), keyArn, null);
  }

  private @Nullable Integer reuse() {
    return number("KmsDataKeyReusePeriodSeconds", 300);
  }

  private @Nullable QueueDeadLetter deadLetter() {
    var policy = RedrivePolicy.read(value(RedrivePolicy.ATTRIBUTE));
    if (policy.isEmpty()) {
      return null;
    }
    var target = policy.get().targetArn();
    if (names.of(target).isEmpty()) {
      notes.add(Note.of("its dead-letter queue " + target + " does not exist"));
      return null;
    }
    return new QueueDeadLetter(
        new ObjectReference(names.of(target)), policy.get().maxReceiveCount(), null);
  }

  private @Nullable RedriveAllow redriveAllow() {
    var policy = RedriveAllowPolicy.read(value(RedriveAllowPolicy.ATTRIBUTE));
    return policy.mode() == RedriveAllowMode.ALLOW_ALL
        ? null
        : new RedriveAllow(policy.mode(), List.of(), policy.sourceArns());
  }

  private @Nullable Integer number(String attribute, int awsDefault) {
    var text = queue.attributes().get(attribute);
    return text == null || text.equals(Integer.toString(awsDefault)) ? null : Integer.valueOf(text);
  }

  private String value(String attribute) {
    return queue.attributes().getOrDefault(attribute, "");
  }
}
