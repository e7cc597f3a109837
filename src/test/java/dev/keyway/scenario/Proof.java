package dev.keyway.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.awslocal.kms.KeyState;
import dev.keyway.awslocal.sqs.SqsService.MessageView;
import dev.keyway.reconcile.Identity;
import java.util.List;

/** What has to be true of an example that stands in AWS. */
final class Proof {
  private Proof() {}

  /** Exactly one of everything, ready, and it delivers a real message. */
  static void converged(World world, Example example) {
    standing(world, example);
    delivers(world, example);
  }

  /** Exactly one of everything, and ready. */
  static void standing(World world, Example example) {
    for (var name : world.cluster.names()) {
      assertThat(world.isReady(name.kind(), name.name())).as(() -> world.describe()).isTrue();
    }
    var state = world.local.state();
    var keys =
        state.keys(World.ACCOUNT, World.REGION).stream()
            .filter(key -> key.tags().containsKey(Identity.CLUSTER))
            .toList();
    assertThat(keys).as("keys").hasSize(example.keys);
    assertThat(keys).allMatch(key -> key.state() == KeyState.ENABLED && key.aliases().size() == 1);
    assertThat(state.topics(World.ACCOUNT, World.REGION))
        .filteredOn(topic -> topic.tags().containsKey(Identity.CLUSTER))
        .as("topics")
        .hasSize(1);
    assertThat(state.queues(World.ACCOUNT, World.REGION))
        .filteredOn(queue -> queue.tags().containsKey(Identity.CLUSTER))
        .as("queues")
        .hasSize(1);
    assertThat(state.subscriptions(example.topicArn())).as("subscriptions").hasSize(1);
    assertThat(state.deliveryObstacle(example.topicArn(), example.queueArn())).isEmpty();
  }

  /** A message goes all the way, and what was sent before is still there. */
  static void delivers(World world, Example example) {
    var people = world.people;
    var waiting =
        world.local.state().queue(example.queueArn()).orElseThrow().messages().stream()
            .map(MessageView::id)
            .toList();
    var body = "message " + people.sent();
    people.publish(example.topicArn(), body);
    var bodies = people.receive(example.queueArn(), example.consumerAccount, example.consumerRole);
    assertThat(bodies).hasSize(waiting.size() + 1);
    assertThat(bodies.getLast()).contains(body);
    people.publish(example.topicArn(), "canary " + people.sent());
  }

  /** Nothing is left in the cluster, and in AWS nothing but keys that will be deleted. */
  static void gone(World world) {
    assertThat(world.cluster.names()).as(() -> world.describe()).isEmpty();
    var state = world.local.state();
    assertThat(state.topics(World.ACCOUNT, World.REGION)).isEmpty();
    assertThat(state.queues(World.ACCOUNT, World.REGION)).isEmpty();
    assertThat(state.keys(World.ACCOUNT, World.REGION))
        .allMatch(key -> key.state() == KeyState.PENDING_DELETION);
  }

  /** All objects of the world. */
  static List<dev.keyway.reconcile.ObjectName> objects(World world) {
    return world.cluster.names();
  }
}
