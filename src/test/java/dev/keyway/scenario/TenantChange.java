package dev.keyway.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;

/** A change between two namespaces while messages flow. */
enum TenantChange {
  REFERENCES_ADDED(Tenants.SHARED) {
    @Override
    void prepare(World world) {
      world.cluster.apply(Tenants.platform());
      world.settle();
    }

    @Override
    void begin(World world) {
      world.cluster.apply(Tenants.queue(Tenants.SHARED, "") + Tenants.subscription(""));
    }
  },
  SUBSCRIPTION_REMOVED(Tenants.SHARED) {
    @Override
    void begin(World world) {
      world.cluster.delete(Tenants.SUBSCRIPTION);
    }
  },
  ONTO_THE_KEY("{mode: OwnKey}") {
    @Override
    void begin(World world) {
      world.cluster.apply(Tenants.queue(Tenants.SHARED, ""));
    }
  },
  OFF_THE_KEY(Tenants.SHARED) {
    @Override
    void begin(World world) {
      world.cluster.apply(Tenants.queue("{mode: OwnKey}", ""));
    }
  },
  DEAD_LETTER_QUEUE(Tenants.SHARED) {
    @Override
    void begin(World world) {
      world.cluster.apply(Tenants.queue(Tenants.SHARED, Tenants.DEAD_LETTER));
    }
  },
  REVOKED(Tenants.SHARED) {
    @Override
    void begin(World world) {
      world.cluster.apply(Tenants.key("") + Tenants.topic(""));
    }
  };

  private final String before;

  TenantChange(String before) {
    this.before = before;
  }

  abstract void begin(World world);

  void prepare(World world) {
    world.cluster.apply(Tenants.platform() + Tenants.queue(before, "") + Tenants.subscription(""));
    world.settle();
    world.people.publish(Tenants.TOPIC, "before the change");
  }

  void start(World world) {
    prepare(world);
    begin(world);
  }

  /** All is in order, and whoever is to read can read every message. */
  void arrived(World world) {
    if (this == REVOKED) {
      assertThat(Tenants.isReady(world, Tenants.SUBSCRIPTION)).isFalse();
      assertThat(Tenants.isReady(world, Tenants.QUEUE_NAME)).isFalse();
    } else {
      assertThat(world.cluster.names())
          .as(() -> world.describe())
          .allMatch(name -> Tenants.isReady(world, name));
    }
    int sent = world.people.sent();
    if (this != SUBSCRIPTION_REMOVED) {
      world.people.publish(Tenants.TOPIC, "after the change");
    }
    var read = List.copyOf(world.people.receive(Tenants.QUEUE, World.OTHER_ACCOUNT, "ledger-task"));
    switch (this) {
      case REFERENCES_ADDED -> assertThat(read).contains("after the change");
      case SUBSCRIPTION_REMOVED -> assertThat(read).contains("before the change");
      case ONTO_THE_KEY, OFF_THE_KEY, DEAD_LETTER_QUEUE, REVOKED ->
          assertThat(new HashSet<>(read)).hasSize(sent + 1);
    }
  }
}
