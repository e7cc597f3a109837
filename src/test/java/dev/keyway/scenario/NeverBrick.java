package dev.keyway.scenario;

import dev.keyway.awslocal.LocalAws;
import dev.keyway.awslocal.call.Call;
import dev.keyway.reconcile.Identity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Watches every call of Keyway that changes AWS: a channel that could deliver before still can, a
 * consumer that could receive still can, unless that is wanted; no policy lets in more than was
 * asked for; nothing foreign changes.
 */
public final class NeverBrick {
  /** A subscribed pair that AWS could deliver through. */
  record Channel(String topicArn, String queueArn) {}

  /** A role that may receive from a queue. */
  record Reader(String queueArn, String account, String role) {}

  /** A role that may move messages back into a queue, out of its dead-letter queue. */
  record Mover(String queueArn, String deadLetterArn, String account, String role) {}

  private record Sight(
      List<Channel> delivering,
      List<Reader> receiving,
      List<Mover> moving,
      Map<String, Object> foreign,
      Map<String, Object> views,
      Map<String, String> policies) {}

  private final LocalAws local;
  private final WantedByUsers wanted;
  private final List<String> violations = new ArrayList<>();
  private Sight before;
  private int watched;

  /** Watch from now on; what is wanted is what the cluster says. */
  public NeverBrick(LocalAws local, Cluster cluster) {
    this.local = local;
    this.wanted = new WantedByUsers(cluster);
    this.before = look();
    local.calls().onCall(this::after);
  }

  /** Look again, because users or time have changed something. */
  public void refresh() {
    wanted.refresh();
    before = local.state().atomically(this::look);
  }

  /** Return what went wrong, by the call that did it. */
  public List<String> violations() {
    return List.copyOf(violations);
  }

  /** How many changing calls were watched. */
  public int watched() {
    return watched;
  }

  private void after(Call call) {
    wanted.refresh();
    var now = look();
    if (call.isMutating() && call.caller().contains("/" + World.OPERATOR + "/")) {
      watched++;
      compare(call, now);
    }
    before = now;
  }

  private void compare(Call call, Sight now) {
    var at = call.operation() + " of " + call.resource() + " (call " + call.sequence() + ")";
    for (var channel : before.delivering()) {
      if (!wanted.mayEnd(channel)) {
        obstacle(channel).ifPresent(why -> violations.add(at + " bricked " + channel + ": " + why));
      }
    }
    for (var reader : before.receiving()) {
      if (!now.receiving().contains(reader) && !wanted.mayEnd(reader)) {
        violations.add(at + " shut out " + reader);
      }
    }
    for (var mover : before.moving()) {
      boolean wantedStill =
          wanted.movers().contains(mover) && local.state().queue(mover.deadLetterArn()).isPresent();
      if (wantedStill && !now.moving().contains(mover)) {
        violations.add(at + " stopped " + mover);
      }
    }
    before
        .foreign()
        .forEach(
            (arn, view) -> {
              boolean taken = wanted.isAdopted(arn) && isAsBefore(before, now, arn);
              if (!view.equals(now.foreign().get(arn)) && !taken) {
                violations.add(at + " changed what is not Keyway's: " + arn);
              }
            });
    now.policies()
        .forEach(
            (arn, policy) -> {
              var old = before.policies().getOrDefault(arn, "");
              if (!policy.equals(old)) {
                PolicyScope.violations(arn, old, policy, wanted)
                    .forEach(v -> violations.add(at + " " + v));
              }
            });
  }

  private Optional<String> obstacle(Channel channel) {
    boolean subscribed =
        local.state().subscriptions(channel.topicArn()).stream()
            .anyMatch(s -> s.confirmed() && s.endpoint().equals(channel.queueArn()));
    return subscribed
        ? local
            .state()
            .deliveryObstacle(channel.topicArn(), channel.queueArn())
            .map(Object::toString)
        : Optional.of("not subscribed");
  }

  // Taking over writes tags, and not one other thing.
  private static boolean isAsBefore(Sight before, Sight now, String arn) {
    return Objects.equals(before.views().get(arn), now.views().get(arn));
  }

  private Sight look() {
    var state = local.state();
    var delivering = new ArrayList<Channel>();
    var receiving = new ArrayList<Reader>();
    var foreign = new LinkedHashMap<String, Object>();
    var policies = new LinkedHashMap<String, String>();
    var views = new LinkedHashMap<String, Object>();
    for (var topic : state.topics(World.ACCOUNT, World.REGION)) {
      for (var subscription : topic.subscriptions()) {
        var channel = new Channel(topic.arn(), subscription.endpoint());
        if (subscription.confirmed() && obstacle(channel).isEmpty()) {
          delivering.add(channel);
        }
      }
      views.put(topic.arn(), List.of(topic.attributes(), topic.policy(), topic.subscriptions()));
      if (isOurs(topic.tags())) {
        policies.put(topic.arn(), topic.policy());
      } else {
        var others = wanted.isSource(topic.arn()) ? List.of() : topic.subscriptions();
        foreign.put(topic.arn(), List.of(topic.attributes(), topic.policy(), topic.tags(), others));
      }
    }
    for (var queue : state.queues(World.ACCOUNT, World.REGION)) {
      views.put(queue.arn(), List.of(queue.attributes(), queue.policy()));
      if (isOurs(queue.tags())) {
        policies.put(queue.arn(), queue.policy().orElse(""));
      } else {
        foreign.put(queue.arn(), List.of(queue.attributes(), queue.policy(), queue.tags()));
      }
      wanted.consumersOf(queue.arn()).stream()
          .filter(r -> state.receiveObstacle(r.queueArn(), r.account(), r.role()).isEmpty())
          .forEach(receiving::add);
    }
    for (var key : state.keys(World.ACCOUNT, World.REGION)) {
      views.put(key.arn(), List.of(key.state(), key.policy()));
      if (isOurs(key.tags())) {
        policies.put(key.arn(), key.policy());
      } else {
        foreign.put(key.arn(), List.of(key.state(), key.policy(), key.tags()));
      }
    }
    var moving =
        wanted.movers().stream()
            .filter(m -> state.sendObstacle(m.queueArn(), m.account(), m.role()).isEmpty())
            .toList();
    return new Sight(delivering, receiving, moving, foreign, views, policies);
  }

  private static boolean isOurs(Map<String, String> tags) {
    return World.CLUSTER.equals(tags.get(Identity.CLUSTER));
  }
}
