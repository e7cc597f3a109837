package dev.keyway.scenario;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.api.v1alpha1.EncryptedQueueStatus;
import dev.keyway.api.v1alpha1.EncryptionKeyStatus;
import dev.keyway.awslocal.call.Call;
import dev.keyway.reconcile.Conditions;
import dev.keyway.reconcile.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Keys, topics and queues that people made, with messages in them, are taken over. */
class AdoptionTest {
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
  void whatTheSpecDoesNotSetIsLeftAsItIsAndOnlyTagsAreWritten() {
    var attributes = hand.queueAttributes();
    var policies = List.of(hand.queuePolicy(), hand.topicPolicy(), hand.keyPolicy());
    int before = world.local.calls().all().size();
    world.cluster.apply(hand.keyYaml("") + ByHand.topicYaml("") + ByHand.queueYaml(""));
    world.settle();
    assertThat(written(before)).containsOnly("TagResource", "TagQueue").hasSize(3);
    assertThat(hand.queueAttributes()).isEqualTo(attributes);
    assertThat(List.of(hand.queuePolicy(), hand.topicPolicy(), hand.keyPolicy()))
        .isEqualTo(policies);
    assertThat(world.isReady(Kind.ENCRYPTED_QUEUE, "legacy")).as(world::describe).isTrue();
    assertThat(world.isReady(Kind.ENCRYPTED_TOPIC, "legacy")).as(world::describe).isTrue();
    assertThat(world.isReady(Kind.ENCRYPTION_KEY, "legacy")).as(world::describe).isTrue();
    assertThat(requireNonNull(queueStatus().effective()).visibilityTimeoutSeconds()).isEqualTo(77);
    assertThat(world.local.state().queue(ByHand.QUEUE).orElseThrow().tags())
        .containsEntry("keyway.dev/origin", "adopted");
  }

  @Test
  void aWholeChannelIsAdoptedAndItsNewConsumerReadsOldAndNewMessages() {
    world.cluster.apply(hand.yaml());
    world.settle();
    adopted(world);
    assertThat(world.people.receive(ByHand.QUEUE, World.OTHER_ACCOUNT, "audit"))
        .hasSize(2)
        .anyMatch(body -> body.contains("before"))
        .anyMatch(body -> body.contains("after"));
  }

  @Test
  void statementsOfOthersStayInTheirOrderWithTheirVersionAndId() {
    world.cluster.apply(hand.yaml());
    world.settle();
    var written = PolicyScope.statements(hand.queuePolicy());
    assertThat(written.subList(0, 3).stream().map(PolicyScope::plain).toList())
        .isEqualTo(
            PolicyScope.statements(ByHand.QUEUE_POLICY).stream().map(PolicyScope::plain).toList());
    assertThat(written.subList(3, written.size()))
        .isNotEmpty()
        .allMatch(s -> s.path("Sid").asText().startsWith("Keyway"));
    assertThat(hand.queuePolicy()).contains("\"2008-10-17\"").contains("\"by hand\"");
  }

  @Test
  void onlyAFieldThatWasSetAndRemovedReturnsToAwssDefault() {
    world.cluster.apply(ByHand.queueYaml("  visibilityTimeoutSeconds: 90\n"));
    world.settle();
    assertThat(hand.queueAttributes()).containsEntry("VisibilityTimeout", "90");
    world.cluster.apply(ByHand.queueYaml(""));
    world.settle();
    assertThat(hand.queueAttributes())
        .containsEntry("VisibilityTimeout", "30")
        .containsEntry("MessageRetentionPeriod", "600000");
    assertThat(requireNonNull(queueStatus().adoption()).managed())
        .containsExactly("VisibilityTimeout");
  }

