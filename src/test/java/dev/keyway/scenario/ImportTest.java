package dev.keyway.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.api.v1alpha1.Impact;
import dev.keyway.api.v1alpha1.PlannedChange;
import dev.keyway.awslocal.call.Call;
import dev.keyway.awslocal.call.Fault;
import dev.keyway.awslocal.call.Fault.Effect;
import dev.keyway.reconcile.Conditions;
import dev.keyway.reconcile.Kind;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people made is imported, compared, and adopted, while messages flow. */
class ImportTest {
  private World world;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void open() {
    world = new World();
  }

  @AfterEach
  void close() {
    world.close();
  }

  @ParameterizedTest
  @EnumSource(HandMade.class)
  void theFirstPlanIsEmptyOrShowsWhatIsInsecureAlone(HandMade made) {
    made.make(world);
    world.people.publish(made.topicArn(), "before");
    int before = world.local.calls().all().size();
    int exit = imports("--queue-arn", made.queueArn(), "-n", "shop");
    assertThat(written(before)).isEmpty();
    assertThat(exit).as(() -> out + "\n" + err).isEqualTo(made.insecure.isEmpty() ? 0 : 1);
    assertThat(err.toString()).contains(made.insecure);
    world.cluster.apply(out.toString());
    world.settle();
    assertThat(written(before)).isEmpty();
    assertThat(String.join(", ", planned())).as(world::describe).isEqualTo(made.planned);
    for (var name : world.cluster.names()) {
      assertThat(world.isReady(name.kind(), name.name()))
          .as(world::describe)
          .isEqualTo(world.status(name).plan().isEmpty());
    }
    assertThat(loosened()).as(world::describe).isEqualTo(made.loosened);
  }

  private String loosened() {
    return world.cluster.names().stream()
        .flatMap(
            name ->
                world.status(name).drift().stream()
                    .filter(entry -> entry.impact() == Impact.LOOSENED)
                    .map(entry -> name.kind().kubernetesName() + " " + entry.path()))
        .collect(Collectors.joining(", "));
  }

  @Test
  void whatABrokenChannelLacksStandsInTheFirstPlan() {
    var made = HandMade.GOOD;
    made.make(world);
    var none = made.policy("").replace(made.topicArn(), World.topicArn("another"));
    world
        .people
        .sqs()
        .setQueueAttributes(
            r ->
                r.queueUrl(world.people.url(made.queueArn()))
                    .attributesWithStrings(Map.of("Policy", none)));
    var key = world.local.state().keys(World.ACCOUNT, World.REGION).getFirst().arn();
    var keyPolicy = world.people.kms().getKeyPolicy(r -> r.keyId(key)).policy();
    world
        .people
        .kms()
        .putKeyPolicy(r -> r.keyId(key).policy(keyPolicy.replace("kms:Decrypt", "kms:Verify")));
    imports("--topic-arn", made.topicArn());
    world.cluster.apply(out.toString());
    world.settle();
    assertThat(planned())
        .as(world::describe)
        .containsExactlyInAnyOrder("EncryptionKey PutPolicy", "EncryptedQueue SetPolicy");
    var topic = world.status(Kind.ENCRYPTED_TOPIC, "orders-v1");
    assertThat(Conditions.find(topic.conditions(), Conditions.READY).orElseThrow().message())
        .contains("Waits for EncryptionKey");
  }

  private List<String> planned() {
    var planned = new ArrayList<String>();
    for (var name : world.cluster.names()) {
      world.status(name).plan().stream()
          .map(PlannedChange::action)
          .map(action -> name.kind().kubernetesName() + " " + action)
          .forEach(planned::add);
    }
    return planned;
  }

  @ParameterizedTest
  @EnumSource(HandMade.class)
  void whatIsEnforcedGoesOnDeliveringTheWholeTime(HandMade made) {
    made.make(world);
    imports("--queue-arn", made.queueArn());
    world.cluster.apply(out.toString());
    world.settle();
    world.cluster.apply(out.toString().replace("  management: Report\n", ""));
    world.settleUnderLoad(
        Duration.ofSeconds(2), body -> world.people.publish(made.topicArn(), body));
    world.elapse(Duration.ofHours(1));
    for (var name : world.cluster.names()) {
      assertThat(world.isReady(name.kind(), name.name())).as(world::describe).isTrue();
    }
    assertThat(world.local.state().queue(made.queueArn()).orElseThrow().messages())
        .hasSize(world.people.sent());
  }

