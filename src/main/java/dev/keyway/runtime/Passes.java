package dev.keyway.runtime;

import dev.keyway.api.v1alpha1.EncryptedQueueSpec;
import dev.keyway.api.v1alpha1.EncryptedQueueStatus;
import dev.keyway.api.v1alpha1.EncryptedTopicSpec;
import dev.keyway.api.v1alpha1.EncryptedTopicStatus;
import dev.keyway.api.v1alpha1.EncryptionKeySpec;
import dev.keyway.api.v1alpha1.EncryptionKeyStatus;
import dev.keyway.api.v1alpha1.TopicSubscriptionSpec;
import dev.keyway.api.v1alpha1.TopicSubscriptionStatus;
import dev.keyway.aws.Aws;
import dev.keyway.key.KeyRoom;
import dev.keyway.queue.QueueRoom;
import dev.keyway.reconcile.Beats;
import dev.keyway.reconcile.ChildKeys;
import dev.keyway.reconcile.Observations;
import dev.keyway.reconcile.Pass;
import dev.keyway.reconcile.Permit;
import dev.keyway.reconcile.Settings;
import dev.keyway.reconcile.Wanted;
import dev.keyway.subscription.SubscriptionRoom;
import dev.keyway.topic.TopicRoom;
import java.time.Clock;

/** Makes the pass of each room out of what the rooms share. */
record Passes(
    Aws aws,
    Observations observations,
    Wanted wanted,
    ChildKeys childKeys,
    Settings settings,
    Clock clock,
    Permit permit) {

  /** Make passes over any object. */
  Passes(
      Aws aws,
      Observations observations,
      Wanted wanted,
      ChildKeys childKeys,
      Settings settings,
      Clock clock) {
    this(aws, observations, wanted, childKeys, settings, clock, Permit.ALWAYS);
  }

  /** Return the passes of all rooms. */
  RoomPasses ofRooms() {
    return new RoomPasses(key(), topic(), queue(), subscription());
  }

  private Pass<EncryptionKeySpec, EncryptionKeyStatus> key() {
    var room = new KeyRoom(aws, observations, wanted, settings, clock);
    return new Beats<>(room, settings, clock, permit);
  }

  private Pass<EncryptedTopicSpec, EncryptedTopicStatus> topic() {
    var room = new TopicRoom(aws, observations, wanted, childKeys, settings, clock);
    return new Beats<>(room, settings, clock, permit);
  }

  private Pass<EncryptedQueueSpec, EncryptedQueueStatus> queue() {
    var room = new QueueRoom(aws, observations, wanted, childKeys, settings, clock);
    return new Beats<>(room, settings, clock, permit);
  }

  private Pass<TopicSubscriptionSpec, TopicSubscriptionStatus> subscription() {
    var room = new SubscriptionRoom(aws, observations, wanted, settings);
    return new Beats<>(room, settings, clock, permit);
  }
}
