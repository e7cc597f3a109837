package dev.keyway.awslocal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyway.awslocal.base.Json;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

/** Which messages a subscription lets through, on attributes and on the body. */
class FilterPolicyTest {

  private final Aws aws = Aws.start();
  private final Channel channel = new Channel(aws);
  private final SnsClient sns = aws.sns();

  @AfterEach
  void close() {
    aws.close();
  }

  private void set(String arn, String name, String value) {
    sns.setSubscriptionAttributes(
        r -> r.subscriptionArn(arn).attributeName(name).attributeValue(value));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"k\":[\"red\",\"blue\"]} | red | green",
        "{\"k\":[{\"prefix\":\"re\"}]} | red | bored",
        "{\"k\":[{\"suffix\":\"ed\"}]} | red | edge",
        "{\"k\":[{\"anything-but\":[\"red\"]}]} | blue | red",
        "{\"k\":[{\"anything-but\":{\"prefix\":\"re\"}}]} | blue | red",
        "{\"k\":[{\"equals-ignore-case\":\"RED\"}]} | red | rod",
        "{\"k\":[{\"wildcard\":\"r*d\"}]} | red | reds",
        "{\"k\":[{\"exists\":true}]} | red | ",
        "{\"other\":[{\"exists\":false}],\"k\":[\"red\"]} | red | blue",
        "{\"$or\":[{\"k\":[\"red\"]},{\"other\":[\"x\"]}]} | red | blue"
      })
  void filterPoliciesOnAttributes(String policy, String passes, String blocked) {
    set(channel.subscribe(Map.of()), "FilterPolicy", policy);
    publish("k", "String", passes);
    assertThat(channel.delivered()).hasSize(1);
    publish("k", "String", blocked);
    assertThat(channel.delivered()).hasSize(1);
  }

  private void publish(String name, String type, @Nullable String value) {
    Map<String, MessageAttributeValue> attributes =
        value == null
            ? Map.of()
            : Map.of(
                name, MessageAttributeValue.builder().dataType(type).stringValue(value).build());
    sns.publish(r -> r.topicArn(Channel.TOPIC).message("m").messageAttributes(attributes));
  }

  @Test
  void numericFilterComparesNumbersOnly() {
    set(channel.subscribe(Map.of()), "FilterPolicy", "{\"n\":[{\"numeric\":[\">\",0,\"<=\",10]}]}");
    publish("n", "Number", "10");
    publish("n", "Number", "10.5");
    publish("n", "String", "5");
    assertThat(channel.delivered()).hasSize(1);
  }

  @Test
  void filterPoliciesOnTheBodyGoDeep() {
    String arn = channel.subscribe(Map.of());
    set(arn, "FilterPolicyScope", "MessageBody");
    set(arn, "FilterPolicy", "{\"order\":{\"items\":{\"kind\":[\"book\"]}}}");
    channel.publish("{\"order\":{\"items\":[{\"kind\":\"pen\"},{\"kind\":\"book\"}]}}");
    channel.publish("{\"order\":{\"items\":[{\"kind\":\"pen\"}]}}");
    channel.publish("no json");
    assertThat(channel.delivered()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"k\":[\"red\"]} | {\"k\":\"red\"} | {\"k\":\"blue\"}",
        "{\"k\":[true,null]} | {\"k\":null} | {\"k\":false}",
        "{\"a\":{\"k\":[{\"prefix\":\"re\"}]}} | {\"a\":{\"k\":\"red\"}} | {\"a\":{\"k\":\"bored\"}}",
        "{\"a\":{\"k\":[{\"anything-but\":[\"red\"]}]}} | {\"a\":{\"k\":\"blue\"}} | {\"a\":{\"k\":\"red\"}}",
        "{\"a\":{\"k\":[{\"anything-but\":[\"red\"]}]}} | {\"a\":{\"k\":1}} | {\"a\":{}}",
        "{\"a\":{\"n\":[{\"numeric\":[\">\",0,\"<=\",10]}]}} | {\"a\":{\"n\":10}} | {\"a\":{\"n\":\"5\"}}",
        "{\"a\":{\"k\":[{\"exists\":true}]}} | {\"a\":{\"k\":0}} | {\"a\":{\"b\":0}}",
        "{\"a\":{\"k\":[{\"exists\":false}]}} | {\"a\":{\"b\":0}} | {\"a\":{\"k\":0}}",
        "{\"a\":{\"k\":[\"red\"]},\"b\":[1]} | {\"a\":{\"k\":\"red\"},\"b\":1} | {\"a\":{\"k\":\"red\"}}",
        "{\"$or\":[{\"k\":[\"red\"]},{\"a\":{\"b\":[1]}}]} | {\"a\":{\"b\":1}} | {\"a\":{\"b\":2}}"
      })
  void filterPoliciesOnTheBody(String policy, String passes, String blocked) {
    String arn = channel.subscribe(Map.of());
    set(arn, "FilterPolicyScope", "MessageBody");
    set(arn, "FilterPolicy", policy);
    channel.publish(blocked);
    channel.publish("[" + passes.length() + "]");
    assertThat(channel.delivered()).isEmpty();
    channel.publish(passes);
    assertThat(channel.delivered()).containsExactly(passes);
  }

  @Test
  void aNestedPolicyNeedsTheScopeFirstAndHasToGoBeforeTheScopeDoes() {
    String nested = "{\"order\":{\"kind\":[\"book\"]}}";
    String arn = channel.subscribe(Map.of());
    assertThatThrownBy(() -> set(arn, "FilterPolicy", nested))
        .hasMessageContaining("does not support nested");
    set(arn, "FilterPolicyScope", "MessageBody");
    set(arn, "FilterPolicy", nested);
    assertThatThrownBy(() -> set(arn, "FilterPolicyScope", "MessageAttributes"))
        .hasMessageContaining("does not support nested");
    set(arn, "FilterPolicy", "{}");
    set(arn, "FilterPolicyScope", "MessageAttributes");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "MessageAttributes | {\"a\":[1,2,3,4,5,6,7,8,9,10],\"b\":[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16]}",
        "MessageBody | {\"a\":{\"b\":[1,2,3,4,5,6,7,8,9,10]},\"c\":{\"d\":[1,2,3,4]}}",
        "MessageBody | {\"a\":[1],\"b\":[1],\"c\":[1],\"d\":[1],\"e\":[1],\"f\":[1]}",
        "MessageBody | {\"a\":{\"b\":1}}",
        "MessageBody | {\"a\":[]}"
      })
  void whatIsTooMuchOrNoListIsRefused(String scope, String policy) {
    String arn = channel.subscribe(Map.of());
    set(arn, "FilterPolicyScope", scope);
    assertThatThrownBy(() -> set(arn, "FilterPolicy", policy)).hasMessageContaining("FilterPolicy");
  }

  @Test
  void withoutRawDeliveryTheMessageComesInSnssEnvelope() {
    set(channel.subscribe(Map.of()), "RawMessageDelivery", "false");
    publish("k", "String", "v");
    ObjectNode envelope = Json.readObject(channel.delivered().getFirst()).orElseThrow();
    assertThat(envelope.path("Type").asText()).isEqualTo("Notification");
    assertThat(envelope.path("Message").asText()).isEqualTo("m");
    assertThat(envelope.path("TopicArn").asText()).isEqualTo(Channel.TOPIC);
    assertThat(envelope.at("/MessageAttributes/k/Value").asText()).isEqualTo("v");
  }
}
