package dev.keyway.grants;

import dev.keyway.policy.PolicyDocument;
import dev.keyway.policy.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What a queue's own policy has to say. */
public final class QueueGrants {
  /** What receiving needs (SQS Developer Guide, "Amazon SQS API permissions"). */
  private static final List<String> CONSUME =
      List.of(
          "sqs:ChangeMessageVisibility",
          "sqs:DeleteMessage",
          "sqs:GetQueueAttributes",
          "sqs:GetQueueUrl",
          "sqs:ReceiveMessage");

  private static final List<String> PRODUCE =
      List.of("sqs:GetQueueAttributes", "sqs:GetQueueUrl", "sqs:SendMessage");

  // What moving messages out takes besides receiving (SQS Developer Guide, "Configure queue
  // permissions" for dead-letter queue redrive); to any other account SQS grants none of it.
  private static final List<String> REDRIVE =
      List.of("sqs:CancelMessageMoveTask", "sqs:ListMessageMoveTasks", "sqs:StartMessageMoveTask");

  private static final List<String> DELIVER = List.of("sqs:SendMessage");

  private QueueGrants() {}

  /** Return the grants in order of asking. */
  public static List<Grant> of(QueueAsk ask) {
    var arn = ask.queueArn();
    var principals = new GrantGroup.Members.Principals();
    var consumers = new GrantGroup(GrantKind.CONSUMERS, CONSUME, arn, List.of(), principals);
    var producers = new GrantGroup(GrantKind.PRODUCERS, PRODUCE, arn, List.of(), principals);
    var grants = new ArrayList<Grant>();
    ask.consumers().forEach(member -> grants.add(new Grant(ask.asker(), consumers, member)));
    ask.producers().forEach(member -> grants.add(new Grant(ask.asker(), producers, member)));
    for (var service : ask.services()) {
      grants.addAll(
          ServiceTable.onResource(
              ask.asker(), service, GrantKind.SERVICE_PRODUCERS, "sqs:SendMessage", arn));
    }
    ask.sources().forEach(s -> grants.add(SnsDelivery.grant(s, arn, DELIVER, arn)));
    grants.addAll(redrive(ask));
    return List.copyOf(grants);
  }

  private static List<Grant> redrive(QueueAsk ask) {
    var arn = ask.queueArn();
    var principals = new GrantGroup.Members.Principals();
    var outOf = new GrantGroup(GrantKind.REDRIVERS, REDRIVE, arn, List.of(), principals);
    var into = new GrantGroup(GrantKind.REDRIVE_TARGET, DELIVER, arn, List.of(), principals);
    return Stream.concat(
            ask.redrive().outOf().stream().map(member -> new Grant(ask.asker(), outOf, member)),
            ask.redrive().into().stream().map(r -> new Grant(r.asker(), into, r.member())))
        .toList();
  }

  /** Read back what a queue's policy admits by Keyway's own statements. */
  public static QueueAsk read(String asker, String queueArn, PolicyDocument policy) {
    var standing = OwnedStatements.grants(policy);
    return new QueueAsk(
        asker,
        queueArn,
        Standing.members(standing, GrantKind.CONSUMERS),
        Standing.members(standing, GrantKind.PRODUCERS),
        Standing.services(standing, GrantKind.SERVICE_PRODUCERS),
        Standing.members(standing, GrantKind.SNS_DELIVERY).stream()
            .map(topicArn -> new QueueAsk.Source(asker, topicArn))
            .toList(),
        List.of(),
        new QueueAsk.Redrive(
            Standing.members(standing, GrantKind.REDRIVERS),
            Standing.members(standing, GrantKind.REDRIVE_TARGET).stream()
                .map(member -> new QueueAsk.Redriver(asker, member))
                .toList()));
  }

  /** Return the statement that refuses every call without TLS. */
  public static Statement tlsOnly(String queueArn) {
    return TlsOnly.statement("sqs:*", queueArn);
  }
}
