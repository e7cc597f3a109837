package dev.keyway.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.dryrun.AwsObject;
import dev.keyway.dryrun.AwsType;
import dev.keyway.dryrun.Unwritten;
import dev.keyway.policy.PolicyDocument;
import dev.keyway.policy.PolicySyntaxException;
import dev.keyway.policy.Statement;
import dev.keyway.reconcile.Kind;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@code keyway plan} says of what exists already, and of what is not to be written. */
class PlanOfAdoptedTest {
  private static final String UID = "keyway.dev/uid";
  private static final String NO_POLICY = "{\"Version\":\"2012-10-17\",\"Statement\":[]}";
  private World world;
  private ByHand hand;

  @BeforeEach
  void make() {
    world = new World();
    hand = ByHand.make(world);
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void allThatItShowsOfAdoptedObjectsStandsThereAfterwards() {
    var yaml =
        hand.keyYaml("  rotation: {mode: Automatic, periodDays: 200}\n")
            + ByHand.topicYaml(ByHand.sharedKey() + "  displayName: Legacy\n  tracing: Active\n")
            + ByHand.queueYaml(
                ByHand.sharedKey() + ByHand.consumer() + "  visibilityTimeoutSeconds: 45\n");
    var plan = PlanTest.plan(yaml);
    world.cluster.apply(yaml);
    world.settle();

    assertThat(plan.waiting()).isEmpty();
    assertThat(plan.objects()).hasSize(3).allMatch(AwsObject::adopted);
    for (var planned : plan.objects()) {
      var tags = new TreeMap<>(planned.tags());
      tags.remove(UID);
      assertThat(tags(planned)).containsAllEntriesOf(tags).hasSize(tags.size() + 1);
      assertThat(attributes(planned)).containsAllEntriesOf(settings(planned));
      assertThat(own(policy(planned)))
          .isEqualTo(own(planned.attributes().getOrDefault("Policy", NO_POLICY)));
    }
    assertThat(plan.objects().stream().map(PlanOfAdoptedTest::settings))
        .containsExactlyInAnyOrder(
            Map.of("RotationPeriodInDays", "200"),
            Map.of("KmsMasterKeyId", hand.key, "DisplayName", "Legacy", "TracingConfig", "Active"),
            Map.of("KmsMasterKeyId", hand.key, "VisibilityTimeout", "45"));
  }

  @Test
  void anObjectThatIsOnlyAdoptedGetsTagsAlone() {
    var plan = PlanTest.plan(hand.keyYaml("") + ByHand.topicYaml("") + ByHand.queueYaml(""));

    assertThat(plan.objects()).hasSize(3).allMatch(o -> settings(o).isEmpty());
    assertThat(plan.objects()).allMatch(o -> o.tags().size() == 6);
    assertThat(plan.objects()).allMatch(o -> !o.attributes().containsKey("Policy"));
    assertThat(plan.waiting()).isEmpty();
  }

  @Test
  void whatReportHoldsBackIsWhatStatusSays() {
    var yaml =
        """
        apiVersion: keyway.dev/v1alpha1
        kind: EncryptedQueue
        metadata: {name: held, namespace: shop}
        spec:
          management: Report
          encryption: {mode: OwnKey}
        """;
    var plan = PlanTest.plan(yaml);
    int before = world.local.calls().all().size();
    world.cluster.apply(yaml);
    for (int i = 0; i < 5; i++) {
      world.step();
    }

    assertThat(plan.objects()).isEmpty();
    assertThat(plan.waiting()).isEmpty();
    assertThat(plan.unwritten())
        .containsExactly(
            new Unwritten(
                "EncryptedQueue held",
                "shop",
                "Report",
                false,
                changes(Kind.ENCRYPTED_QUEUE, "held")),
            new Unwritten(
                "EncryptionKey held-queue",
                "shop",
                "Report",
                false,
                changes(Kind.ENCRYPTION_KEY, "held-queue")));
    assertThat(world.local.calls().all().subList(before, world.local.calls().all().size()))
        .noneMatch(call -> call.operation().matches("(Create|Set|Put|Tag|Update).*"));
  }

  @Test
  void whatIsAdoptedOnlyToReportIsNotWrittenAndItsPlanNotGuessed() {
    var plan = PlanTest.plan(ByHand.queueYaml("  management: Report\n"));

    assertThat(plan.objects()).isEmpty();
    assertThat(plan.unwritten())
        .containsExactly(new Unwritten("EncryptedQueue legacy", "shop", "Report", true, List.of()));
  }

  private List<Unwritten.Change> changes(Kind kind, String name) {
    return world.status(kind, name).plan().stream()
        .map(change -> new Unwritten.Change(change.action(), change.values()))
        .toList();
  }

  private static Map<String, String> settings(AwsObject object) {
    var settings = new TreeMap<>(object.attributes());
    settings.remove("Policy");
    return settings;
  }

  private Map<String, String> tags(AwsObject planned) {
    var state = world.local.state();
    return switch (planned.type()) {
      case KEY -> state.key(planned.arn()).orElseThrow().tags();
      case TOPIC -> state.topic(planned.arn()).orElseThrow().tags();
      case QUEUE -> state.queue(planned.arn()).orElseThrow().tags();
      case SUBSCRIPTION -> Map.of();
    };
  }

  private Map<String, String> attributes(AwsObject planned) {
    var state = world.local.state();
    return switch (planned.type()) {
      case KEY -> {
        int days = state.key(planned.arn()).orElseThrow().rotationPeriodDays();
        yield Map.of("RotationPeriodInDays", Integer.toString(days));
      }
      case TOPIC -> state.topic(planned.arn()).orElseThrow().attributes();
      case QUEUE -> state.queue(planned.arn()).orElseThrow().attributes();
      case SUBSCRIPTION -> Map.of();
    };
  }

  private String policy(AwsObject planned) {
    return planned.type() == AwsType.KEY
        ? hand.keyPolicy()
        : planned.type() == AwsType.TOPIC ? hand.topicPolicy() : hand.queuePolicy();
  }

  private static List<Statement> own(String policy) {
    try {
      return PolicyDocument.parse(policy).statements().stream()
          .filter(statement -> String.valueOf(statement.sid()).startsWith("Keyway"))
          .toList();
    } catch (PolicySyntaxException e) {
      throw new AssertionError(policy, e);
    }
  }
}