  @Test
  void somebodyElsesChangeOfWhatIsUnmanagedIsNoDrift() {
    world.cluster.apply(ByHand.queueYaml(""));
    world.settle();
    attribute("VisibilityTimeout", "55");
    world.elapse(Duration.ofMinutes(30));
    assertThat(hand.queueAttributes()).containsEntry("VisibilityTimeout", "55");
    assertThat(queueStatus().drift()).isEmpty();
  }

  @Test
  void aSubscriptionOfOursDeliversIntoTheAdoptedQueue() {
    world.cluster.apply(
        hand.yaml()
            + """
            ---
            apiVersion: keyway.dev/v1alpha1
            kind: EncryptedTopic
            metadata: {name: fresh, namespace: shop}
            spec:
              encryption: {mode: SharedKey, keyRef: {name: legacy}}
              publishers:
              - {name: checkout, principal: {roleArn: 'arn:aws:iam::111122223333:role/checkout'}}
            ---
            apiVersion: keyway.dev/v1alpha1
            kind: TopicSubscription
            metadata: {name: fresh, namespace: shop}
            spec:
              topicRef: {name: fresh}
              queueRef: {name: legacy}
            """);
    world.settle();
    assertThat(world.isReady(Kind.TOPIC_SUBSCRIPTION, "fresh")).as(world::describe).isTrue();
    world.people.publish(World.topicArn("shop_fresh"), "fresh");
    assertThat(world.people.receive(ByHand.QUEUE, World.OTHER_ACCOUNT, "audit"))
        .anyMatch(body -> body.contains("fresh"));
  }

  @Test
  void aStatementOfOursThatSomebodyDropsIsPutBackAndOneOfTheirsIsOnlyTold() {
    world.cluster.apply(hand.yaml());
    world.settle();
    var loose =
        Tampering.statement(
            "Allow", Tampering.role(World.ACCOUNT, "intruder"), "sqs:SendMessage", ByHand.QUEUE);
    attribute("Policy", Tampering.with(ByHand.QUEUE_POLICY, loose));
    world.elapse(Duration.ofMinutes(20));
    var statements = PolicyScope.statements(hand.queuePolicy());
    assertThat(statements).anyMatch(s -> s.path("Sid").asText().equals("theirs"));
    assertThat(statements).anyMatch(s -> s.path("Sid").asText().startsWith("Keyway"));
    assertThat(queueStatus().drift())
        .anySatisfy(
            entry -> {
              assertThat(entry.path()).isEqualTo("ForeignPolicy[theirs]");
              assertThat(entry.impact().toString()).isEqualToIgnoringCase("Loosened");
              assertThat(entry.action().toString()).isEqualToIgnoringCase("Reported");
            });
  }

  @Test
  void aPolicyThatSomebodyElseHasJustChangedIsNotWrittenForAMinuteUnlessAChannelIsBroken() {
    world.cluster.apply(hand.yaml());
    world.settle();
    world.advance(Duration.ofMinutes(10));
    var more = Tampering.statement("Deny", "\"*\"", "sqs:AddPermission", ByHand.QUEUE);
    var loosened =
        Tampering.changed(
            hand.queuePolicy(),
            "KeywayConsumers",
            statement ->
                statement.set(
                    "Principal", Tampering.json(Tampering.roles("audit", "ledger-task"))));
    attribute("Policy", Tampering.with(loosened, more));
    int before = world.local.calls().all().size();
    world.step();
    world.advance(Duration.ofSeconds(50));
    world.step();
    assertThat(written(before)).isEmpty();
    assertThat(reason(Kind.ENCRYPTED_QUEUE, "legacy")).isEqualTo("PolicySharedWithOthers");
    world.advance(Duration.ofSeconds(11));
    world.step();
    assertThat(written(before)).containsExactly("SetQueueAttributes");
  }

