package dev.keyway.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyway.awslocal.iam.RoleSpec;
import dev.keyway.awslocal.sns.Delivery;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** From YAML to a delivered message, with the callers that there are in real life. */
class MainJobTest {
  private static final String TOPIC = Example.FIFO.topicArn();
  private static final String QUEUE = Example.FIFO.queueArn();

  private final World world = new World();

  @BeforeEach
  void converge() {
    world.apply(Example.FIFO);
    world.settle();
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void aRoleOfAnotherAccountReceivesDecryptsAndDeletesInTheOrderOfPublishing() {
    for (int i = 1; i <= 12; i++) {
      world.people.publish(TOPIC, "payment " + i);
    }
    var keys =
        world.local.state().queue(QUEUE).orElseThrow().messages().stream()
            .map(m -> m.keyArn().orElse("unencrypted"))
            .distinct()
            .toList();

    var bodies = world.people.receive(QUEUE, World.OTHER_ACCOUNT, "ledger-task");

    assertThat(bodies).hasSize(12).first().isEqualTo("payment 1");
    assertThat(bodies).last().isEqualTo("payment 12");
    assertThat(bodies).isSortedAccordingTo((a, b) -> number(a) - number(b));
    assertThat(keys).containsExactly(new Tampering(world).key());
    assertThat(world.local.state().queue(QUEUE).orElseThrow().messages()).isEmpty();
  }

  @Test
  void nobodyElseOfThatAccountReceivesAndARoleWithoutRightsOfTheOwnDoesNotEither() {
    world.people.publish(TOPIC, "secret");
    RoleSpec.of(World.ACCOUNT, "idle")
        .withPolicy(
            """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow",\
            "Action":"sqs:GetQueueUrl","Resource":"*"}]}""")
        .put(world.local.accounts());

    refused(World.OTHER_ACCOUNT, "audit");
    refused(World.ACCOUNT, "idle");
    // AWS lets a role of the queue's own account in by its IAM policy alone (design, section 1.1).
    assertThat(world.people.receive(QUEUE, World.ACCOUNT, "intruder")).containsExactly("secret");
  }

  @Test
  void aForeignTopicThatSomebodySubscribesIsRefusedByTheQueue() {
    var sns = world.people.sns();
    var foreign =
        sns.createTopic(r -> r.name("foreign.fifo").attributes(Map.of("FifoTopic", "true")))
            .topicArn();
    sns.subscribe(r -> r.topicArn(foreign).protocol("sqs").endpoint(QUEUE));
    sns.publish(
        r -> r.topicArn(foreign).message("spam").messageGroupId("g").messageDeduplicationId("1"));

    assertThat(world.local.deliveries().all())
        .filteredOn(d -> d.topicArn().equals(foreign))
        .singleElement()
        .satisfies(
            d -> {
              assertThat(d.status()).isEqualTo(Delivery.Status.FAILURE);
              assertThat(d.statusCode()).isEqualTo(403);
            });
    world.elapse(World.CHECK.multipliedBy(2));
    Proof.converged(world, Example.FIFO);
  }

  @Test
  void rawDeliveryAndTheEnvelopeFollowTheSpec() {
    world.people.publish(TOPIC, "raw");
    assertThat(received()).containsExactly("raw");

    world.cluster.apply(
        Example.FIFO.yaml().replace("rawMessageDelivery: true", "rawMessageDelivery: false"));
    world.settle();
    world.people.publish(TOPIC, "wrapped");

    assertThat(received())
        .singleElement()
        .satisfies(body -> assertThat(body).contains("\"Type\"", "\"Message\"", "wrapped"));
  }

  @Test
  void aFilterPolicyIsSetChangedAndRemoved() {
    filter("\n  filterPolicy:\n    store: [north]");
    assertThat(publishedAndReceived()).containsExactly("north");

    filter("\n  filterPolicy:\n    store: [south, west]");
    assertThat(publishedAndReceived()).containsExactly("south", "west");

    filter("");
    assertThat(publishedAndReceived()).containsExactly("north", "south", "west");
  }

  private void filter(String filter) {
    world.cluster.apply(
        Example.FIFO
            .yaml()
            .replace("rawMessageDelivery: true", "rawMessageDelivery: true" + filter));
    world.settle();
    Proof.standing(world, Example.FIFO);
  }

  private List<String> publishedAndReceived() {
    var sns = world.people.sns(World.ACCOUNT, "checkout");
    for (var store : List.of("north", "south", "west")) {
      var attribute = MessageAttributeValue.builder().dataType("String").stringValue(store).build();
      sns.publish(
          r ->
              r.topicArn(TOPIC)
                  .message(store)
                  .messageGroupId("group")
                  .messageDeduplicationId(store + world.local.calls().all().size())
                  .messageAttributes(Map.of("store", attribute)));
    }
    return received();
  }

  private List<String> received() {
    return world.people.receive(QUEUE, World.OTHER_ACCOUNT, "ledger-task");
  }

  private void refused(String account, String role) {
    assertThatThrownBy(() -> world.people.receive(QUEUE, account, role))
        .isInstanceOf(SqsException.class)
        .satisfies(e -> assertThat(((SqsException) e).statusCode()).isIn(400, 403));
    assertThat(world.local.state().receiveObstacle(QUEUE, account, role)).isPresent();
  }

  private static int number(String body) {
    return Integer.parseInt(body.substring("payment ".length()));
  }
}
