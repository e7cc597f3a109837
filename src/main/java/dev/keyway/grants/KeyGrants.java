package dev.keyway.grants;

import dev.keyway.policy.Condition;
import dev.keyway.policy.Statement;
import java.util.ArrayList;
import java.util.List;

/** What a key's policy has to say. */
public final class KeyGrants {
  /** What AWS's console gives key administrators (KMS Developer Guide, "Default key policy"). */
  private static final List<String> ADMINISTER =
      List.of(
          "kms:CancelKeyDeletion",
          "kms:Create*",
          "kms:Delete*",
          "kms:Describe*",
          "kms:Disable*",
          "kms:Enable*",
          "kms:Get*",
          "kms:List*",
          "kms:Put*",
          "kms:Revoke*",
          "kms:ScheduleKeyDeletion",
          "kms:TagResource",
          "kms:UntagResource",
          "kms:Update*");

  private static final List<String> DECRYPT = List.of("kms:Decrypt", "kms:DescribeKey");
  private static final List<String> ENCRYPT_DECRYPT =
      List.of(
          "kms:Decrypt",
          "kms:DescribeKey",
          "kms:Encrypt",
          "kms:GenerateDataKey*",
          "kms:ReEncrypt*");
  private static final List<String> SEND = List.of("kms:Decrypt", "kms:GenerateDataKey*");

  private static final GrantGroup.Members.Principals PRINCIPALS =
      new GrantGroup.Members.Principals();

  private KeyGrants() {}

  /**
   * Return the statement that lets the account's IAM policies work on the key; without it nobody
   * but the principals that the policy names could use or administer it.
   */
  public static Statement account(String partition, String accountId) {
    var group = new GrantGroup(GrantKind.ACCOUNT, List.of("kms:*"), "*", List.of(), PRINCIPALS);
    return group.statement(List.of("arn:" + partition + ":iam::" + accountId + ":root"), 0);
  }

  /** Return what the key's own spec asks for. */
  public static List<Grant> ofKey(
      String asker, List<String> administrators, List<String> decrypters, List<String> users) {
    var grants = new ArrayList<Grant>();
    var administer = group(GrantKind.ADMINISTRATORS, ADMINISTER);
    var decrypt = group(GrantKind.KEY_USERS_DECRYPT, DECRYPT);
    var use = group(GrantKind.KEY_USERS_ENCRYPT_DECRYPT, ENCRYPT_DECRYPT);
    administrators.forEach(member -> grants.add(new Grant(asker, administer, member)));
    decrypters.forEach(member -> grants.add(new Grant(asker, decrypt, member)));
    users.forEach(member -> grants.add(new Grant(asker, use, member)));
    return List.copyOf(grants);
  }

  /** Return what a queue under the key asks for, its topics' deliveries included. */
  public static List<Grant> ofQueue(QueueAsk ask) {
    var viaSqs = via("sqs", ask.queueArn());
    var consume =
        new GrantGroup(
            GrantKind.CONSUMERS, List.of("kms:Decrypt"), "*", List.of(viaSqs), PRINCIPALS);
    var produce = new GrantGroup(GrantKind.PRODUCERS, SEND, "*", List.of(viaSqs), PRINCIPALS);
    var grants = new ArrayList<Grant>();
    ask.consumers().forEach(member -> grants.add(new Grant(ask.asker(), consume, member)));
    ask.producers().forEach(member -> grants.add(new Grant(ask.asker(), produce, member)));
    for (var service : ask.services()) {
      grants.addAll(
          ServiceTable.onKey(ask.asker(), service, GrantKind.SERVICE_PRODUCERS, ask.queueArn()));
    }
    ask.sources().forEach(s -> grants.add(SnsDelivery.grant(s, ask.queueArn(), SEND, "*")));
    ask.deadLetters().forEach(dead -> grants.addAll(ofDeadLetter(dead)));
    var redrive = new GrantGroup(GrantKind.REDRIVE_TARGET, SEND, "*", List.of(viaSqs), PRINCIPALS);
    ask.redrive().into().forEach(r -> grants.add(new Grant(r.asker(), redrive, r.member())));
    return List.copyOf(grants);
  }

