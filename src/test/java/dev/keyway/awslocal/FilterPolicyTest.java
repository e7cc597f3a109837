package dev.keyway.awslocal;

import static org.assertj.core.api.Assertions.assertThat;

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
