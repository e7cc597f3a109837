package dev.keyway.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.awslocal.call.Call;
import dev.keyway.reconcile.Conditions;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a channel costs in AWS calls and in writes to Kubernetes. */
class BudgetTest {
  private static final Map<String, Integer> CREATING =
      Map.ofEntries(
          Map.entry("CreateAlias", 1),
          Map.entry("CreateKey", 1),
          Map.entry("CreateQueue", 1),
          Map.entry("CreateTopic", 1),
          Map.entry("DescribeKey", 2),
          Map.entry("EnableKeyRotation", 1),
          Map.entry("GetCallerIdentity", 1),
          Map.entry("GetKeyPolicy", 2),
          Map.entry("GetKeyRotationStatus", 1),
          Map.entry("GetQueueAttributes", 1),
          Map.entry("GetQueueUrl", 1),
          Map.entry("GetSubscriptionAttributes", 1),
          Map.entry("GetTopicAttributes", 2),
          Map.entry("PutKeyPolicy", 1),
          Map.entry("Subscribe", 1));
  private static final Map<String, Integer> CHECKING =
      Map.of(
          "DescribeKey", 1,
          "GetKeyPolicy", 1,
          "GetQueueAttributes", 1,
          "GetSubscriptionAttributes", 1,
          "GetTopicAttributes", 1);

  private final World world = new World();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void creatingAChannelTakesNoMoreThanTheseCalls() {
    world.apply(Example.FIFO);
    world.settle();

    var calls = world.local.calls().countByOperation();
    System.out.println("creating a channel: " + world.local.calls().all().size() + " " + calls);
    calls.forEach(
        (operation, count) ->
            assertThat(count)
                .as(operation)
                .isLessThanOrEqualTo(CREATING.getOrDefault(operation, 0)));
  }

  @Test
  void aQueueAndItsSubscriptionOnWhatIsThereTakeNoMoreThanTheseCalls() {
    int before = anExistingTopicAndKey();
    world.cluster.apply(Move.yaml("shared: first", "shared: second"));
    world.settle();

    assertThat(told("queue and subscription", before)).isLessThanOrEqualTo(7);
  }

  @Test
  void withATopicOfItsOwnOnAnExistingKeyNoMoreThanThese() {
    world.cluster.apply(documents("EncryptionKey"));
    world.settle();
    int before = world.local.calls().all().size();
    world.cluster.apply(Move.yaml("shared: first", "shared: first"));
    world.settle();

    assertThat(told("topic, queue and subscription", before)).isLessThanOrEqualTo(12);
  }

  @Test
  void aFurtherQueueOfTheSameTopicUnderTheSameKeyTakesNoMoreThanThese() {
    world.cluster.apply(Move.yaml("shared: first", "shared: second"));
    world.settle();
    int before = world.local.calls().all().size();
    world.cluster.apply(
        (documents("EncryptedQueue") + documents("TopicSubscription"))
            .replace("metadata: {name: orders}", "metadata: {name: audit}")
            .replace("queueRef: {name: orders}", "queueRef: {name: audit}"));
    world.settle();

    assertThat(told("further queue and subscription", before)).isLessThanOrEqualTo(5);
  }

  private int anExistingTopicAndKey() {
    world.cluster.apply(documents("EncryptionKey") + documents("EncryptedTopic"));
    world.settle();
    return world.local.calls().all().size();
  }

  private static String documents(String kind) {
    return Example.documents(Move.yaml("shared: first", "shared: second")).stream()
        .filter(document -> document.contains("kind: " + kind + "\n"))
        .map(document -> "---\n" + document.strip() + "\n")
        .collect(Collectors.joining());
  }

  private int told(String what, int before) {
    var calls = world.local.calls().all();
    var since = calls.subList(before, calls.size());
    var names = new TreeMap<String, Integer>();
    since.forEach(call -> names.merge(call.operation(), 1, Integer::sum));
    System.out.println("creating a " + what + ": " + since.size() + " " + names);
    return since.size();
  }

  @Test
  void anIdleCheckTakesFiveReadsAndEveryTwelfthTheTagsAndTheRotationToo() {
    world.apply(Example.FIFO);
    world.settle();
    int slow = 0;
    for (int check = 1; check <= 36; check++) {
      world.local.calls().clear();
      int writes = world.cluster.writes();

      world.elapse(World.CHECK);

      var calls = new TreeMap<>(world.local.calls().countByOperation());
      assertThat(world.cluster.writes()).isEqualTo(writes);
      assertThat(world.local.calls().where(Call::isMutating)).isEmpty();
      if (!calls.equals(CHECKING)) {
        slow++;
        System.out.println("check " + check + " reads more: " + calls);
        assertThat(calls.keySet())
            .isSubsetOf(
                "DescribeKey",
                "GetKeyPolicy",
                "GetQueueAttributes",
                "GetSubscriptionAttributes",
                "GetTopicAttributes",
                "GetKeyRotationStatus",
                "ListQueueTags",
                "ListResourceTags",
                "ListTagsForResource");
        assertThat(calls.values()).allMatch(count -> count == 1);
      }
    }
    assertThat(slow).isBetween(3, 4);
  }

  @Test
  void awsBeingUnreachableChangesNoConditionOfWhatIsProven() {
    world.local.faults().unreachableUntil(World.START.plus(Duration.ofMinutes(1)));
    world.apply(Example.FIFO);
    world.settle();
    assertThat(world.local.clock().instant()).isAfter(World.START.plusSeconds(59));
    Proof.converged(world, Example.FIFO);
    var conditions = conditions();
    world.told.clear();
    int writes = world.cluster.writes();

    world.advance(World.CHECK);
    world.local.faults().unreachableUntil(world.local.clock().instant().plusSeconds(55));
    world.settle();
    world.restart();
    world.local.faults().unreachableUntil(world.local.clock().instant().plusSeconds(55));
    world.step();
    assertThat(conditions()).isEqualTo(conditions);
    world.settle();

    assertThat(conditions()).isEqualTo(conditions);
    assertThat(world.told).isEmpty();
    assertThat(world.cluster.writes()).isEqualTo(writes);
    Proof.converged(world, Example.FIFO);
  }

  @Test
  void aThrottledServiceChangesNoConditionOfWhatIsProven() {
    world.converge(Example.FIFO);
    var conditions = conditions();
    for (var service : new String[] {"kms:*", "sqs:*", "sns:*"}) {
      var effect = new dev.keyway.awslocal.call.Fault.Effect.Throttle();
      world
          .local
          .faults()
          .add(dev.keyway.awslocal.call.Fault.always(service, effect).forCaller(World.OPERATOR));
      world.advance(World.CHECK);
      world.step();
      world.restart();
      world.step();
      world.local.faults().clear();
      assertThat(conditions()).as(service).isEqualTo(conditions);
    }
    world.settle();
    assertThat(conditions()).isEqualTo(conditions);
  }

  private Map<String, String> conditions() {
    return world.cluster.names().stream()
        .collect(
            Collectors.toMap(
                Object::toString,
                name -> {
                  var status = world.status(name);
                  assertThat(Conditions.find(status.conditions(), Conditions.READY)).isPresent();
                  return status.conditions().toString();
                }));
  }
}
