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

/** A KMS key with its alias, its key policy and its rotation. */
@Group(ApiGroup.NAME)
@Version(ApiGroup.VERSION)
@ShortNames("enckey")
@Categories("keyway")
@JsonClassDescription(
    "A KMS key with the key policy that the topics, queues and consumers which use it need.")
@ValidationRule(value = Schema.NAME_RULE, message = Schema.NAME_MESSAGE)
@ValidationRule(value = Schema.KEY_NAME_LENGTH_RULE, message = Schema.KEY_NAME_LENGTH_MESSAGE)
@AdditionalPrinterColumn(
    name = "READY",
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].status",
    getDescription = "Whether everything is as the spec wants it")
@AdditionalPrinterColumn(
    name = "REASON",
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason",
    getDescription = "Why it is ready or not")
@AdditionalPrinterColumn(
    name = "STATE",
    jsonPath = ".status.effective.state",
    getDescription = "State of the key in KMS")
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
    jsonPath = ".status.keyArn",
    getDescription = "ARN of the key",
    priority = 1)
@AdditionalPrinterColumn(
    name = "ALIAS",
    jsonPath = ".status.alias",
    getDescription = "Alias of the key",
    priority = 1)
public class EncryptionKey extends CustomResource<EncryptionKeySpec, @Nullable EncryptionKeyStatus>
    implements Namespaced {
  @Override
  protected @Nullable EncryptionKeySpec initSpec() {
    return null;
  }

  @Override
  protected @Nullable EncryptionKeyStatus initStatus() {
    return null;
  }
}