  @Test
  void aKeyThatKeywayMadeKeepsItsAccountWhenItIsAdoptedLater() {
    world.cluster.apply(
        """
        apiVersion: keyway.dev/v1alpha1
        kind: EncryptionKey
        metadata: {name: mine, namespace: shop}
        spec: {}
        """);
    world.settle();
    var name = World.named(Kind.ENCRYPTION_KEY, "mine");
    var arn = requireNonNull(((EncryptionKeyStatus) world.status(name)).keyArn());
    world.cluster.delete(name);
    world.settle();
    var policy = world.local.state().key(arn).orElseThrow().policy();
    world.cluster.apply(ByHand.object("EncryptionKey", "mine", arn, ""));
    world.settle();
    assertThat(world.isReady(Kind.ENCRYPTION_KEY, "mine")).as(world::describe).isTrue();
    assertThat(world.local.state().key(arn).orElseThrow().policy()).isEqualTo(policy);
  }

  @Test
  void anAdoptedQueueMovesToAnotherKeyOnlyWhenAllItsTopicsAreKnown() {
    world.cluster.apply(
        ByHand.topicYaml("")
            + ByHand.queueYaml("  encryption: {mode: OwnKey}\n" + ByHand.consumer()));
    world.settle();
    assertThat(reason(Kind.ENCRYPTED_QUEUE, "legacy")).isEqualTo("ForeignGrantInUse");
    assertThat(hand.queueAttributes()).containsEntry("KmsMasterKeyId", hand.key);
    world.cluster.apply(
        """
        apiVersion: keyway.dev/v1alpha1
        kind: TopicSubscription
        metadata: {name: legacy, namespace: shop}
        spec:
          topicRef: {name: legacy}
          queueRef: {name: legacy}
        """);
    world.elapse(Duration.ofMinutes(30));
    assertThat(world.isReady(Kind.ENCRYPTED_QUEUE, "legacy")).as(world::describe).isTrue();
    assertThat(hand.queueAttributes().get("KmsMasterKeyId")).isNotEqualTo(hand.key);
    world.people.publish(ByHand.TOPIC, "after");
    assertThat(world.local.state().queue(ByHand.QUEUE).orElseThrow().messages()).hasSize(2);
  }

  @Test
  void aLostStatementOfOthersIsToldForADay() {
    world.cluster.apply(ByHand.queueYaml(""));
    world.settle();
    attribute("Policy", Tampering.without(ByHand.QUEUE_POLICY, "noPurge"));
    world.elapse(Duration.ofMinutes(20));
    assertThat(queueStatus().drift())
        .anyMatch(entry -> entry.path().equals("ForeignPolicy[noPurge]"));
    world.elapse(Duration.ofHours(25));
    assertThat(queueStatus().drift()).isEmpty();
  }

  @Test
  void whatDoesNotExistIsNotCreated() {
    world.cluster.apply(ByHand.object("EncryptedQueue", "q", World.queueArn("none"), ""));
    world.cluster.apply(ByHand.object("EncryptedTopic", "t", World.topicArn("none"), ""));
    var key = hand.key.replaceAll("key/.*", "key/00000000-0000-0000-0000-000000000000");
    world.cluster.apply(ByHand.object("EncryptionKey", "k", key, ""));
    int before = world.local.calls().all().size();
    world.settle();
    assertThat(written(before)).isEmpty();
    assertThat(reason(Kind.ENCRYPTED_QUEUE, "q")).isEqualTo("AdoptedNotFound");
    assertThat(reason(Kind.ENCRYPTED_TOPIC, "t")).isEqualTo("AdoptedNotFound");
    assertThat(reason(Kind.ENCRYPTION_KEY, "k")).isEqualTo("AdoptedNotFound");
  }

