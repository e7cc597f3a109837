package dev.keyway.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.keyway.api.v1alpha1.AccessRole;
import dev.keyway.api.v1alpha1.EncryptedQueueStatus;
import dev.keyway.api.v1alpha1.EncryptedTopicStatus;
import dev.keyway.api.v1alpha1.EncryptionKeyStatus;
import dev.keyway.api.v1alpha1.PrincipalAccess;
import dev.keyway.reconcile.Kind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Status says of each principal whether Keyway's half is in force, and what the other half is. */
class AccessTest {
  private final World world = new World();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void aConsumerOfAnotherAccountIsToldItsHalfForTheQueueAndItsKey() {
    world.cluster.apply(DeadLetters.yaml());
    world.settle();

    assertThat(queue("orders"))
        .singleElement()
        .satisfies(
            access -> {
              assertThat(access.as()).isEqualTo(AccessRole.CONSUMER);
              assertThat(access.name()).isEqualTo("one");
              assertThat(access.granted()).isTrue();
              assertThat(access.toAdd())
                  .contains(
                      "sqs:ReceiveMessage",
                      DeadLetters.QUEUE_ARN,
                      "kms:Decrypt",
                      DeadLetters.keyArn(world, "second"));
            });
    assertThat(topic())
        .as("of the topic's own account")
        .containsExactly(new PrincipalAccess(AccessRole.PUBLISHER, "shop", true, null, null));
  }

  @Test
  void theConsumerOfADeadLetterQueueIsToldOfEveryKeyThatItsMessagesHave() {
    world.cluster.apply(DeadLetters.yamlWithDeadLetter());
    world.settle();
    world.cluster.apply(DeadLetters.queue("first", DeadLetters.DEAD_LETTER));
    world.settle();
    world.elapse(World.CHECK);

    assertThat(queue("dead").getFirst().toAdd())
        .contains(
            DeadLetters.keyArn(world, "first"),
            DeadLetters.keyArn(world, "second"),
            DeadLetters.keyArn(world, "third"));
  }

  @Test
  void aForeignDenyAndALostStatementAreNoGrant() {
    world.cluster.apply(DeadLetters.yaml());
    world.settle();
    world.cluster.apply(
        DeadLetters.queue("second", "").replace("spec:\n", "spec:\n  management: Report\n"));
    world.settle();
    assertThat(queue("orders").getFirst().granted()).isTrue();

    var standing = world.local.state().queue(DeadLetters.QUEUE_ARN).orElseThrow().policy().get();
    set(
        standing.replaceFirst(
            "\"Statement\":\\[",
            "\"Statement\":[{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"sqs:DeleteMessage\","
                + "\"Resource\":\"*\"},"));
    world.elapse(World.CHECK);
    assertThat(queue("orders").getFirst().granted()).as("denied").isFalse();

    set("");
    world.elapse(World.CHECK);
    assertThat(queue("orders").getFirst().granted()).as("lost").isFalse();
    assertThat(world.isReady(Kind.ENCRYPTION_KEY, "second")).isTrue();
  }

  @Test
  void administratorsAndUsersOfAKeyAndAccountsThatSubscribeAreToldTheirs() {
    world.cluster.apply(
        DeadLetters.key("first")
                .replace(
                    "spec: {}",
                    """
                    spec:
                      administrators:
                        - {name: ops, principal: {roleArn: "arn:aws:iam::111122223333:role/checkout"}}
                      users:
                        - {name: audit, usage: Decrypt, principal: {roleArn: "arn:aws:iam::444455556666:role/audit"}}
                    """)
            + DeadLetters.topic()
                .replace(
                    "  publishers:", "  subscriberAccounts: [\"444455556666\"]\n  publishers:"));
    world.settle();

    assertThat(key())
        .extracting(PrincipalAccess::as, PrincipalAccess::name, PrincipalAccess::granted)
        .containsExactly(
            tuple(AccessRole.ADMINISTRATOR, "ops", true), tuple(AccessRole.USER, "audit", true));
    assertThat(key().getFirst().toAdd()).as("of the key's own account").isNull();
    assertThat(key().getLast().toAdd()).contains("kms:Decrypt");
    assertThat(topic())
        .filteredOn(access -> access.as() == AccessRole.SUBSCRIBER)
        .singleElement()
        .satisfies(access -> assertThat(access.toAdd()).contains("sns:Subscribe"));
  }

  private List<PrincipalAccess> queue(String name) {
    return ((EncryptedQueueStatus) world.status(Kind.ENCRYPTED_QUEUE, name)).access();
  }

  private List<PrincipalAccess> topic() {
    return ((EncryptedTopicStatus) world.status(Kind.ENCRYPTED_TOPIC, "orders")).access();
  }

  private List<PrincipalAccess> key() {
    return ((EncryptionKeyStatus) world.status(Kind.ENCRYPTION_KEY, "first")).access();
  }

  private void set(String policy) {
    world
        .people
        .sqs()
        .setQueueAttributes(
            r ->
                r.queueUrl(world.people.url(DeadLetters.QUEUE_ARN))
                    .attributes(Map.of(QueueAttributeName.POLICY, policy)));
  }
}
