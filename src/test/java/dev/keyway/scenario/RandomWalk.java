package dev.keyway.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.awslocal.call.Fault;
import dev.keyway.reconcile.Conditions;
import dev.keyway.reconcile.ObjectName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Users who change their minds about a topic, two queues, their dead-letter queue and three keys,
 * while messages flow, calls fail and the operator is killed.
 */
final class RandomWalk {
  private final World world;
  private final RandomSpecs specs = new RandomSpecs();
  private final List<String> bodies = new ArrayList<>();

  private RandomWalk(World world) {
    this.world = world;
  }

  /**
   * Make the channels, take the steps, and come home.
   *
   * @return how many messages were sent; none was refused, lost or unreadable
   */
  static int take(List<WalkStep> steps) {
    try (var world = new World()) {
      var walk = new RandomWalk(world);
      world.cluster.apply(walk.specs.all());
      world.settle();
      steps.forEach(walk::take);
      walk.comeHome();
      return walk.bodies.size();
    }
  }

  private void take(WalkStep step) {
    switch (step) {
      case WalkStep.Change(String knob, String value) -> {
        specs.choose(knob, value);
        world.cluster.apply(specs.all());
      }
      case WalkStep.Apply() -> world.cluster.apply(specs.all());
      case WalkStep.Delete(ObjectName name) -> world.cluster.delete(name);
      case WalkStep.Fails(int call, var how) ->
          world.local.faults().add(Fault.nth(call, "*", how).forCaller(World.OPERATOR));
      case WalkStep.Killed(var where, int n) -> world.cutter.arm(where, n);
      case WalkStep.Round() -> round();
      case WalkStep.Pause(Duration duration) -> {
        world.advance(duration);
        publish();
      }
    }
  }

  private void round() {
    try {
      world.step();
    } catch (Cutter.Killed e) {
      world.restart();
    }
    assertThat(world.neverBrick.violations()).isEmpty();
    publish();
  }

  private void publish() {
    var body = "message " + bodies.size();
    world.people.publish(RandomSpecs.TOPIC_ARN, body);
    bodies.add(body);
  }

  /** All objects there, as the specs say, ready, and nothing lost. */
  private void comeHome() {
    world.local.faults().clear();
    world.cutter.disarm();
    specs.enforceAll();
    for (int i = 0; i < 20 && !isHome(); i++) {
      if (world.cluster.names().stream().anyMatch(this::isDeleting)) {
        RandomSpecs.NAMES.forEach(world.cluster::delete);
      } else {
        world.cluster.apply(specs.all());
      }
      world.elapse(Duration.ofHours(1));
      publish();
    }
    assertThat(isHome()).as(this::notReady).isTrue();
    assertThat(world.people.receive(RandomSpecs.QUEUE_ARN, World.OTHER_ACCOUNT, RandomSpecs.READER))
        .containsExactlyInAnyOrderElementsOf(bodies);
  }

  private boolean isHome() {
    var names = world.cluster.names();
    return names.containsAll(RandomSpecs.NAMES)
        && names.stream().noneMatch(this::isDeleting)
        && names.stream().allMatch(this::isReady);
  }

  private boolean isReady(ObjectName name) {
    return world.cluster.object(name).orElseThrow().status() != null
        && world.isReady(name.kind(), name.name());
  }

  private String notReady() {
    return world.cluster.names().stream()
        .filter(name -> !isReady(name) || isDeleting(name))
        .map(
            name ->
                name
                    + (isDeleting(name) ? " is being deleted: " : ": ")
                    + Conditions.find(world.status(name).conditions(), Conditions.READY))
        .collect(Collectors.joining("\n"));
  }

  private boolean isDeleting(ObjectName name) {
    return world.cluster.object(name).orElseThrow().deleting();
  }
}
