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

/** The subscription of a queue to a topic, and the proof that messages get through. */
@Group(ApiGroup.NAME)
@Version(ApiGroup.VERSION)
@ShortNames("topicsub")
@Categories("keyway")
@JsonClassDescription(
    "The subscription of an SQS queue to an SNS topic, with the grants that delivery needs and the"
        + " proof that messages get through.")
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
    name = "TOPIC",
    jsonPath = ".spec.topicRef.name",
    getDescription = "The EncryptedTopic that messages come from")
@AdditionalPrinterColumn(
    name = "QUEUE",
    jsonPath = ".spec.queueRef.name",
    getDescription = "The EncryptedQueue that messages go to")
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
    jsonPath = ".status.subscriptionArn",
    getDescription = "ARN of the subscription",
    priority = 1)
@AdditionalPrinterColumn(
    name = "DELIVERABLE",
    jsonPath = ".status.conditions[?(@.type==\"Deliverable\")].status",
    getDescription = "Whether it is proven that messages get through",
    priority = 1)
public class TopicSubscription
    extends CustomResource<TopicSubscriptionSpec, @Nullable TopicSubscriptionStatus>
    implements Namespaced {
  @Override
  protected @Nullable TopicSubscriptionSpec initSpec() {
    return null;
  }

  @Override
  protected @Nullable TopicSubscriptionStatus initStatus() {
    return null;
  }
}
