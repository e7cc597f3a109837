package dev.keyway.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.api.v1alpha1.Condition;
import dev.keyway.api.v1alpha1.DriftAction;
import dev.keyway.reconcile.Conditions;
import dev.keyway.reconcile.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whose a policy is, said by {@code policyOwnership}, and what becomes of statements of others. */
class PolicyOwnershipTest {
  private static final HandMade MADE = HandMade.GOOD;
  private static final String EXCLUSIVE = "  policyOwnership: Exclusive\n";
  private static final String ANYBODY =
      """
      ,{"Sid":"anybody","Effect":"Allow","Principal":"*","Action":"sqs:ReceiveMessage",
        "Resource":"%1$s"},
      {"Sid":"noPurge","Effect":"Deny","Principal":"*","Action":"sqs:PurgeQueue",
        "Resource":"%1$s"}
      """
          .formatted(MADE.queueArn());

  private static final String AUDIT = " {roleArn: 'arn:aws:iam::444455556666:role/audit'}\n";
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
  void aPolicyWhoseUsersAreAllNamedBecomesKeywaysAloneWhileMessagesFlow() {
    begin(world);
    world.settleUnderLoad(
        Duration.ofSeconds(2), body -> world.people.publish(MADE.topicArn(), body));
    taken(world);
  }

  @Test
  void whatOthersAddAfterwardsIsDriftAndRemoved() {
    begin(world);
    world.settle();
    var others = "\"Statement\":[" + ANYBODY.strip().substring(1) + ",";
    setPolicy(MADE.queueArn(), queuePolicy(MADE.queueArn()).replace("\"Statement\":[", others));
    world.elapse(Duration.ofMinutes(10));
    assertThat(sids(queuePolicy(MADE.queueArn()))).doesNotContain("anybody").contains("noPurge");
    assertThat(world.status(Kind.ENCRYPTED_QUEUE, "orders").drift())
        .as(world::describe)
        .anyMatch(d -> d.path().contains("anybody") && d.action() == DriftAction.REPAIRED);
  }

  @Test
  void nothingIsRemovedWhileSomebodyWhomNoSpecNamesWouldBeCutOff() {
    make(world);
    world.cluster.apply(yaml(world).replace("ledger-task", "audit"));
    world.settle();
    assertThat(sids(queuePolicy(MADE.queueArn())))
        .contains("topic", "readers", "anybody", "noPurge");
    assertThat(ready("orders").reason()).isEqualTo("ForeignGrantInUse");
    assertThat(ready("orders").message())
        .contains("arn:aws:iam::444455556666:role/ledger-task", "policyOwnership: Exclusive")
        .doesNotContain("sns.amazonaws.com");
    assertThat(world.people.receive(MADE.queueArn(), World.OTHER_ACCOUNT, "ledger-task"))
        .hasSize(1);
    world.cluster.apply(yaml(world));
    world.settle();
    taken(world);
  }

  @Test
  void aTopicThatNoSubscriptionNamesKeepsTheQueuesPolicyShared() {
    make(world);
    world.cluster.apply(yaml(world).replaceFirst("---\n.*\n.*TopicSubscription(.*\n)*", ""));
    world.settle();
    assertThat(ready("orders").message()).contains("sns.amazonaws.com");
    assertThat(sids(queuePolicy(MADE.queueArn()))).contains("topic");
    world.people.publish(MADE.topicArn(), "still delivered");
    assertThat(world.local.state().queue(MADE.queueArn()).orElseThrow().messages()).hasSize(2);
  }

  @Test
  void onAQueueThatKeywayMadeStatementsOfOthersStayWhereTheSpecSaysShared() {
    world.cluster.apply(made("  policyOwnership: Shared\n"));
    world.settle();
    var arn = World.queueArn("shop_made");
    setPolicy(
        arn,
        """
        {"Version":"2012-10-17","Statement":[{"Sid":"other tool","Effect":"Allow",
          "Principal":{"AWS":"arn:aws:iam::444455556666:role/audit"},
          "Action":"sqs:ReceiveMessage","Resource":"%s"}]}
        """
            .formatted(arn));
    world.elapse(Duration.ofMinutes(10));
    assertThat(sids(queuePolicy(arn))).contains("other tool").anyMatch(s -> s.startsWith("Keyway"));
    var name = World.named(Kind.ENCRYPTED_QUEUE, "made");
    assertThat(world.status(name).drift())
        .as(world::describe)
        .anyMatch(d -> d.path().contains("other tool") && d.action() == DriftAction.REPORTED);
    world.cluster.apply(made(""));
    world.settle();
    assertThat(sids(queuePolicy(arn))).contains("other tool");
    assertThat(ready("made").reason()).isEqualTo("ForeignGrantInUse");
    world.cluster.apply(made("  consumers:\n  - name: audit\n    principal:" + AUDIT));
    world.settle();
    assertThat(sids(queuePolicy(arn))).doesNotContain("other tool");
    assertThat(world.isReady(Kind.ENCRYPTED_QUEUE, "made")).as(world::describe).isTrue();
  }