  @Test
  void whatIsInAnotherAccountOrRegionIsNotAdopted() {
    var queue = ByHand.QUEUE.replace(World.ACCOUNT, World.OTHER_ACCOUNT);
    world.cluster.apply(ByHand.object("EncryptedQueue", "q", queue, ""));
    var topic = ByHand.TOPIC.replace(World.REGION, "us-east-1");
    world.cluster.apply(ByHand.object("EncryptedTopic", "t", topic, ""));
    var key = hand.key.replace(World.ACCOUNT, World.OTHER_ACCOUNT);
    world.cluster.apply(ByHand.object("EncryptionKey", "k", key, ""));
    int before = world.local.calls().all().size();
    world.settle();
    assertThat(written(before)).isEmpty();
    assertThat(reason(Kind.ENCRYPTED_QUEUE, "q")).isEqualTo("AdoptionMismatch");
    assertThat(reason(Kind.ENCRYPTED_TOPIC, "t")).isEqualTo("AdoptionMismatch");
    assertThat(reason(Kind.ENCRYPTION_KEY, "k")).isEqualTo("AdoptionMismatch");
    assertThat(((EncryptedQueueStatus) world.status(Kind.ENCRYPTED_QUEUE, "q")).queueArn())
        .isNull();
  }

  @Test
  void whatBelongsToAnotherObjectIsNotTaken() {
    world.cluster.apply(hand.yaml());
    world.settle();
    world.cluster.apply(ByHand.object("EncryptedQueue", "second", ByHand.QUEUE, ""));
    world.cluster.apply(ByHand.object("EncryptedTopic", "second", ByHand.TOPIC, ""));
    world.cluster.apply(ByHand.object("EncryptionKey", "second", hand.key, ""));
    int before = world.local.calls().all().size();
    world.settle();
    assertThat(written(before)).isEmpty();
    for (var kind : List.of(Kind.ENCRYPTED_QUEUE, Kind.ENCRYPTED_TOPIC, Kind.ENCRYPTION_KEY)) {
      assertThat(reason(kind, "second")).isEqualTo("OwnershipConflict");
    }
  }

  @Test
  void anAdoptedQueueIsReleasedByDefaultAndNotTakenUpAgainWithoutAdopt() {
    world.cluster.apply(hand.yaml());
    world.settle();
    var policy = hand.queuePolicy();
    world.cluster.delete(World.named(Kind.ENCRYPTED_QUEUE, "legacy"));
    world.settle();
    assertThat(hand.queuePolicy()).isEqualTo(policy);
    world.cluster.apply(
        """
        apiVersion: keyway.dev/v1alpha1
        kind: EncryptedQueue
        metadata: {name: legacy, namespace: shop}
        spec:
          queueName: legacy
          encryption: {mode: SharedKey, keyRef: {name: legacy}}
        """);
    world.settle();
    assertThat(reason(Kind.ENCRYPTED_QUEUE, "legacy")).isEqualTo("OwnershipConflict");
    assertThat(hand.queuePolicy()).isEqualTo(policy);
  }

  @Test
  void anAdoptedQueueIsDeletedWhereTheSpecSaysSo() {
    world.cluster.apply(ByHand.queueYaml("  deletionPolicy: Delete\n"));
    world.settle();
    world.cluster.delete(World.named(Kind.ENCRYPTED_QUEUE, "legacy"));
    world.settle();
    assertThat(world.local.state().queue(ByHand.QUEUE)).isEmpty();
  }

  @Test
  void theTagHoldStopsAllWritesUntilItIsTakenOff() {
    hold();
    int before = world.local.calls().all().size();
    world.cluster.apply(hand.yaml());
    world.elapse(Duration.ofHours(1));
    assertThat(written(before)).isEmpty();
    for (var kind : List.of(Kind.ENCRYPTED_QUEUE, Kind.ENCRYPTED_TOPIC, Kind.ENCRYPTION_KEY)) {
      assertThat(reason(kind, "legacy")).isEqualTo("Held");
    }
    unhold();
    world.elapse(Duration.ofHours(3));
    adopted(world);
  }

