package dev.keyway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;
import org.jspecify.annotations.Nullable;

/**
 * Which AWS account, role and regions the namespaces that it selects may use, and within which
 * guardrails. Cluster-scoped: administrators write it.
 */
@Group(ApiGroup.NAME)
@Version(ApiGroup.VERSION)
@ShortNames("accbinding")
@Categories("keyway")
@JsonClassDescription(
    "Binds namespaces to an AWS account: the role that Keyway takes there for them, the regions and"
        + " the guardrails within which their objects stay. For administrators of the cluster.")
@ValidationRule(value = Schema.NAME_RULE, message = Schema.NAME_MESSAGE)
@AdditionalPrinterColumn(
    name = "READY",
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].status",
    getDescription = "Whether Keyway can work in the account")
@AdditionalPrinterColumn(
    name = "REASON",
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason",
    getDescription = "Why it is ready or not")
@AdditionalPrinterColumn(
    name = "ACCOUNT",
    jsonPath = ".spec.accountId",
    getDescription = "The AWS account")
@AdditionalPrinterColumn(
    name = "NAMESPACES",
    jsonPath = ".status.namespaces",
    getDescription = "How many namespaces it serves",
    type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
    name = "OBJECTS",
    jsonPath = ".status.objects",
    getDescription = "How many objects of Keyway these namespaces have",
    type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
    name = "AGE",
    jsonPath = ".metadata.creationTimestamp",
    getDescription = "Time since the object was created",
    type = AdditionalPrinterColumn.Type.DATE)
@AdditionalPrinterColumn(
    name = "ROLE",
    jsonPath = ".spec.roleArn",
    getDescription = "The role that Keyway takes",
    priority = 1)
public class AccountBinding
    extends CustomResource<AccountBindingSpec, @Nullable AccountBindingStatus> {
  @Override
  protected @Nullable AccountBindingSpec initSpec() {
    return null;
  }

  @Override
  protected @Nullable AccountBindingStatus initStatus() {
    return null;
  }
}
