package dev.keyway.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.api.v1alpha1.EncryptedQueueStatus;
import dev.keyway.reconcile.Kind;
import java.time.Duration;
import java.util.Objects;

/** The queue of {@link Move} onto a key that Keyway does not manage, or off it. */
enum ForeignKeyMove {
  OWN_TO_EXTERNAL(true, false),
  EXTERNAL_TO_OWN(false, false),
  OWN_TO_OTHER_ACCOUNT(true, true),
  OTHER_ACCOUNT_TO_OWN(false, true);

  private final boolean onto;
  private final boolean unread;

  ForeignKeyMove(boolean onto, boolean unread) {
    this.onto = onto;
    this.unread = unread;
  }

  String yaml(ForeignKey key, boolean external) {
    var words = external ? (unread ? key.accepted() : key.words()) : "OwnKey";
    var yaml = Move.yaml("shared: first", words);
    return unread
        ? yaml.replace("rawMessageDelivery: true", "rawMessageDelivery: true, acceptUnknown: true")
        : yaml;
  }

  ForeignKey create(World world) {
    return unread ? ForeignKey.ofOtherAccount(world) : ForeignKey.ofOwnAccount(world);
  }

  /**
   * Bring it to the point where nothing is left to do but the move, with a message in the queue.
   */
  ForeignKey prepare(World world) {
    var key = create(world);
    if (!onto) {
      world.cluster.apply(yaml(key, true));
      converge(world, key);
      world.people.publish(Move.TOPIC_ARN, "before the move");
      world.cluster.apply(yaml(key, false));
      return key;
    }
    world.cluster.apply(yaml(key, false));
    world.settle();
    world.people.publish(Move.TOPIC_ARN, "before the move");
    if (unread) {
      // Nobody can see when the owner has added them, so the user says so afterwards.
      world.cluster.apply(yaml(key, true).replace(", acceptUnknown: true}", "}"));
    } else {
      world.cluster.apply(yaml(key, true));
    }
    world.settle();
    key.follow();
    world.cluster.apply(yaml(key, true));
    world.advance(Duration.ofMinutes(10));
    return key;
  }

  /** The owner follows until nothing more is printed. */
  static void converge(World world, ForeignKey key) {
    for (int i = 0; i < 4; i++) {
      world.elapse(World.CHECK);
      key.follow();
    }
    world.elapse(World.CHECK);
  }

  /** It has arrived, and every message that was sent can be read. */
  void arrived(World world) {
    world.elapse(World.CHECK);
    for (var name : world.cluster.names()) {
      assertThat(world.isReady(name.kind(), name.name())).as(() -> world.describe()).isTrue();
    }
    world.people.publish(Move.TOPIC_ARN, "after the move");
    assertThat(Move.received(world)).hasSize(world.people.sent());
    var status = (EncryptedQueueStatus) world.status(Kind.ENCRYPTED_QUEUE, "orders");
    assertThat(keyInUse(world)).isEqualTo(status.keyArn());
  }

  static String keyInUse(World world) {
    var queue = world.local.state().queue(Move.QUEUE_ARN).orElseThrow();
    return Objects.requireNonNull(queue.attributes().get("KmsMasterKeyId"));
  }
}
