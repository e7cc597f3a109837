package dev.keyway.aws.sdk;

import static dev.keyway.aws.sdk.SdkAwsFixture.REGION;
import static dev.keyway.aws.sdk.SdkAwsFixture.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.aws.AwsFailure.Cause;
import dev.keyway.aws.QueueService;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SdkQueueServiceTest {
  private static final String URL = "https://sqs.eu-central-1.amazonaws.com/111122223333/orders";

  private final SdkAwsFixture fixture = new SdkAwsFixture();
  private final ScriptedAws server = fixture.server;
  private final QueueService queues = fixture.aws.queues(REGION);

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void findsAQueuesUrlByName() {
    server.then(ScriptedAws.json("r", "{\"QueueUrl\":\"%s\"}".formatted(URL)));

    assertThat(queues.url("orders")).contains(URL);
    assertThat(server.only().operation()).isEqualTo("GetQueueUrl");
    assertThat(server.only().json().get("QueueName").asText()).isEqualTo("orders");
  }

  @Test
  void readsAllAttributesAlsoThoseThatTheSdkDoesNotKnow() {
    server.then(
        ScriptedAws.json("r", "{\"Attributes\":{\"DelaySeconds\":\"5\",\"OfTomorrow\":\"x\"}}"));

    assertThat(queues.attributes(URL)).contains(Map.of("DelaySeconds", "5", "OfTomorrow", "x"));
    assertThat(server.only().json().get("AttributeNames").toString()).isEqualTo("[\"All\"]");
    assertThat(server.only().json().get("QueueUrl").asText()).isEqualTo(URL);
  }

  @Test
  void readsTags() {
    server.then(
        ScriptedAws.json("r", "{\"Tags\":{\"keyway.dev/name\":\"orders\"}}"),
        ScriptedAws.json("r", "{}"));

    assertThat(queues.tags(URL)).contains(Map.of("keyway.dev/name", "orders"));
    assertThat(queues.tags(URL)).contains(Map.of());
  }

  @Test
  void aMissingQueueIsEmptyUnderItsNewCodeAndItsOldOne() {
    server.then(
        ScriptedAws.sqsError(
            "QueueDoesNotExist", "AWS.SimpleQueueService.NonExistentQueue", "no queue"),
        ScriptedAws.jsonError(400, "QueueDoesNotExist", "no queue"),
        ScriptedAws.jsonError(400, "QueueDoesNotExist", "no queue"));

    assertThat(queues.url("orders")).isEmpty();
    assertThat(queues.attributes(URL)).isEmpty();
    assertThat(queues.tags(URL)).isEmpty();
  }

  @Test
  void createsWithAttributesAndTagsInOneCall() {
    server.then(ScriptedAws.json("r", "{\"QueueUrl\":\"%s\"}".formatted(URL)));

    String url =
        queues.create(
            "orders.fifo", Map.of("FifoQueue", "true", "OfTomorrow", "x"), Map.of("team", "a"));

    assertThat(url).isEqualTo(URL);
    var body = server.only().json();
    assertThat(body.get("Attributes").get("OfTomorrow").asText()).isEqualTo("x");
    assertThat(body.get("tags").get("team").asText()).isEqualTo("a");
  }

  @Test
  void createSaysWhyNot() {
    server.then(
        ScriptedAws.sqsError("QueueNameExists", "QueueAlreadyExists", "other settings"),
        ScriptedAws.sqsError(
            "QueueDeletedRecently", "AWS.SimpleQueueService.QueueDeletedRecently", "wait"));

    assertThat(failureOf(() -> queues.create("orders", Map.of(), Map.of())).cause())
        .isEqualTo(Cause.ALREADY_EXISTS);
    assertThat(failureOf(() -> queues.create("orders", Map.of(), Map.of())).cause())
        .isEqualTo(Cause.RECENTLY_DELETED);
  }

  @Test
  void setsAttributesAndPassesAnEmptyValueOn() {
    server.then(ScriptedAws.json("r", "{}"));

    queues.setAttributes(URL, Map.of("RedrivePolicy", ""));

    assertThat(server.only().json().get("Attributes").get("RedrivePolicy").asText()).isEmpty();
  }

  @Test
  void aRefusedPolicyIsToldApartFromOtherValues() {
    server.then(
        ScriptedAws.sqsError(
            "InvalidAttributeValue",
            "InvalidAttributeValue",
            "Invalid value for the parameter Policy."));

    assertThat(failureOf(() -> queues.setAttributes(URL, Map.of("Policy", "{}"))).cause())
        .isEqualTo(Cause.POLICY_REFUSED);
  }

  @Test
  void deletingAMissingQueueIsSuccess() {
    server.then(
        ScriptedAws.json("r", "{}"),
        ScriptedAws.sqsError(
            "QueueDoesNotExist", "AWS.SimpleQueueService.NonExistentQueue", "no queue"));

    queues.delete(URL);
    queues.delete(URL);

    assertThat(server.operations()).containsExactly("DeleteQueue", "DeleteQueue");
  }

  @Test
  void writesToAMissingQueueFail() {
    server.then(ScriptedAws.jsonError(400, "QueueDoesNotExist", "no queue"));

    assertThat(failureOf(() -> queues.tag(URL, Map.of("a", "b"))).cause())
        .isEqualTo(Cause.NOT_FOUND);
  }

  @Test
  void tagsAndUntags() {
    server.then(ScriptedAws.json("r", "{}"), ScriptedAws.json("r", "{}"));

    queues.tag(URL, Map.of("team", "a"));
    queues.untag(URL, List.of("team"));

    assertThat(server.received().get(0).json().get("Tags").toString())
        .isEqualTo("{\"team\":\"a\"}");
    assertThat(server.received().get(1).json().get("TagKeys").toString()).isEqualTo("[\"team\"]");
  }
}
