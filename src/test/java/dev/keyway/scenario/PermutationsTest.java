package dev.keyway.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Whatever the order of objects and passes, and wherever the operator restarts: one state. */
class PermutationsTest {
  @Test
  void theOrderOfApplyingDoesNotMatter() {
    var states =
        orders(Example.documents(Example.FIFO.yaml())).stream()
            .map(
                order -> {
                  try (var world = new World()) {
                    for (var document : order) {
                      world.cluster.apply(document);
                      world.settle();
                    }
                    Proof.converged(world, Example.FIFO);
                    return Fingerprint.of(world);
                  }
                })
            .toList();

    assertThat(states).hasSize(24);
    assertThat(states).containsOnly(states.getFirst());
  }

  @Test
  void ownersReturnInAnyOrderToAChannelThatGoesOnDelivering() {
    var retained = Example.FIFO.yaml().replace("spec:\n", "spec:\n  deletionPolicy: Retain\n");
    for (var order : orders(Example.documents(retained))) {
      try (var world = new World()) {
        world.cluster.apply(retained);
        world.settle();
        Proof.objects(world).forEach(world.cluster::delete);
        world.elapse(Duration.ofHours(1));
        assertThat(world.cluster.names()).isEmpty();
        for (var document : order) {
          world.cluster.apply(document);
          world.settle();
          world.elapse(Duration.ofHours(1));
          Proof.delivers(world, Example.FIFO);
        }
      }
    }
  }

  @Provide
  Arbitrary<Long> seeds() {
    return Arbitraries.longs();
  }

  @Property(tries = 25)
  void neitherDoesTheOrderOfPassesNorRestarting(
      @ForAll Example example, @ForAll("seeds") long seed) {
    var wanted = converged(example);
    var random = new Random(seed);
    try (var world = new World()) {
      world.order(
          names -> {
            var shuffled = new ArrayList<>(names);
            Collections.shuffle(shuffled, random);
            return shuffled;
          });
      var documents = new ArrayList<>(Example.documents(example.yaml()));
      Collections.shuffle(documents, random);
      for (var document : documents) {
        world.cluster.apply(document);
        for (int i = random.nextInt(4); i > 0; i--) {
          world.step();
          if (random.nextInt(3) == 0) {
            world.restart();
          }
        }
      }
      world.settle();
      Proof.converged(world, example);
      assertThat(Fingerprint.of(world)).isEqualTo(wanted);
    }
  }

  @Property(tries = 15)
  void killsAtRandomPointsDoNotMatterEither(@ForAll Example example, @ForAll("seeds") long seed) {
    var wanted = converged(example);
    var random = new Random(seed);
    try (var world = new World()) {
      world.apply(example);
      for (int kills = 0; kills < 5; kills++) {
        var places = List.copyOf(EnumSet.allOf(Cutter.Where.class));
        var where = places.get(random.nextInt(places.size()));
        world.cutter.arm(where, 1 + random.nextInt(8));
        try {
          world.settle();
        } catch (Cutter.Killed e) {
          world.restart();
        }
      }
      world.cutter.disarm();
      world.settle();
      Proof.converged(world, example);
      assertThat(Fingerprint.of(world)).isEqualTo(wanted);
    }
  }

  private static String converged(Example example) {
    try (var world = new World()) {
      world.apply(example);
      world.settle();
      return Fingerprint.of(world);
    }
  }

  static List<List<String>> orders(List<String> documents) {
    if (documents.isEmpty()) {
      return List.of(List.of());
    }
    var all = new ArrayList<List<String>>();
    for (var first : documents) {
      var rest = new ArrayList<>(documents);
      rest.remove(first);
      for (var order : orders(rest)) {
        var whole = new ArrayList<>(List.of(first));
        whole.addAll(order);
        all.add(whole);
      }
    }
    return all;
  }
}