  @Test
  void aTopicForNobodyHasAPolicyThatLetsInNobody() {
    world.cluster.apply(
        """
        kind: EncryptedTopic
        apiVersion: keyway.dev/v1alpha1
        metadata: {name: quiet, namespace: shop}
        spec:
          encryption: {mode: AwsManagedKey}
          requireTls: false
        """);
    world.settle();
    assertThat(world.isReady(Kind.ENCRYPTED_TOPIC, "quiet")).as(world::describe).isTrue();
    var topic = world.local.state().topic(World.topicArn("shop_quiet")).orElseThrow();
    assertThat(PolicyScope.statements(topic.policy()))
        .singleElement()
        .matches(s -> s.path("Sid").asText().startsWith("KeywayAccount"))
        .matches(s -> s.path("Action").asText().equalsIgnoreCase("sns:GetTopicAttributes"));
  }

  @Test
  void aTopicThatIsOnlyReportedIsLetInByNobodyWhoMayWrite() {
    MADE.make(world);
    var report = "  management: Report\n";
    world.cluster.apply(
        ByHand.object("EncryptedTopic", "orders", MADE.topicArn(), report)
            + "---\n"
            + made("")
            + """
            ---
            apiVersion: keyway.dev/v1alpha1
            kind: TopicSubscription
            metadata: {name: made, namespace: shop}
            spec: {topicRef: {name: orders}, queueRef: {name: made}}
            """);
    world.settle();
    assertThat(queuePolicy(World.queueArn("shop_made"))).doesNotContain(MADE.topicArn());
    assertThat(world.isReady(Kind.TOPIC_SUBSCRIPTION, "made")).as(world::describe).isFalse();
  }

  private static String made(String more) {
    return """
        kind: EncryptedQueue
        apiVersion: keyway.dev/v1alpha1
        metadata: {name: made, namespace: shop}
        spec:
          encryption: {mode: ServiceManaged}
        """
        + more;
  }

  private static String yaml(World world) {
    var key = world.local.state().keys(World.ACCOUNT, World.REGION).getFirst().arn();
    var encryption = "  encryption: {mode: SharedKey, keyRef: {name: orders}}\n";
    return ByHand.object("EncryptionKey", "orders", key, EXCLUSIVE)
        + ByHand.object("EncryptedTopic", "orders", MADE.topicArn(), EXCLUSIVE + encryption)
        + ByHand.object(
            "EncryptedQueue",
            "orders",
            MADE.queueArn(),
            EXCLUSIVE
                + encryption
                + "  consumers:\n  - name: ledger\n    principal:"
                + AUDIT.replace("audit", "ledger-task"))
        + """
        ---
        apiVersion: keyway.dev/v1alpha1
        kind: TopicSubscription
        metadata: {name: orders, namespace: shop}
        spec:
          topicRef: {name: orders}
          queueRef: {name: orders}
          rawMessageDelivery: true
        """;
  }

  private static void make(World world) {
    MADE.make(world);
    setPolicy(world, MADE.queueArn(), MADE.policy(ANYBODY));
    world.people.publish(MADE.topicArn(), "before");
  }

  private void setPolicy(String arn, String policy) {
    setPolicy(world, arn, policy);
  }

  private static void setPolicy(World world, String arn, String policy) {
    var url = world.people.url(arn);
    world
        .people
        .sqs()
        .setQueueAttributes(r -> r.queueUrl(url).attributesWithStrings(Map.of("Policy", policy)));
  }

  private Condition ready(String name) {
    var conditions = world.status(Kind.ENCRYPTED_QUEUE, name).conditions();
    return Conditions.find(conditions, Conditions.READY).orElseThrow();
  }

  private String queuePolicy(String arn) {
    return queuePolicy(world, arn);
  }

  private static String queuePolicy(World world, String arn) {
    return world.local.state().queue(arn).orElseThrow().policy().orElse("");
  }

  private static List<String> sids(String policy) {
    return PolicyScope.statements(policy).stream().map(s -> s.path("Sid").asText()).toList();
  }

  /** Have a channel adopted together with its policies. */
  static void begin(World world) {
    make(world);
    world.cluster.apply(yaml(world));
  }

  /** Check that the policies are Keyway's, and that nobody lost a message. */
  static void taken(World world) {
    assertThat(sids(queuePolicy(world, MADE.queueArn())))
        .as(world::describe)
        .contains("noPurge")
        .allMatch(sid -> sid.equals("noPurge") || sid.startsWith("Keyway"));
    var key = world.local.state().keys(World.ACCOUNT, World.REGION).getFirst().arn();
    assertThat(sids(world.people.kms().getKeyPolicy(r -> r.keyId(key)).policy()))
        .isNotEmpty()
        .allMatch(sid -> sid.startsWith("Keyway"));
    var topic = world.people.sns().getTopicAttributes(r -> r.topicArn(MADE.topicArn()));
    assertThat(sids(topic.attributes().getOrDefault("Policy", "")))
        .as(world::describe)
        .isNotEmpty()
        .allMatch(sid -> sid.startsWith("Keyway"));
    for (var name : world.cluster.names()) {
      assertThat(world.isReady(name.kind(), name.name())).as(world::describe).isTrue();
    }
    world.people.publish(MADE.topicArn(), "after");
    int unread = world.people.sent() - world.people.received();
    assertThat(world.people.receive(MADE.queueArn(), World.OTHER_ACCOUNT, "ledger-task"))
        .hasSize(unread);
  }
}
