package dev.keyway.scenario;

import dev.keyway.aws.Aws;
import dev.keyway.binding.BindingPermit;
import dev.keyway.key.KeyRoom;
import dev.keyway.queue.QueueRoom;
import dev.keyway.reconcile.Beats;
import dev.keyway.reconcile.Kind;
import dev.keyway.reconcile.ObjectName;
import dev.keyway.reconcile.Observations;
import dev.keyway.reconcile.Pass;
import dev.keyway.reconcile.PassResult;
import dev.keyway.reconcile.Permit;
import dev.keyway.reconcile.Settings;
import dev.keyway.subscription.SubscriptionRoom;
import dev.keyway.topic.TopicRoom;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** All that a process of the operator has in its memory: the rooms and what they share. */
final class Passes {
  private final Cluster cluster;
  private final Map<Kind, Pass<?, ?>> passes = new EnumMap<>(Kind.class);

  Passes(Aws aws, Cluster cluster, Settings settings, Clock time) {
    this.cluster = cluster;
    var observations = new Observations(aws, time);
    var permit =
        settings.tenancy().isBound() ? new BindingPermit(aws, cluster, settings) : Permit.ALWAYS;
    passes.put(
        Kind.ENCRYPTION_KEY,
        new Beats<>(
            new KeyRoom(aws, observations, cluster, settings, time), settings, time, permit));
    passes.put(
        Kind.ENCRYPTED_TOPIC,
        new Beats<>(
            new TopicRoom(aws, observations, cluster, cluster, settings, time),
            settings,
            time,
            permit));
    passes.put(
        Kind.ENCRYPTED_QUEUE,
        new Beats<>(
            new QueueRoom(aws, observations, cluster, cluster, settings, time),
            settings,
            time,
            permit));
    passes.put(
        Kind.TOPIC_SUBSCRIPTION,
        new Beats<>(
            new SubscriptionRoom(aws, observations, cluster, settings), settings, time, permit));
  }

  /** Run one pass over one object and return what it hands back. */
  PassResult<?> run(ObjectName name) {
    return run(Objects.requireNonNull(passes.get(name.kind())), name);
  }

  private <S, T> PassResult<T> run(Pass<S, T> pass, ObjectName name) {
    return pass.run(Cluster.typed(cluster.object(name).orElseThrow()));
  }
}
