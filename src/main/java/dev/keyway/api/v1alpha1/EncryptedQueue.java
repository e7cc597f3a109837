package dev.keyway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;
import org.jspecify.annotations.Nullable;

/** An SQS queue with its encryption and its queue policy. */
@Group(ApiGroup.NAME)
@Version(ApiGroup.VERSION)
@ShortNames("encqueue")
@Categories("keyway")
@JsonClassDescription(
    "An SQS queue whose messages are encrypted, with the queue policy that its consumers, producers"
        + " and topics need.")
@ValidationRule(value = Schema.NAME_RULE, message = Schema.NAME_MESSAGE)
@ValidationRule(value = Schema.NAME_LENGTH_RULE, message = Schema.NAME_LENGTH_MESSAGE)
@ValidationRule(
    value =
        "!has(self.spec) || has(self.spec.queueName) || size(self.metadata.name) <="
            + " (has(self.spec.fifo) ? 73 : 78)",
    message =
        "`metadata.name` must have at most 78 characters, 73 for a FIFO queue, because SQS allows"
            + " 80 for the default name '<namespace>_<name>': take a shorter name or set"
            + " `queueName`")
@ValidationRule(
    value =
        "!has(self.spec) || !has(self.spec.deadLetter) || !has(self.spec.deadLetter.queueRef) ||"
            + " has(self.spec.deadLetter.queueRef.__namespace__) ||"
            + " self.spec.deadLetter.queueRef.name != self.metadata.name",
    message =
        "`deadLetter.queueRef` must name another EncryptedQueue: a queue cannot be its own"
            + " dead-letter queue",
    fieldPath = ".spec.deadLetter.queueRef.name")
@AdditionalPrinterColumn(
    name = "READY",
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].status",
    getDescription = "Whether everything is as the spec wants it")
@AdditionalPrinterColumn(
    name = "REASON",
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason",
    getDescription = "Why it is ready or not")
@AdditionalPrinterColumn(
    name = "ENCRYPTION",
    jsonPath = ".spec.encryption.mode",
    getDescription = "Which key encrypts the messages")
@AdditionalPrinterColumn(
    name = "DRIFT",
    jsonPath = ".status.conditions[?(@.type==\"Drifted\")].status",
    getDescription = "Whether AWS differs from the spec")
@AdditionalPrinterColumn(
    name = "AGE",
    jsonPath = ".metadata.creationTimestamp",
    getDescription = "Time since the object was created",
    type = AdditionalPrinterColumn.Type.DATE)
@AdditionalPrinterColumn(
    name = "ARN",
    jsonPath = ".status.queueArn",
    getDescription = "ARN of the queue",
    priority = 1)
@AdditionalPrinterColumn(
    name = "KEY",
    jsonPath = ".status.keyArn",
    getDescription = "ARN of the KMS key",
    priority = 1)
public class EncryptedQueue
    extends CustomResource<EncryptedQueueSpec, @Nullable EncryptedQueueStatus>
    implements Namespaced {
  @Override
  protected @Nullable EncryptedQueueSpec initSpec() {
    return null;
  }

  @Override
  protected @Nullable EncryptedQueueStatus initStatus() {
    return null;
  }
}
