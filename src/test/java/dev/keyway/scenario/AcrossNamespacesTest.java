package dev.keyway.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.reconcile.Conditions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Objects of one namespace that refer to those of another. */
class AcrossNamespacesTest {
  private static final List<String> TABLE = new ArrayList<>();

  private final World world = new World();

  @AfterEach
  void close() {
    world.close();
  }

  @AfterAll
  static void print() {
    TABLE.forEach(System.out::println);
  }

  @Test
  void aQueueReceivesFromTheTopicAndUnderTheKeyOfAnotherNamespace() {
    world.cluster.apply(Tenants.all());
    world.settle();

    assertThat(world.cluster.names())
        .as(() -> world.describe())
        .allMatch(name -> Tenants.isReady(world, name));
    world.people.publish(Tenants.TOPIC, "hello");
    assertThat(world.people.receive(Tenants.QUEUE, World.OTHER_ACCOUNT, "ledger-task"))
        .containsExactly("hello");
    assertThat(Tenants.keyOfQueue(world)).hasValue(Tenants.keyStatus(world).keyArn());
  }

  @ParameterizedTest
  @EnumSource(TenantChange.class)
  void messagesFlowTheWholeTimeAndAllCanBeRead(TenantChange change) {
    change.prepare(world);
    change.begin(world);
    world.settleUnderLoad(
        Duration.ofSeconds(20), body -> world.people.publish(Tenants.TOPIC, body));

    change.arrived(world);
    TABLE.add("across namespaces %-20s: %s".formatted(change, world.tally()));
  }

  @Test
  void statusOfAnObjectDoesNotNameThoseOfOtherNamespacesThatReferToIt() {
    world.cluster.apply(
        Tenants.platform()
            + Tenants.queue(Tenants.SHARED, Tenants.DEAD_LETTER)
            + Tenants.subscription(""));
    world.settle();
    world.cluster.delete(Tenants.KEY_NAME);
    world.cluster.delete(Tenants.FAILED_NAME);
    world.settle();

    assertThat(Tenants.condition(world, Tenants.KEY_NAME, Conditions.READY).message())
        .contains("1 EncryptedQueue of another namespace")
        .doesNotContain("billing");
    assertThat(Tenants.condition(world, Tenants.FAILED_NAME, Conditions.READY).message())
        .contains("1 EncryptedQueue of another namespace")
        .doesNotContain("billing");
    assertThat(Tenants.keyStatus(world).usedBy())
        .filteredOn(use -> use.arn().equals(Tenants.QUEUE))
        .singleElement()
        .satisfies(use -> assertThat(use.name()).isNull());
  }
}
