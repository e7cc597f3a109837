package dev.keyway.subscription;

import dev.keyway.api.v1alpha1.EncryptedQueueSpec;
import dev.keyway.api.v1alpha1.EncryptedQueueStatus;
import dev.keyway.api.v1alpha1.EncryptedTopicSpec;
import dev.keyway.api.v1alpha1.EncryptedTopicStatus;
import dev.keyway.api.v1alpha1.KeywaySpec;
import dev.keyway.api.v1alpha1.Management;
import dev.keyway.reconcile.KeyReferences;
import dev.keyway.reconcile.References;
import dev.keyway.reconcile.Resource;
import dev.keyway.reconcile.Wanted;
import dev.keyway.subscription.SubscriptionObservation.Hold;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which of the neighbours that a message passes have a mode that forbids writes; pure. */
record Holds(Wanted wanted, String namespace) {

  /** Return those among a topic, a queue and the queue's key. */
  List<Hold> among(
      Optional<Resource<EncryptedTopicSpec, EncryptedTopicStatus>> topic,
      Optional<Resource<EncryptedQueueSpec, EncryptedQueueStatus>> queue) {
    var key =
        queue.flatMap(
            q ->
                KeyReferences.of(q.name(), q.spec())
                    .flatMap(reference -> wanted.key(q.name(), reference)));
    return Stream.of(topic.map(this::hold), queue.map(this::hold), key.map(this::keyHold))
        .flatMap(Optional::stream)
        .filter(hold -> hold.mode() != Management.ENFORCE)
        .toList();
  }

  private Hold keyHold(Resource<? extends KeywaySpec, ?> key) {
    var hold = hold(key);
    return key.namespace().equals(namespace) ? hold : new Hold(hold.kind(), "", hold.mode());
  }

  private Hold hold(Resource<? extends KeywaySpec, ?> of) {
    return new Hold(
        of.name().kind(), References.text(of.name(), namespace), Management.of(of.spec()));
  }
}
