package dev.keyway.policy;

import java.util.Set;

/**
 * What each caller puts into the context of a call. A key that no source speaks of stays unknown.
 *
 * <p>Sources: IAM User Guide, "AWS global condition context keys" (principal keys are absent when a
 * service calls; {@code aws:Source*} are present only then); SQS Developer Guide, "Key management"
 * (SNS sends {@code aws:SourceArn} to KMS for encrypted queues); KMS Developer Guide, "Condition
 * keys for AWS KMS"; SNS Developer Guide, "Fanout to SQS queues in another Region".
 */
public final class CallerContexts {
  private static final String SNS = "sns.amazonaws.com";

  /** Source: AWS Account Management guide, "Regions that are enabled by default". */
  private static final Set<String> DEFAULT_REGIONS =
      Set.of(
          "ap-northeast-1",
          "ap-northeast-2",
          "ap-northeast-3",
          "ap-south-1",
          "ap-southeast-1",
          "ap-southeast-2",
          "ca-central-1",
          "eu-central-1",
          "eu-north-1",
          "eu-west-1",
          "eu-west-2",
          "eu-west-3",
          "sa-east-1",
          "us-east-1",
          "us-east-2",
          "us-west-1",
          "us-west-2");

  private CallerContexts() {}

  /** SNS sends a message of the topic to the queue. */
  public static Request snsDelivery(String topicArn, String queueArn) {
    return new Request(
        new Caller.Service(snsPrincipal(topicArn, queueArn)),
        "sqs:SendMessage",
        queueArn,
        service(topicArn).build());
  }

  /**
   * SNS uses the key of an encrypted queue to deliver a message of the topic.
   *
   * @param action {@code kms:GenerateDataKey} or {@code kms:Decrypt}
   */
  public static Request snsKeyUse(String action, String topicArn, String keyArn) {
    return new Request(
        new Caller.Service(snsPrincipal(topicArn, keyArn)),
        action,
        keyArn,
        service(topicArn).build());
  }

  /**
   * SNS uses the key of an encrypted topic on its own, to replay what the topic keeps. Data keys of
   * a topic are bound to its ARN by their encryption context.
   */
  public static Request snsArchive(String action, String topicArn, String keyArn) {
    return new Request(
        new Caller.Service(SNS),
        action,
        keyArn,
        RequestContext.unknownUnlessStated()
            .with("aws:SecureTransport", "true")
            .with("aws:PrincipalIsAWSService", "true")
            .with("kms:EncryptionContext:aws:sns:topicArn", topicArn)
            .absent("aws:PrincipalOrgID")
            .absent("aws:PrincipalOrgPaths")
            .absent("aws:userid")
            .build());
  }

  /** A role or user makes SQS use a key for it. */
  public static Request viaSqs(Caller caller, String kmsAction, String keyArn, String region) {
    return via("sqs", caller, kmsAction, keyArn, region);
  }

  /** A role or user makes SNS use a key for it. */
  public static Request viaSns(Caller caller, String kmsAction, String keyArn, String region) {
    return via("sns", caller, kmsAction, keyArn, region);
  }

  /** A role or user calls over TLS and signs. */
  public static Request iam(Caller caller, String action, String resourceArn) {
    return new Request(caller, action, resourceArn, direct(caller).build());
  }

  /**
   * The service principal under which SNS reaches a queue or key in another region: the regional
   * one of the opt-in side, if there is one.
   *
   * @throws IllegalArgumentException for two different opt-in regions, between which SNS does not
   *     deliver
   */
  public static String snsPrincipal(String topicArn, String targetArn) {
    AmazonResourceName topic = AmazonResourceName.of(topicArn);
    String target = AmazonResourceName.of(targetArn).region();
    if (topic.region().equals(target)) {
      return SNS;
    }
    boolean topicOptIn = isOptIn(topic.partition(), topic.region());
    boolean targetOptIn = isOptIn(topic.partition(), target);
    if (topicOptIn && targetOptIn) {
      throw new IllegalArgumentException(
          "SNS does not deliver from opt-in region " + topic.region() + " to " + target);
    }
    if (!topicOptIn && !targetOptIn) {
      return SNS;
    }
    return "sns." + (topicOptIn ? topic.region() : target) + ".amazonaws.com";
  }

  /** Return whether SNS delivers at all from the topic's region to the target's. */
  public static boolean snsDelivers(String topicArn, String targetArn) {
    AmazonResourceName topic = AmazonResourceName.of(topicArn);
    AmazonResourceName target = AmazonResourceName.of(targetArn);
    return topic.partition().equals(target.partition())
        && (topic.region().equals(target.region())
            || !isOptIn(topic.partition(), topic.region())
            || !isOptIn(target.partition(), target.region()));
  }

  private static boolean isOptIn(String partition, String region) {
    return partition.equals("aws") && !DEFAULT_REGIONS.contains(region);
  }

  private static RequestContext.Builder service(String sourceArn) {
    return RequestContext.unknownUnlessStated()
        .with("aws:SecureTransport", "true")
        .with("aws:PrincipalIsAWSService", "true")
        .with("aws:SourceArn", sourceArn)
        .with("aws:SourceAccount", AmazonResourceName.of(sourceArn).account())
        .absent("aws:PrincipalOrgID")
        .absent("aws:PrincipalOrgPaths")
        .absent("aws:userid");
  }

  private static RequestContext.Builder direct(Caller caller) {
    RequestContext.Builder context =
        RequestContext.unknownUnlessStated()
            .with("aws:SecureTransport", "true")
            .with("aws:PrincipalIsAWSService", "false")
            .with("aws:ViaAWSService", "false")
            .absent("kms:ViaService")
            .absent("aws:SourceArn")
            .absent("aws:SourceAccount")
            .absent("aws:SourceOrgID")
            .absent("aws:SourceOrgPaths");
    return callerAccount(context, caller);
  }

  private static Request via(
      String service, Caller caller, String action, String keyArn, String region) {
    return new Request(
        caller,
        action,
        keyArn,
        direct(caller)
            .with("aws:ViaAWSService", "true")
            .with("kms:ViaService", service + "." + region + suffix(keyArn))
            .build());
  }

  private static String suffix(String arn) {
    boolean china = AmazonResourceName.of(arn).partition().equals("aws-cn");
    return china ? ".amazonaws.com.cn" : ".amazonaws.com";
  }

  private static RequestContext.Builder callerAccount(
      RequestContext.Builder context, Caller caller) {
    return switch (caller) {
      case Caller.IamRole(String arn) ->
          context.with("kms:CallerAccount", AmazonResourceName.of(arn).account());
      case Caller.IamUser(String arn) ->
          context.with("kms:CallerAccount", AmazonResourceName.of(arn).account());
      case Caller.AccountRoot(_, String accountId) -> context.with("kms:CallerAccount", accountId);
      case Caller.Service _, Caller.Anonymous _ -> context;
    };
  }
}
