package dev.keyway.grants;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.policy.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OtherAccountTest {
  private static final String OWN_ROLE = "arn:aws:iam::111122223333:role/web";
  private static final String OTHER_ROLE = "arn:aws:iam::444455556666:role/web";
  private static final String QUEUE = "arn:aws:sqs:eu-central-1:111122223333:orders";
  private static final String SECOND_QUEUE = "arn:aws:sqs:eu-central-1:111122223333:refunds";
  private static final String KEY = "arn:aws:kms:eu-central-1:111122223333:key/1";
  private static final String OTHER_KEY = "arn:aws:kms:eu-central-1:444455556666:key/2";

  @Test
  void aRoleOfTheSameAccountNeedsNothing() {
    assertThat(OtherAccount.toAdd(OWN_ROLE, consumer(OWN_ROLE, QUEUE, KEY))).isEmpty();
  }

  @Test
  void aRoleOfAnotherAccountNeedsEveryResourceOnceForEachPurpose() {
    var held = new ArrayList<>(consumer(OTHER_ROLE, QUEUE, KEY));
    held.addAll(consumer(OTHER_ROLE, SECOND_QUEUE, KEY));

    assertThat(statements(OTHER_ROLE, held))
        .containsExactly(
            "{\"Sid\":\"Receive\",\"Effect\":\"Allow\",\"Action\":"
                + "[\"sqs:ChangeMessageVisibility\",\"sqs:DeleteMessage\","
                + "\"sqs:GetQueueAttributes\",\"sqs:GetQueueUrl\",\"sqs:ReceiveMessage\"],"
                + "\"Resource\":[\""
                + QUEUE
                + "\",\""
                + SECOND_QUEUE
                + "\"]}",
            "{\"Sid\":\"DecryptWhatIsReceived\",\"Effect\":\"Allow\",\"Action\":\"kms:Decrypt\","
                + "\"Resource\":\""
                + KEY
                + "\"}");
  }

  @Test
  void grantsOfOthersAreNotAmongIt() {
    assertThat(OtherAccount.toAdd(OTHER_ROLE, consumer(OWN_ROLE, QUEUE, KEY))).isEmpty();
  }

  @Test
  void anAccountDecidesByItsIamPoliciesAlsoWhereItIsTheSame() {
    assertThat(statements("111122223333", consumer("111122223333", QUEUE, KEY))).hasSize(2);
    assertThat(statements("444455556666", consumer("444455556666", QUEUE, KEY))).hasSize(2);
  }

  @Test
  void aKeyOfAnotherAccountNeedsAStatementAlthoughTheQueueDoesNot() {
    assertThat(statements(OWN_ROLE, consumer(OWN_ROLE, QUEUE, OTHER_KEY)))
        .singleElement()
        .asString()
        .contains("DecryptWhatIsReceived", OTHER_KEY);
  }

  @Test
  void aTopicThatDeliversIsNoPrincipal() {
    var topic = "arn:aws:sns:eu-central-1:444455556666:orders";
    var ask =
        new QueueAsk(
            "EncryptedQueue orders",
            QUEUE,
            List.of(),
            List.of(),
            List.of(),
            List.of(new QueueAsk.Source("TopicSubscription orders", topic)));

    assertThat(Access.of(held(QUEUE, QueueGrants.of(ask)))).isEmpty();
  }

  @Test
  void anAccountThatMaySubscribeHasToAllowItAndTheArchiveOfTheTopicIsNoMatterOfItsOwn() {
    var topic = "arn:aws:sns:eu-central-1:111122223333:orders.fifo";
    var ask =
        new TopicAsk(
            "EncryptedTopic orders", topic, List.of(), List.of(), List.of("444455556666"), true);
    var held = new ArrayList<>(held(topic, TopicGrants.of(ask)));
    held.addAll(held(KEY, KeyGrants.ofTopic(ask)));

    assertThat(Access.of(held)).hasSize(1);
    assertThat(statements("444455556666", held))
        .containsExactly(
            "{\"Sid\":\"Subscribe\",\"Effect\":\"Allow\",\"Action\":\"sns:Subscribe\","
                + "\"Resource\":\""
                + topic
                + "\"}");
  }

  private static List<Held> consumer(String member, String queueArn, String keyArn) {
    var ask =
        new QueueAsk(
            "EncryptedQueue orders", queueArn, List.of(member), List.of(), List.of(), List.of());
    var held = new ArrayList<>(held(keyArn, KeyGrants.ofQueue(ask)));
    held.addAll(held(queueArn, QueueGrants.of(ask)));
    return held;
  }

  private static List<Held> held(String arn, List<Grant> grants) {
    return grants.stream().map(grant -> new Held("shop", arn, grant)).toList();
  }

  private static List<String> statements(String member, List<Held> held) {
    return OtherAccount.toAdd(member, held).orElseThrow().statements().stream()
        .map(Statement::toJson)
        .toList();
  }
}
