package dev.keyway.grants;

import dev.keyway.policy.Condition;
import java.util.ArrayList;
import java.util.List;

/**
 * Which condition keys each service sends when it publishes or sends on its own behalf.
 *
 * <p>S3 and CloudWatch alarms send {@code aws:SourceArn} and {@code aws:SourceAccount}, to the
 * topic or queue and to its key (SNS Developer Guide, "Enable compatibility between event sources
 * from AWS services and encrypted topics"). EventBridge sends {@code aws:SourceArn} to the topic or
 * queue but no {@code aws:Source*} key to KMS (SNS Developer Guide, "Key management"), so its use
 * of the key is bound to the encryption context instead.
 */
final class ServiceTable {
  private static final String EVENT_BRIDGE = "events.amazonaws.com";

  private ServiceTable() {}

  /** Grants for the policy of a topic or queue. */
  static List<Grant> onResource(
      String asker, ServiceAsk ask, GrantKind kind, String action, String resourceArn) {
    var group =
        new GrantGroup(kind, List.of(action), resourceArn, accounts(ask), sources(ask.service()));
    return members(asker, ask, group);
  }

  /** Grants for the key of a topic or queue. */
  static List<Grant> onKey(String asker, ServiceAsk ask, GrantKind kind, String resourceArn) {
    var actions = List.of("kms:Decrypt", "kms:GenerateDataKey*");
    if (ask.service().equals(EVENT_BRIDGE)) {
      var context = new GrantGroup.Members.Sources(EVENT_BRIDGE, "ArnEquals", context(resourceArn));
      return List.of(
          new Grant(asker, new GrantGroup(kind, actions, "*", List.of(), context), resourceArn));
    }
    return members(
        asker, ask, new GrantGroup(kind, actions, "*", accounts(ask), sources(ask.service())));
  }

  private static List<Grant> members(String asker, ServiceAsk ask, GrantGroup group) {
    return ask.sourceArns().stream().map(arn -> new Grant(asker, group, arn)).toList();
  }

  private static List<Condition> accounts(ServiceAsk ask) {
    var conditions = new ArrayList<Condition>();
    if (!ask.sourceAccounts().isEmpty()) {
      var sorted = ask.sourceAccounts().stream().sorted().toList();
      conditions.add(new Condition("StringEquals", "aws:SourceAccount", sorted));
    }
    return conditions;
  }

  private static GrantGroup.Members.Sources sources(String service) {
    return new GrantGroup.Members.Sources(service, "ArnLike", "aws:SourceArn");
  }

  private static String context(String resourceArn) {
    return resourceArn.contains(":sns:")
        ? "kms:EncryptionContext:aws:sns:topicArn"
        : "kms:EncryptionContext:aws:sqs:arn";
  }
}
