package dev.keyway.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.api.v1alpha1.Condition;
import dev.keyway.api.v1alpha1.Guardrails;
import dev.keyway.reconcile.Conditions;
import dev.keyway.reconcile.Kind;
import dev.keyway.reconcile.Manifests;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an AccountBinding's guardrails keep out, and that they break nothing that stands. */
class GuardrailsTest {
  private static final String OWN_ACCOUNT_ONLY = "principalAccounts: ['111122223333']";
  private static final String LEDGER = "arn:aws:iam::444455556666:role/ledger-task";
  private static final String AUDIT =
      """
          - name: audit
            principal:
              roleArn: arn:aws:iam::444455556666:role/audit
      """
          .indent(0);

  private final Example example = Example.FIFO;
  private World world;

  @BeforeEach
  void open() {
    world = new World();
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void aPrincipalOutOfBoundsIsLeftOutOfQueueAndKeyAndTold() {
    bind(OWN_ACCOUNT_ONLY);
    world.apply(example);
    world.settle();

    assertThat(queuePolicy()).doesNotContain(LEDGER).contains("sns.amazonaws.com");
    assertThat(keyPolicy()).doesNotContain(LEDGER).contains("sns.amazonaws.com");
    var applied = condition(Kind.ENCRYPTED_QUEUE, Conditions.POLICY_APPLIED);
    assertThat(applied.reason()).as(world::describe).isEqualTo("GrantRefused");
    assertThat(applied.message())
        .contains("the guardrails of AccountBinding payments do not let " + LEDGER + " in");
    assertThat(world.isReady(Kind.TOPIC_SUBSCRIPTION, example.name)).as(world::describe).isTrue();
  }

  @Test
  void guardrailsThatAreTightenedKeepWhatStandsAndAdmitNothingMore() {
    world.converge(example);
    bind(OWN_ACCOUNT_ONLY);
    world.cluster.apply(
        example
            .yaml()
            .replace("  visibilityTimeoutSeconds: 60", AUDIT + "  visibilityTimeoutSeconds: 61"));
    world.elapse(Duration.ofHours(1));

    assertThat(queuePolicy()).contains(LEDGER).doesNotContain("role/audit");
    assertThat(keyPolicy()).contains(LEDGER).doesNotContain("role/audit");
    assertThat(condition(Kind.ENCRYPTED_QUEUE, Conditions.POLICY_APPLIED).message())
        .contains("role/audit");
    assertThat(world.local.state().queue(example.queueArn()).orElseThrow().attributes())
        .containsEntry("VisibilityTimeout", "61");
    assertThat(world.people.receive(example.queueArn(), World.OTHER_ACCOUNT, "ledger-task"))
        .containsExactly("canary");
  }

  @Test
  void aSpecOutOfBoundsIsLeftAloneAndItsChannelDeliversOn() {
    world.converge(example);
    bind("encryptionModes: [ServiceManaged]");
    var before = queuePolicy() + keyPolicy();
    world.cluster.apply(
        example.yaml().replace("visibilityTimeoutSeconds: 60", "visibilityTimeoutSeconds: 61"));
    world.elapse(Duration.ofHours(1));

    var ready = condition(Kind.ENCRYPTED_QUEUE, Conditions.READY);
    assertThat(ready.reason()).as(world::describe).isEqualTo("GuardrailViolated");
    assertThat(ready.message())
        .isEqualTo(
            "AccountBinding payments does not allow this: encryption.mode is not among its"
                + " encryptionModes. What stands in AWS stays as it is. Change the spec, or ask who"
                + " administers the binding.");
    assertThat(condition(Kind.ENCRYPTED_QUEUE, Conditions.ENCRYPTED).reason()).isEqualTo("Proven");
    assertThat(queuePolicy() + keyPolicy()).isEqualTo(before);
    world.people.publish(example.topicArn(), "still delivered");
    assertThat(world.people.receive(example.queueArn(), World.OTHER_ACCOUNT, "ledger-task"))
        .containsExactly("canary", "still delivered");

    bind("encryptionModes: [SharedKey]");
    world.settle();
    assertThat(world.isReady(Kind.ENCRYPTED_QUEUE, example.name)).as(world::describe).isTrue();
  }

  @Test
  void everythingOutOfBoundsIsToldAtOnce() {
    bind("encryptionModes: [ServiceManaged]\nrequireRetain: true");
    world.cluster.apply(example.yamlToDelete());
    world.settle();

    assertThat(condition(Kind.ENCRYPTED_QUEUE, Conditions.READY).message())
        .contains(
            "deletionPolicy must be Retain, or absent (requireRetain); encryption.mode is not among"
                + " its encryptionModes. What stands");
    assertThat(world.local.state().queue(example.queueArn())).isEmpty();
  }

  @Test
  void aTopicOfTheAccountThatNobodyListedIsNotLetIntoTheQueue() {
    bind("requireRetain: true");
    var topic = World.topicArn("somebody-elses");
    world.cluster.apply(
        Example.SERVICE_MANAGED
            .yaml()
            .replace("topicRef:\n    name: notices", "topicArn: " + topic));
    world.settle();

    assertThat(condition(Kind.TOPIC_SUBSCRIPTION, "notices", Conditions.READY).message())
        .startsWith(
            "AccountBinding payments does not allow this: topicArn is not among its topicArns");
    assertThat(policyOf(Example.SERVICE_MANAGED.queueArn())).doesNotContain(topic);
  }

  @Test
  void aTopicOfOursMayBeNamedByItsArn() {
    bind("requireRetain: true");
    var given = Example.SERVICE_MANAGED;
    world.cluster.apply(given.yaml());
    world.settle();
    world.cluster.names().stream()
        .filter(name -> name.kind() == Kind.TOPIC_SUBSCRIPTION)
        .forEach(world.cluster::delete);
    world.settle();
    world.cluster.apply(
        given.yaml().replace("topicRef:\n    name: notices", "topicArn: " + given.topicArn()));
    world.settle();

    assertThat(world.isReady(Kind.TOPIC_SUBSCRIPTION, "notices")).as(world::describe).isTrue();
    assertThat(policyOf(given.queueArn())).contains(given.topicArn());
  }

  @Test
  void itsTagsAreOnEveryAwsObjectAndThoseOfTheObjectPrecede() {
    world.bind(Guardrails.NONE, Map.of("team", "payments", "stage", "prod"));
    world.cluster.apply(example.yaml().replace("  fifo:\n", "  tags: {stage: test}\n  fifo:\n"));
    world.settle();

    var queue = world.local.state().queue(example.queueArn()).orElseThrow();
    assertThat(queue.tags()).containsEntry("team", "payments").containsEntry("stage", "test");

    world.bind(Guardrails.NONE, Map.of("team", "ledger"));
    world.elapse(Duration.ofHours(3));
    assertThat(world.local.state().queue(example.queueArn()).orElseThrow().tags())
        .containsEntry("team", "ledger")
        .containsEntry("stage", "test");
    assertThat(world.isReady(Kind.ENCRYPTED_QUEUE, example.name)).as(world::describe).isTrue();
  }

  @Test
  void anObjectOutOfBoundsMayBeDeletedWithWhatItHasInAws() {
    world.cluster.apply(example.yamlToDelete());
    world.settle();
    bind("encryptionModes: [ServiceManaged]");
    world.settle();
    world.cluster.names().forEach(world.cluster::delete);
    world.elapse(Duration.ofHours(1));

    assertThat(world.cluster.names()).as(world::describe).isEmpty();
    assertThat(world.local.state().queue(example.queueArn())).isEmpty();
  }

  @Test
  void whatHasToBeRetainedIsNotDeletedByAnObjectFromBefore() {
    world.cluster.apply(example.yamlToDelete());
    world.settle();
    bind("requireRetain: true");
    world.cluster.names().forEach(world.cluster::delete);
    world.elapse(Duration.ofHours(1));

    assertThat(condition(Kind.ENCRYPTED_QUEUE, Conditions.READY).message())
        .contains("deletionPolicy must be Retain, or absent (requireRetain)");
    Example.documents(example.yaml()).stream()
        .filter(document -> !document.contains("TopicSubscription"))
        .forEach(world.cluster::apply);
    world.elapse(Duration.ofHours(1));
    assertThat(world.cluster.names()).as(world::describe).isEmpty();
    assertThat(world.local.state().queue(example.queueArn())).isPresent();
  }

  private void bind(String guardrails) {
    world.bind(Manifests.spec(Guardrails.class, guardrails), Map.of());
  }

  private Condition condition(Kind kind, String type) {
    return condition(kind, example.name, type);
  }

  private Condition condition(Kind kind, String name, String type) {
    return Conditions.find(world.status(kind, name).conditions(), type).orElseThrow();
  }

  private String queuePolicy() {
    return policyOf(example.queueArn());
  }

  private String policyOf(String queueArn) {
    return world.local.state().queue(queueArn).orElseThrow().policy().orElse("");
  }

  private String keyPolicy() {
    return world.local.state().keys(World.ACCOUNT, World.REGION).getFirst().policy();
  }
}