  @Test
  void aKeyThatItsAccountDoesNotRuleIsReportedAndLeftSo() {
    var admin = Tampering.role(World.ACCOUNT, World.TAMPERER);
    var keyway = Tampering.role(World.ACCOUNT, World.OPERATOR);
    var policy =
        "{\"Version\":\"2012-10-17\",\"Statement\":["
            + Tampering.statement("Allow", admin, "kms:*", "*")
            + ","
            + Tampering.statement("Allow", keyway, "kms:*", "*").replace("theirs", "keyway")
            + "]}";
    world.people.kms().putKeyPolicy(r -> r.keyId(hand.key).policy(policy));
    world.neverBrick.refresh();
    world.cluster.apply(hand.keyYaml(""));
    world.settle();
    assertThat(world.status(Kind.ENCRYPTION_KEY, "legacy").drift())
        .anyMatch(entry -> entry.path().equals("Policy[root of the account]"));
    assertThat(hand.keyPolicy()).doesNotContain(":root");
  }

  /** Check that the channel is Keyway's and works, with nothing of the old policies lost. */
  static void adopted(World world) {
    for (var kind : List.of(Kind.ENCRYPTED_QUEUE, Kind.ENCRYPTED_TOPIC, Kind.ENCRYPTION_KEY)) {
      assertThat(world.isReady(kind, "legacy")).as(world::describe).isTrue();
    }
    var queue = world.local.state().queue(ByHand.QUEUE).orElseThrow();
    assertThat(queue.attributes())
        .containsEntry("VisibilityTimeout", "77")
        .containsEntry("KmsDataKeyReusePeriodSeconds", "600");
    var key = requireNonNull(queue.attributes().get("KmsMasterKeyId"));
    var view = world.local.state().key(key).orElseThrow();
    assertThat(view.rotationPeriodDays()).isEqualTo(100);
    assertThat(view.aliases()).isEmpty();
    world.people.publish(ByHand.TOPIC, "after");
    assertThat(world.local.state().receiveObstacle(ByHand.QUEUE, World.OTHER_ACCOUNT, "audit"))
        .isEmpty();
    assertThat(world.local.state().queue(ByHand.QUEUE).orElseThrow().messages()).hasSize(2);
  }

  private void attribute(String name, String value) {
    var url = world.people.url(ByHand.QUEUE);
    world
        .people
        .sqs()
        .setQueueAttributes(r -> r.queueUrl(url).attributesWithStrings(Map.of(name, value)));
    world.neverBrick.refresh();
  }

  private void hold() {
    var url = world.people.url(ByHand.QUEUE);
    world.people.sqs().tagQueue(r -> r.queueUrl(url).tags(Map.of("keyway.dev/hold", "")));
    var ofKey = software.amazon.awssdk.services.kms.model.Tag.builder();
    var ofTopic = software.amazon.awssdk.services.sns.model.Tag.builder();
    var onKey = ofKey.tagKey("keyway.dev/hold").tagValue("x").build();
    var onTopic = ofTopic.key("keyway.dev/hold").value("").build();
    world.people.kms().tagResource(r -> r.keyId(hand.key).tags(onKey));
    world.people.sns().tagResource(r -> r.resourceArn(ByHand.TOPIC).tags(onTopic));
  }

  private void unhold() {
    var url = world.people.url(ByHand.QUEUE);
    world.people.sqs().untagQueue(r -> r.queueUrl(url).tagKeys("keyway.dev/hold"));
    world.people.kms().untagResource(r -> r.keyId(hand.key).tagKeys("keyway.dev/hold"));
    world.people.sns().untagResource(r -> r.resourceArn(ByHand.TOPIC).tagKeys("keyway.dev/hold"));
  }

  private EncryptedQueueStatus queueStatus() {
    return (EncryptedQueueStatus) world.status(Kind.ENCRYPTED_QUEUE, "legacy");
  }

  private String reason(Kind kind, String name) {
    return Conditions.find(world.status(kind, name).conditions(), Conditions.READY)
        .orElseThrow()
        .reason();
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