  /** Return what the consumers of a dead-letter queue need of the key of what is moved there. */
  public static List<Grant> ofDeadLetter(QueueAsk.DeadLetter dead) {
    return ofQueue(
        new QueueAsk(
            dead.asker(), dead.queueArn(), dead.consumers(), List.of(), List.of(), List.of()));
  }

  /** Return what a topic under the key asks for. */
  public static List<Grant> ofTopic(TopicAsk ask) {
    var publish =
        new GrantGroup(
            GrantKind.PUBLISHERS, SEND, "*", List.of(via("sns", ask.topicArn())), PRINCIPALS);
    var grants = new ArrayList<Grant>();
    ask.publishers().forEach(member -> grants.add(new Grant(ask.asker(), publish, member)));
    for (var service : ask.services()) {
      grants.addAll(
          ServiceTable.onKey(ask.asker(), service, GrantKind.SERVICE_PUBLISHERS, ask.topicArn()));
    }
    if (ask.archived()) {
      grants.add(archive(ask));
    }
    return List.copyOf(grants);
  }

  // To replay, SNS decrypts on its own what publishers had encrypted; the encryption context that
  // every message of the topic has binds it (SNS Developer Guide, "Message archiving for FIFO topic
  // owners", access to an encrypted archive; "Key management", encryption context).
  private static Grant archive(TopicAsk ask) {
    var context =
        new GrantGroup.Members.Sources(
            "sns.amazonaws.com", "ArnEquals", "kms:EncryptionContext:aws:sns:topicArn");
    var group = new GrantGroup(GrantKind.TOPIC_ARCHIVE, SEND, "*", List.of(), context);
    return new Grant(ask.asker(), group, ask.topicArn());
  }

  /**
   * Return what of these grants is needed once nothing is sent under the key any more: reading what
   * was sent before. A message keeps the key that it was sent under (SQS Developer Guide,
   * "Encryption at rest").
   */
  public static List<Grant> toReadOldMessages(List<Grant> grants) {
    var kept = new ArrayList<Grant>();
    for (var grant : grants) {
      switch (grant.group().kind()) {
        case CONSUMERS -> kept.add(grant);
        case PUBLISHERS, SERVICE_PUBLISHERS, TOPIC_ARCHIVE ->
            kept.add(new Grant(grant.asker(), decryptOnly(grant.group()), grant.member()));
        case SNS_DELIVERY, PRODUCERS, REDRIVE_TARGET, SERVICE_PRODUCERS, SUBSCRIBERS -> {}
        case ACCOUNT,
            ADMINISTRATORS,
            KEY_USERS_DECRYPT,
            KEY_USERS_ENCRYPT_DECRYPT,
            REDRIVERS,
            TLS_ONLY -> {}
      }
    }
    return List.copyOf(kept);
  }

  private static GrantGroup decryptOnly(GrantGroup group) {
    return new GrantGroup(
        group.kind(), List.of("kms:Decrypt"), "*", group.conditions(), group.members());
  }

  /** Return whether grants of that kind are held for queues and topics, not for the key itself. */
  public static boolean isOnBehalfOfUsers(GrantKind kind) {
    return switch (kind) {
      case CONSUMERS,
          PRODUCERS,
          PUBLISHERS,
          REDRIVE_TARGET,
          SERVICE_PRODUCERS,
          SERVICE_PUBLISHERS,
          SNS_DELIVERY,
          TOPIC_ARCHIVE ->
          true;
      case ACCOUNT,
          ADMINISTRATORS,
          KEY_USERS_DECRYPT,
          KEY_USERS_ENCRYPT_DECRYPT,
          REDRIVERS,
          SUBSCRIBERS,
          TLS_ONLY ->
          false;
    };
  }

  private static GrantGroup group(GrantKind kind, List<String> actions) {
    return new GrantGroup(kind, actions, "*", List.of(), PRINCIPALS);
  }

  private static Condition via(String service, String arn) {
    var parts = arn.split(":", 6);
    var suffix = parts[1].equals("aws-cn") ? ".amazonaws.com.cn" : ".amazonaws.com";
    return new Condition(
        "StringEquals", "kms:ViaService", List.of(service + "." + parts[3] + suffix));
  }
}
