package dev.keyway.bench;

import dev.keyway.grants.Admission;
import dev.keyway.grants.QueueAsk;
import dev.keyway.grants.QueueGrants;
import dev.keyway.policy.PolicyDocument;
import dev.keyway.policy.PolicyLimits;
import dev.keyway.policy.Principal;
import dev.keyway.policy.Statement;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Queue policies as large as SQS takes them, and what is needed to ask about them. */
final class Documents {
  static final String QUEUE = "arn:aws:sqs:eu-central-1:111122223333:orders";
  static final String CONSUMER = "arn:aws:iam::111122223333:role/orders-consumer-1";

  private static final int QUEUE_POLICY_BYTES = 8_192;
  private static final int MORE_THAN_FIT = 300;
  private static final int STATEMENTS = 20;

  private Documents() {}

  static String topic(int number) {
    return "arn:aws:sns:eu-central-1:111122223333:orders-" + number;
  }

  /** Keyway's own policy: consumers, TLS only, and topics that deliver, as many as fit. */
  static PolicyDocument delivery() {
    var ask =
        new QueueAsk(
            "shop/orders",
            QUEUE,
            IntStream.rangeClosed(1, 4)
                .mapToObj(n -> "arn:aws:iam::111122223333:role/orders-consumer-" + n)
                .toList(),
            List.of(),
            List.of(),
            IntStream.rangeClosed(1, MORE_THAN_FIT)
                .mapToObj(n -> new QueueAsk.Source("shop/orders-" + n, topic(n)))
                .toList());
    var admission = new Admission(PolicyLimits.SQS_QUEUE, List.of(QueueGrants.tlsOnly(QUEUE)));
    return nearlyFull(admission.admit(QueueGrants.of(ask), Set.of()).document());
  }

  /** Twenty statements, each with its own principals, actions, operators and values. */
  static PolicyDocument twenty() {
    return nearlyFull(
        PolicyDocument.of(
            IntStream.rangeClosed(1, STATEMENTS).mapToObj(Documents::statement).toList()));
  }

  private static Statement statement(int number) {
    return switch (number % 4) {
      case 0 -> guard(number);
      case 1 -> sender(number);
      case 2 -> team(number);
      default -> bucket(number);
    };
  }

  private static Statement guard(int number) {
    return Statement.deny("OfficeOnly" + number)
        .principal(new Principal.Anyone(true))
        .action("sqs:*")
        .resource(QUEUE)
        .condition("NotIpAddressIfExists", "aws:SourceIp", addresses(number))
        .condition("StringNotEqualsIfExists", "aws:SourceVpce", "vpce-0a1b2c3d4e5f6071" + number)
        .condition("BoolIfExists", "aws:ViaAWSService", "false")
        .condition("Bool", "aws:PrincipalIsAWSService", "false")
        .build();
  }

  private static List<String> addresses(int number) {
    return List.of(
        "203.0.113." + number + "/32", "198.51.100.0/24", "2001:db8:" + number + "::/48");
  }

  private static Statement sender(int number) {
    return Statement.allow("TopicsDeliver" + number)
        .principal(new Principal.Service("sns.amazonaws.com"))
        .action("sqs:SendMessage")
        .resource(QUEUE)
        .condition(
            "ArnLike",
            "aws:SourceArn",
            List.of(
                topic(number),
                "arn:aws:sns:eu-central-1:444455556666:orders-" + number + "-*",
                "arn:aws:sns:*:444455556666:refunds-" + number))
        .condition("StringEquals", "aws:SourceAccount", List.of("111122223333", "444455556666"))
        .build();
  }

  private static Statement team(int number) {
    return Statement.allow("TeamReceives" + number)
        .principal(new Principal.Arn("arn:aws:iam::111122223333:role/orders-consumer-" + number))
        .principal(new Principal.Account("aws", "444455556666"))
        .actions(List.of("sqs:ReceiveMessage", "sqs:DeleteMessage*", "sqs:Get*"))
        .resource(QUEUE)
        .condition("ForAnyValue:StringLike", "aws:PrincipalOrgPaths", "o-a1b2c3/*/ou-" + number)
        .condition("StringEquals", "aws:PrincipalTag/team", "${aws:ResourceTag/team, 'orders'}")
        .build();
  }

  private static Statement bucket(int number) {
    return Statement.allow("BucketNotifies" + number)
        .principal(new Principal.Service("s3.amazonaws.com"))
        .action("sqs:SendMessage")
        .resource(QUEUE)
        .condition("ArnEquals", "aws:SourceArn", "arn:aws:s3:::orders-invoices-" + number)
        .condition("StringEquals", "aws:SourceAccount", "111122223333")
        .condition("DateLessThan", "aws:CurrentTime", "2030-01-01T00:00:00Z")
        .build();
  }

  private static PolicyDocument nearlyFull(PolicyDocument document) {
    int bytes = document.sizeInBytes();
    if (bytes > QUEUE_POLICY_BYTES || bytes < QUEUE_POLICY_BYTES * 9 / 10) {
      throw new IllegalStateException("not a full queue policy: " + bytes + " bytes");
    }
    return document;
  }
}
