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

/** An SNS topic with its encryption and its topic policy. */
@Group(ApiGroup.NAME)
@Version(ApiGroup.VERSION)
@ShortNames("enctopic")
@Categories("keyway")
@JsonClassDescription(
    "An SNS topic whose messages are encrypted, with the topic policy that its publishers need.")
@ValidationRule(value = Schema.NAME_RULE, message = Schema.NAME_MESSAGE)
@ValidationRule(value = Schema.NAME_LENGTH_RULE, message = Schema.NAME_LENGTH_MESSAGE)
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
    jsonPath = ".status.topicArn",
    getDescription = "ARN of the topic",
    priority = 1)
@AdditionalPrinterColumn(
    name = "KEY",
    jsonPath = ".status.keyArn",
    getDescription = "ARN of the KMS key",
    priority = 1)
public class EncryptedTopic
    extends CustomResource<EncryptedTopicSpec, @Nullable EncryptedTopicStatus>
    implements Namespaced {
  @Override
  protected @Nullable EncryptedTopicSpec initSpec() {
    return null;
  }

  @Override
  protected @Nullable EncryptedTopicStatus initStatus() {
    return null;
  }
}