  @ParameterizedTest
  @EnumSource(HandMade.class)
  void grantsThatAreWrittenAsFieldsAreKeptByKeyway(HandMade made) {
    made.make(world);
    imports("--queue-arn", made.queueArn(), "--with-grants");
    world.cluster.apply(out.toString().replace("  management: Report\n", ""));
    world.settle();
    world.people.publish(made.topicArn(), "after");
    for (var name : world.cluster.names()) {
      assertThat(world.isReady(name.kind(), name.name())).as(world::describe).isTrue();
    }
    assertThat(world.local.state().queue(made.queueArn()).orElseThrow().policy().orElse(""))
        .contains("KeywayConsumers");
    assertThat(world.people.receive(made.queueArn(), World.OTHER_ACCOUNT, "ledger-task"))
        .anyMatch(body -> body.contains("after"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--queue-url", "--topic-arn", "--subscription-arn"})
  void whicheverEndIsNamedTheWholeChannelIsFound(String option) {
    HandMade.GOOD.make(world);
    imports("--queue-arn", HandMade.GOOD.queueArn());
    var expected = out.toString();
    out.getBuffer().setLength(0);
    var topic = HandMade.GOOD.topicArn();
    var value =
        switch (option) {
          case "--queue-url" -> world.people.url(HandMade.GOOD.queueArn());
          case "--topic-arn" -> topic;
          default ->
              world
                  .people
                  .sns()
                  .listSubscriptionsByTopic(r -> r.topicArn(topic))
                  .subscriptions()
                  .getFirst()
                  .subscriptionArn();
        };
    assertThat(imports(option, value, "--region", World.REGION)).as(err::toString).isZero();
    assertThat(out.toString()).isEqualTo(expected);
  }

  @Test
  void theTopicOfAnotherAccountIsNamedByItsArn() {
    var topic = ForeignTopic.of(world, World.REGION);
    ForeignTopic.allow(world, topic, ForeignTopic.SUBSCRIBE_AND_READ);
    var made = HandMade.FILTER;
    var policy = made.policy("").replace(made.topicArn(), topic);
    HandMade.queue(
        world, made.queueArn(), Map.of("SqsManagedSseEnabled", "true", "Policy", policy));
    world.people.sns().subscribe(r -> r.topicArn(topic).protocol("sqs").endpoint(made.queueArn()));
    assertThat(imports("--queue-arn", made.queueArn())).as(err::toString).isZero();
    assertThat(out.toString()).contains("topicArn: " + topic).doesNotContain("EncryptedTopic");
    world.cluster.apply(out.toString().replace("  management: Report\n", ""));
    world.settle();
    for (var name : world.cluster.names()) {
      assertThat(world.isReady(name.kind(), name.name())).as(world::describe).isTrue();
    }
  }

  @Test
  void aKeyOfAnotherAccountIsNamedByItsArn() {
    var kms = world.people.kms(World.OTHER_ACCOUNT, "audit");
    var key = kms.createKey(r -> r.description("theirs")).keyMetadata().arn();
    var queue = HandMade.FILTER.queueArn();
    HandMade.queue(world, queue, Map.of("KmsMasterKeyId", key));
    imports("--queue-arn", queue);
    assertThat(out.toString()).contains("keyArn: " + key).doesNotContain("EncryptionKey");
  }

  @Test
  void whatIsNotThereIsSaidAndNothingPrinted() {
    assertThat(imports("--queue-arn", World.queueArn("none"))).isEqualTo(2);
    assertThat(imports("--topic-arn", World.topicArn("none"))).isEqualTo(2);
    var gone = World.topicArn("none") + ":00000000-0000-4000-8000-000000000000";
    assertThat(imports("--subscription-arn", gone)).isEqualTo(2);
    var theirs = World.queueArn("none").replace(World.ACCOUNT, World.OTHER_ACCOUNT);
    assertThat(imports("--queue-arn", theirs)).isEqualTo(2);
    assertThat(err.toString()).contains("does not exist", "is of account " + World.OTHER_ACCOUNT);
    assertThat(out.toString()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sqs:GetQueueUrl",
        "sqs:GetQueueAttributes",
        "sqs:ListQueueTags",
        "sns:ListSubscriptionsByTopic",
        "sns:GetSubscriptionAttributes",
        "sns:GetTopicAttributes",
        "sns:ListTagsForResource",
        "kms:DescribeKey",
        "kms:GetKeyPolicy",
        "kms:GetKeyRotationStatus",
        "kms:ListResourceTags"
      })
  void anActionThatIsMissingIsNamedAndNothingPrinted(String action) {
    HandMade.GOOD.make(world);
    var operation = action.substring(action.indexOf(':') + 1);
    world
        .local
        .faults()
        .add(Fault.nth(1, operation, new Effect.AccessDenied()).forCaller(World.OPERATOR));
    assertThat(imports("--queue-arn", HandMade.GOOD.queueArn())).isEqualTo(3);
    assertThat(err.toString()).contains("AWS denies " + action + " on ");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void onlyTheActionsThatThePageNamesAreCalled() throws IOException {
    HandMade.DEAD_LETTER.make(world);
    int before = world.local.calls().all().size();
    imports("--queue-arn", HandMade.DEAD_LETTER.queueArn());
    var page = Files.readString(Path.of("docs", "tasks", "adopt.md"));
    var calls = world.local.calls().all();
    assertThat(calls.subList(before, calls.size()))
        .isNotEmpty()
        .noneMatch(Call::isMutating)
        .allMatch(
            call ->
                call.operation().equals("GetCallerIdentity")
                    || page.contains(":" + call.operation() + "`"));
  }

  @Test
  void theNameThatIsWantedIsThatOfTheQueueAndItsKey() {
    HandMade.GOOD.make(world);
    imports("--queue-arn", HandMade.GOOD.queueArn(), "--name", "billing");
    assertThat(out.toString().lines().filter(line -> line.startsWith("  name: ")))
        .containsExactly(
            "  name: billing", "  name: orders-v1", "  name: billing", "  name: orders-v1-billing");
  }

  private int imports(String... options) {
    return new ImportCall(world, out, err).run(options);
  }

  private List<String> written(int since) {
    var all = world.local.calls().all();
    return all.subList(since, all.size()).stream()
        .filter(Call::isMutating)
        .filter(call -> call.caller().contains("/" + World.OPERATOR + "/"))
        .map(Call::operation)
        .toList();
  }
}
