package dev.keyway.dryrun;

import dev.keyway.aws.Aws;
import dev.keyway.key.KeyRoom;
import dev.keyway.queue.QueueRoom;
import dev.keyway.reconcile.Beats;
import dev.keyway.reconcile.Kind;
import dev.keyway.reconcile.ListedWanted;
import dev.keyway.reconcile.ObjectName;
import dev.keyway.reconcile.Observations;
import dev.keyway.reconcile.Pass;
import dev.keyway.reconcile.PassResult;
import dev.keyway.reconcile.Settings;
import dev.keyway.subscription.SubscriptionRoom;
import dev.keyway.topic.TopicRoom;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;

/** The operator's own rooms. */
final class Rooms {
  private final DeclaredObjects objects;
  private final Map<Kind, Pass<?, ?>> passes;

  Rooms(Aws aws, DeclaredObjects objects, Settings settings, Clock clock) {
    this.objects = objects;
    var seen = new Observations(aws, clock);
    var children = new DeclaredChildKeys(objects);
    var key = new KeyRoom(aws, seen, objects, settings, clock);
    var topic = new TopicRoom(aws, seen, objects, children, settings, clock);
    var queue = new QueueRoom(aws, seen, objects, children, settings, clock);
    var subscription = new SubscriptionRoom(aws, seen, objects, settings);
    this.passes =
        Map.of(
            Kind.ENCRYPTION_KEY,
            new Beats<>(key, settings, clock),
            Kind.ENCRYPTED_TOPIC,
            new Beats<>(topic, settings, clock),
            Kind.ENCRYPTED_QUEUE,
            new Beats<>(queue, settings, clock),
            Kind.TOPIC_SUBSCRIPTION,
            new Beats<>(subscription, settings, clock));
  }

  /** Run one pass over one object. */
  PassResult<?> pass(ObjectName name) {
    return pass(Objects.requireNonNull(passes.get(name.kind())), name);
  }

  private <S, T> PassResult<T> pass(Pass<S, T> pass, ObjectName name) {
    return pass.run(ListedWanted.typed(objects.find(name).orElseThrow()));
  }
}
