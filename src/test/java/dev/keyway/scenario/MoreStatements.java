package dev.keyway.scenario;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyway.policy.PolicyDocument;
import dev.keyway.reconcile.PolicyText;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * A channel whose policies say what no grant can, with a dead-letter queue from which somebody
 * moves messages back.
 */
final class MoreStatements {
  static final String DEAD = World.queueArn("Orders_V1-failed");
  private static final String ORDERS = HandMade.STATEMENTS.queueArn();
  private static final String AUDIT = "arn:aws:iam::" + World.OTHER_ACCOUNT + ":role/audit";

  private MoreStatements() {}

  static void make(World world) {
    var made = HandMade.STATEMENTS;
    var key = key(world, made.topicArn());
    made.topic(world, Map.of("KmsMasterKeyId", key));
    HandMade.queue(world, DEAD, Map.of("KmsMasterKeyId", key, "Policy", dead()));
    HandMade.queue(
        world,
        ORDERS,
        Map.of(
            "KmsMasterKeyId",
            key,
            "Policy",
            made.policy(more()),
            "RedrivePolicy",
            "{\"deadLetterTargetArn\":\"" + DEAD + "\",\"maxReceiveCount\":\"1\"}"));
    made.subscribe(world, Map.of("RawMessageDelivery", "true"));
  }

  private static String more() {
    return """
        ,{"Sid":"noPurge","Effect":"Deny","Principal":"*","Action":"sqs:PurgeQueue",
          "Resource":"%1$s"}
        ,{"Sid":"look","Effect":"Allow","Principal":{"AWS":"%2$s"},
          "Action":["sqs:GetQueueAttributes","sqs:GetQueueUrl"],"Resource":"%1$s"}
        ,{"Sid":"back","Effect":"Allow","Principal":{"AWS":"%3$s"},
          "Action":"sqs:SendMessage","Resource":"%1$s"}
        """
        .formatted(ORDERS, AUDIT, Redrives.MOVER_ARN);
  }

  private static String dead() {
    return """
        {"Version":"2012-10-17","Statement":[
          {"Effect":"Allow","Principal":{"AWS":"%2$s"},
           "Action":["sqs:ReceiveMessage","sqs:DeleteMessage","sqs:GetQueueUrl",
             "sqs:GetQueueAttributes"],"Resource":"%1$s"},
          {"Sid":"move","Effect":"Allow","Principal":{"AWS":"%2$s"},
           "Action":["sqs:StartMessageMoveTask","sqs:ListMessageMoveTasks",
             "sqs:CancelMessageMoveTask"],"Resource":"%1$s"}]}
        """
        .formatted(DEAD, Redrives.MOVER_ARN);
  }

  private static String key(World world, String topicArn) {
    var key = HandMade.key(world, topicArn);
    var kms = world.people.kms();
    var more =
        """
        ,{"Sid":"movers","Effect":"Allow","Principal":{"AWS":"%s"},
          "Action":["kms:Decrypt","kms:GenerateDataKey*"],"Resource":"*"}]}
        """
            .formatted(Redrives.MOVER_ARN);
    var policy = kms.getKeyPolicy(r -> r.keyId(key)).policy().strip().replaceAll("]}$", "");
    kms.putKeyPolicy(r -> r.keyId(key).policy(policy + more));
    return key;
  }

  /** Everybody may do, and may not do, what the policies said. */
  static void hold(World world) {
    var url = world.people.url(ORDERS);
    world
        .people
        .sqs(World.OTHER_ACCOUNT, "audit")
        .getQueueAttributes(r -> r.queueUrl(url).attributeNames(QueueAttributeName.ALL));
    assertThatThrownBy(() -> world.people.sqs().purgeQueue(r -> r.queueUrl(url)))
        .isInstanceOf(AwsServiceException.class);
  }

  /** Take the Deny of others out of the queue's policy. */
  static void withoutTheirDeny(World world) {
    var policy =
        PolicyText.read(world.local.state().queue(ORDERS).orElseThrow().policy().orElseThrow())
            .orElseThrow();
    var rest = policy.statements().stream().filter(s -> !"noPurge".equals(s.sid())).toList();
    var text = PolicyDocument.of(rest).toJson();
    world
        .people
        .sqs()
        .setQueueAttributes(
            r ->
                r.queueUrl(world.people.url(ORDERS)).attributesWithStrings(Map.of("Policy", text)));
  }

  /** Have a message fail, move it back, and return what the consumer gets. */
  static List<String> failedAndMovedBack(World world, String body) {
    world.people.publish(HandMade.STATEMENTS.topicArn(), body);
    world.people.fail(ORDERS, World.OTHER_ACCOUNT, "ledger-task");
    world.people.sqs(World.ACCOUNT, Redrives.MOVER).startMessageMoveTask(r -> r.sourceArn(DEAD));
    return world.people.receive(ORDERS, World.OTHER_ACCOUNT, "ledger-task");
  }
}
